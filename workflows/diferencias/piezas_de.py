"""Which piece of the text a change is about, by the names that ``workflows.piezas`` gives."""

from __future__ import annotations

from workflows.diferencias.modelo import (
    Cambio,
    CambioCampo,
    CambioCompetencia,
    CambioItem,
    CambioSeccion,
)
from workflows.piezas import CAMPO, FILA, ITEM, NOTAS

#: A heading, as a piece; ``workflows.piezas`` keeps only the order of its items.
SECCION = "seccion:"


def pieza_de(cambio: Cambio) -> str:
    """``item:ID``, ``competencia:ID``, ``campo:CLAVE``, ``seccion:CLAVE`` or ``notas``.

    The id is the one the piece has in the proposal; in the base, when it was removed. Notes
    have no id and their marks may repeat: all of them are one piece.
    """
    if isinstance(cambio, CambioCampo):
        return f"{CAMPO}{cambio.clave}"
    if isinstance(cambio, CambioSeccion):
        return f"{SECCION}{cambio.clave}"
    if isinstance(cambio, CambioItem):
        item = cambio.despues or cambio.antes
        return f"{ITEM}{item.id if item else ''}"
    if isinstance(cambio, CambioCompetencia):
        fila = cambio.despues or cambio.antes
        return f"{FILA}{fila.id if fila else ''}"
    return NOTAS
