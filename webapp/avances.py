"""How far is what a form asked for and is not answered yet, for whoever looks meanwhile.

A small file, since nobody else sees what an open transaction has done, and on SQLite nobody else
may write while it is open. It is no record: it goes when the answer does.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

#: Is told how many are done, and of how many.
Contar = Callable[[int, int], None]
#: Seconds between two notes; and after which one is of somebody who died.
_CADA, _VIEJO = 0.2, 300.0


@dataclass(frozen=True, slots=True)
class Avance:
    """So many done of so many."""

    hechos: int
    total: int


@contextmanager
def contando(ruta: Path) -> Iterator[Contar]:
    """While the block lasts, the file says how many are done of how many, once it is told."""
    anotado = 0.0

    def anotar(hechos: int, total: int) -> None:
        nonlocal anotado
        if time.monotonic() - anotado < _CADA:
            return
        anotado = time.monotonic()
        with suppress(OSError):  # nobody fails for not having said how far it is
            ruta.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            nuevo = ruta.with_suffix(f".{os.getpid()}")
            nuevo.write_text(f"{hechos} {total}", "ascii")
            nuevo.replace(ruta)

    try:
        yield anotar
    finally:
        with suppress(OSError):  # nothing was told, or another told it last
            ruta.unlink()


def leer_avance(ruta: Path) -> Avance | None:
    """How far it is; None when nobody is at it."""
    with suppress(OSError, ValueError):
        if time.time() - ruta.stat().st_mtime < _VIEJO:
            hechos, total = map(int, ruta.read_text("ascii").split())
            return Avance(hechos, total)
    return None
