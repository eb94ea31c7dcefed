"""The names by which our own Word documents are known again: styles, bookmarks, a property.

Written by ``webapp/publicacion/word``; the file may have been through Word in between, so that
any of them can be missing.
"""

from __future__ import annotations

#: The custom property that says which version and text a file was made from.
PROPIEDAD = "Vigente"

#: Style ids of paragraphs.
SECCION, NUMERO, VINETA, PARRAFO, NOTA = (
    "VigenteSeccion", "VigenteNumero", "VigenteVineta", "VigenteParrafo", "VigenteNota",
)  # fmt: skip
TITULO, CELDA, ROTULO, PIE, FIRMA = (
    "VigenteTitulo", "VigenteCelda", "VigenteRotulo", "VigentePie", "VigenteFirma",
)  # fmt: skip
#: Style ids of runs: a note's mark, what stands between two, a value of the header.
LLAMADA, SEPARA, VALOR = "VigenteLlamada", "VigenteSepara", "VigenteValor"

#: What the name of a bookmark begins with, before ``_`` and the key of its piece.
DE_SECCION, DE_ITEM, DE_FILA, DE_CAMPO = "seccion", "item", "fila", "campo"
