"""The difference between two texts as data: take it, apply it, tell it, undo it.

For whoever reviews, and for the record: what was signed is the text *and* the base it was
compared with. Nothing here draws; a view or a document does.
"""

from __future__ import annotations

from workflows.diferencias.aplicar import aplicar
from workflows.diferencias.comparar import comparar
from workflows.diferencias.heredar import heredar_ids
from workflows.diferencias.huella import huella
from workflows.diferencias.modelo import (
    Cambio,
    CambioCampo,
    CambioCompetencia,
    CambioItem,
    CambioNota,
    CambioSeccion,
    Diferencia,
    Tipo,
    Tramo,
)
from workflows.diferencias.palabras import texto_antes, texto_despues, tramos
from workflows.diferencias.piezas_de import pieza_de
from workflows.diferencias.recorte import recortar
from workflows.diferencias.resumen import Renglon, renglones, resumen
from workflows.diferencias.revertir import revertir
from workflows.diferencias.silencio import es_silencioso

__all__ = [
    "Cambio",
    "CambioCampo",
    "CambioCompetencia",
    "CambioItem",
    "CambioNota",
    "CambioSeccion",
    "Diferencia",
    "Renglon",
    "Tipo",
    "Tramo",
    "aplicar",
    "comparar",
    "es_silencioso",
    "heredar_ids",
    "huella",
    "pieza_de",
    "recortar",
    "renglones",
    "resumen",
    "revertir",
    "texto_antes",
    "texto_despues",
    "tramos",
]
