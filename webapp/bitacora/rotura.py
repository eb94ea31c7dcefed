"""Something the record says that cannot be true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rotura:
    """``donde`` names the manual, text or trigger; ``que`` says what is wrong with it."""

    clase: str  #: cadena, contenido, version, numero or guardia
    donde: str
    que: str

    def __str__(self) -> str:
        return f"{self.donde}: {self.que}"
