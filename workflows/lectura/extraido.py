"""What comes out of a file that is more than text, for the reader of lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texto:
    """Marked text; and what a person should look at, with the page it is on (0: none in
    particular)."""

    texto: str
    dudas: tuple[tuple[int, str], ...] = ()
