"""The same document, the same bytes: no clock and no order of chance in the file."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx.document import Document

_FECHA = (1980, 1, 1, 0, 0, 0)


def poner_propiedades(documento: Document, titulo: str, autor: str, momento: datetime) -> None:
    """Title, author and dates of the file, all of them given."""
    p = documento.core_properties
    p.title, p.author, p.last_modified_by = titulo, autor, autor
    p.language, p.comments, p.keywords = "es-CR", "", ""
    p.created = p.modified = momento.replace(tzinfo=None, microsecond=0)
    p.revision = 1


def en_bytes(documento: Document) -> bytes:
    """The file, every part dated alike."""
    suelto = io.BytesIO()
    documento.save(suelto)
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(suelto) as entrada,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zip_,
    ):
        for ficha in entrada.infolist():
            fija = zipfile.ZipInfo(ficha.filename, _FECHA)
            fija.compress_type = zipfile.ZIP_DEFLATED
            fija.external_attr = 0o600 << 16
            zip_.writestr(fija, entrada.read(ficha))
    return salida.getvalue()
