"""The kinds of work there are, by name. A kind is a function: it is given what was asked and a
way to say how far it is, and returns its file. It may be begun again after a crash, so what it
has done so far must be found again, not redone; it opens its own short transactions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from webapp.trabajos.salidas import Salida


class Avance(Protocol):
    """Says how far a job is; raises when the job is no longer this worker's."""

    def __call__(self, hechos: int, total: int, paso: str, /) -> None: ...


Hacer = Callable[[Mapping[str, Any], Avance], Salida]

CLASES: dict[str, Hacer] = {}


def clase(nombre: str) -> Callable[[Hacer], Hacer]:
    """Register a kind of work."""

    def registrar(hacer: Hacer) -> Hacer:
        CLASES[nombre] = hacer
        return hacer

    return registrar
