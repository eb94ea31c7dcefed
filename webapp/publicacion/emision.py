"""A document ready to be handed out: its bytes, its name, and what to put on record of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from webapp.publicacion import copias
from webapp.publicacion.cambios import Comparacion, cambios_pdf, comparativo_pdf
from webapp.publicacion.documento import Documento
from webapp.publicacion.intercambio import JSON, json_de
from webapp.publicacion.obrero import Obrero
from webapp.publicacion.pdf import pdf_de
from webapp.publicacion.texto import TEXTO, texto_de
from webapp.publicacion.word.cargo import docx_con_cambios, docx_de
from workflows.contenido import Contenido

if TYPE_CHECKING:
    from webapp.publicacion.sello import Sello  # heavy: only for who has one

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Tipo(StrEnum):
    """What one may ask of a version."""

    PDF = "pdf"
    DOCX = "docx"
    TEXTO = "texto"
    JSON = "json"


class TipoCambios(StrEnum):
    """What one may ask of a proposal beside its base."""

    COMPARATIVO = "comparativo"
    CAMBIOS = "cambios"


@dataclass(frozen=True, slots=True)
class Emision:
    """``tipo`` is the media type; a PDF is put on record by its ``hash``."""

    datos: bytes
    nombre: str
    tipo: str

    @property
    def hash(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        return hashlib.sha256(self.datos).hexdigest()


def emitir(
    documento: Documento, tipo: Tipo, carpeta: Path, sello: Sello | None, ahora: datetime
) -> Emision:
    """The copy of one version. A PDF comes from ``carpeta`` when it was printed before.

    What is approved carries the ``sello`` where there is one; a draft never does. It takes up to
    a second: not to be called inside a transaction. Raises SelloInservible.
    """
    if tipo is Tipo.TEXTO:
        return Emision(texto_de([documento]).encode(), documento.archivo("txt"), TEXTO)
    if tipo is Tipo.JSON:
        return Emision(json_de([documento]), documento.archivo("json"), JSON)
    if tipo is Tipo.DOCX:
        return Emision(docx_de(documento), documento.archivo("docx"), DOCX)
    suyo = sello if documento.aprobado else None
    ruta = copias.publicada(carpeta, documento, _aparte, suyo, ahora)
    return Emision(ruta.read_bytes(), documento.archivo("pdf"), PDF)


def _aparte(documento: Documento) -> bytes:
    with Obrero() as obrero:
        return obrero.hacer(pdf_de, documento)


def emitir_cambios_en_word(comparacion: Comparacion) -> Emision:
    """The proposal over its base as Word's own tracked changes."""
    propuesta = comparacion.propuesta
    base = comparacion.base.contenido if comparacion.base is not None else Contenido()
    nombre = propuesta.archivo("docx", que="cambios")
    return Emision(docx_con_cambios(propuesta, base), nombre, DOCX)


def emitir_cambios(comparacion: Comparacion, tipo: TipoCambios) -> Emision:
    """The cuadro comparativo or the redline of a proposal."""
    hacer: Callable[[Comparacion], bytes] = (
        comparativo_pdf if tipo is TipoCambios.COMPARATIVO else cambios_pdf
    )
    with Obrero() as obrero:
        datos = obrero.hacer(hacer, comparacion)
    return Emision(datos, comparacion.propuesta.archivo("pdf", que=tipo.value), PDF)
