"""What Word prints around the text of each page: which headers and feet each section has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from workflows.lectura.word.bloques import W

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Tramo:
    """A part of the body with its own edges, by the relationship id of their parts.

    ``encabezado`` is what its first page has above; ``otros`` is what the rest of its pages
    have above, and the feet of all of them.
    """

    hijos: list[Any] = field(default_factory=list)
    encabezado: str = ""
    otros: tuple[str, ...] = ()


def tramos(cuerpo: Any, *, pares: bool) -> Iterator[Tramo]:
    """The sections of a body; what one does not say is as in the one before.

    ``pares`` says that even pages have edges of their own.
    """
    hijos: list[Any] = []
    bordes: dict[str, str] = {}
    for hijo in list(cuerpo):
        es_final = hijo.tag == f"{W}sectPr"
        propiedades = hijo if es_final else hijo.find(f"{W}pPr/{W}sectPr")
        if not es_final:
            hijos.append(hijo)
        if propiedades is not None:
            bordes |= _referencias(propiedades)
            yield _tramo(hijos, bordes, propiedades.find(f"{W}titlePg") is not None, pares)
            hijos = []
    if hijos:
        yield _tramo(hijos, bordes, primera=False, pares=pares)


def _tramo(hijos: list[Any], bordes: dict[str, str], primera: bool, pares: bool) -> Tramo:
    usadas = (*(("first",) if primera else ()), "default", *(("even",) if pares else ()))
    encabezados = [bordes[k] for u in usadas if (k := f"header {u}") in bordes]
    pies = [bordes[k] for u in usadas if (k := f"footer {u}") in bordes]
    return Tramo(hijos, (encabezados or [""])[0], (*encabezados[1:], *pies))


def _referencias(propiedades: Any) -> dict[str, str]:
    return {
        f"{que} {e.get(f'{W}type', 'default')}": e.get(_R_ID, "")
        for que in ("header", "footer")
        for e in propiedades.findall(f"{W}{que}Reference")
    }
