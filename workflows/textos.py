"""The written words of a text, piece by piece: for searching, checking and mending them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from workflows.contenido import Contenido
from workflows.piezas import FILA, ITEM

#: The table of competencies, where sections are named by their clave.
TABLA = "competencias"


def textos_de(
    contenido: Contenido, secciones: frozenset[str] | None = None
) -> Iterator[tuple[str, str]]:
    """What is written out, in reading order: each item's words, then each row's concepto.

    Yields (piece, words). ``secciones`` narrows it to those claves; «competencias» is the table's.
    """
    for seccion in contenido.secciones:
        if secciones is None or seccion.clave in secciones:
            yield from ((f"{ITEM}{item.id}", item.texto) for item in seccion.items)
    if secciones is None or TABLA in secciones:
        yield from ((f"{FILA}{fila.id}", fila.concepto) for fila in contenido.competencias)


def con_textos(contenido: Contenido, textos: Mapping[str, str]) -> Contenido:
    """The same text with other words in the pieces that ``textos`` names as ``textos_de`` does."""
    return replace(
        contenido,
        secciones=tuple(
            replace(
                s,
                items=tuple(
                    replace(i, texto=textos.get(f"{ITEM}{i.id}", i.texto)) for i in s.items
                ),
            )
            for s in contenido.secciones
        ),
        competencias=tuple(
            replace(c, concepto=textos.get(f"{FILA}{c.id}", c.concepto))
            for c in contenido.competencias
        ),
    )
