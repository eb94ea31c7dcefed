"""Whose words these are: for each piece of a cargo, the versions that brought it or changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workflows.contenido import Competencia, Contenido, Item
from workflows.diferencias import Tramo, tramos


class Suceso(StrEnum):
    """What a version did to a piece."""

    ENTRA = "entra"  #: it is here for the first time, or again
    CAMBIA = "cambia"  #: it says something else
    SALE = "sale"  #: it is no longer here


@dataclass(frozen=True, slots=True)
class Paso:
    """One moment in the life of a piece: in which version (by its place in the sequence).

    ``texto`` is what it says from then on (what it said, when it leaves); ``detalle`` what else
    changed, such as a grade; ``palabras`` the words that came and went.
    """

    version: int
    suceso: Suceso
    texto: str
    detalle: str
    palabras: tuple[Tramo, ...]


Vidas = Mapping[str, tuple[Paso, ...]]


def vidas(versiones: Sequence[Contenido]) -> Vidas:
    """The life of every piece (by id) through the versions of a cargo, oldest first.

    Changing place, or the form of a list, is not saying something else.
    """
    pasos: dict[str, list[Paso]] = {}
    antes: dict[str, Item | Competencia] = {}
    for n, contenido in enumerate(versiones):
        ahora = {pieza.id: pieza for pieza in _piezas(contenido)}
        for id_, pieza in ahora.items():
            anterior = antes.get(id_)
            if anterior is None:
                pasos.setdefault(id_, []).append(
                    Paso(n, Suceso.ENTRA, _dice(pieza), _ademas(pieza), ())
                )
            elif (_dice(anterior), _ademas(anterior)) != (_dice(pieza), _ademas(pieza)):
                pasos[id_].append(
                    Paso(
                        n,
                        Suceso.CAMBIA,
                        _dice(pieza),
                        _cambio(_ademas(anterior), _ademas(pieza)),
                        tuple(tramos(_dice(anterior), _dice(pieza))),
                    )
                )
        for id_ in antes.keys() - ahora.keys():
            pasos[id_].append(Paso(n, Suceso.SALE, _dice(antes[id_]), _ademas(antes[id_]), ()))
        antes = ahora
    return {id_: tuple(suyos) for id_, suyos in pasos.items()}


def _piezas(contenido: Contenido) -> Iterator[Item | Competencia]:
    for seccion in contenido.secciones:
        yield from seccion.items
    yield from contenido.competencias


def _dice(pieza: Item | Competencia) -> str:
    return pieza.texto if isinstance(pieza, Item) else pieza.concepto


def _ademas(pieza: Item | Competencia) -> str:
    return "" if isinstance(pieza, Item) else f"{pieza.competencia}, grado {pieza.grado}"


def _cambio(antes: str, despues: str) -> str:
    return despues if antes == despues else f"{antes} → {despues}"
