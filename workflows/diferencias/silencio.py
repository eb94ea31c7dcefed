"""Edits nobody reads: spacing and the style of quotation marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from workflows.diferencias.modelo import (
    Cambio,
    CambioCampo,
    CambioCompetencia,
    CambioItem,
    CambioNota,
    Tipo,
)

_RECORDADOS = 1_024
_COMILLAS = re.compile("[\"'`\u00ab\u00bb\u2018-\u201f\u2039\u203a\u00b4]+")
_INVISIBLES = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BLANCO_JUNTO_A_SIGNO = re.compile(r"\s*([^\w\s])\s*")


def es_silencioso(cambio: Cambio) -> bool:
    """Whether an edit changes only spacing or the style of quotation marks.

    Such an edit is data (the hash differs) but a reader may leave it folded. Anything added,
    removed, moved, or changed in list form, notes, name or grade is never silent.
    """
    if isinstance(cambio, CambioCampo):
        return (
            cambio.tipo is Tipo.EDITADO
            and cambio.cambia
            and se_lee_igual(cambio.antes, cambio.despues)
        )
    if isinstance(cambio, CambioItem):
        a, b = cambio.antes, cambio.despues
        return (
            _es_edicion(cambio)
            and a is not None
            and b is not None
            and (a.forma, a.notas) == (b.forma, b.notas)
            and se_lee_igual(a.texto, b.texto)
        )
    if isinstance(cambio, CambioCompetencia):
        x, y = cambio.antes, cambio.despues
        return (
            _es_edicion(cambio)
            and x is not None
            and y is not None
            and x.grado == y.grado
            and se_lee_igual(x.tipo, y.tipo)
            and se_lee_igual(x.competencia, y.competencia)
            and se_lee_igual(x.concepto, y.concepto)
        )
    if isinstance(cambio, CambioNota):
        n, m = cambio.antes, cambio.despues
        return (
            _es_edicion(cambio)
            and n is not None
            and m is not None
            and se_lee_igual(n.texto, m.texto)
        )
    return False


def se_lee_igual(antes: str, despues: str) -> bool:
    """Whether two texts look the same but for spacing and the style of quotation marks."""
    return _a_la_vista(antes) == _a_la_vista(despues)


def _es_edicion(cambio: CambioItem | CambioCompetencia | CambioNota) -> bool:
    return cambio.tipo is Tipo.EDITADO and not cambio.movido


@lru_cache(_RECORDADOS)
def _a_la_vista(texto: str) -> str:
    """What the eye takes in: letters and signs, not the spacing around them."""
    compuesto = unicodedata.normalize("NFC", _INVISIBLES.sub("", texto))
    comillas = _COMILLAS.sub('"', compuesto)
    return " ".join(_BLANCO_JUNTO_A_SIGNO.sub(r"\1", comillas).split())
