"""What lets a file that comes back from Word be recognised, and each line find its item.

A custom property of the document says which version and text it was; a bookmark stands at each
item, row and field. Word keeps both through editing; whoever strips them loses only precision.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from webapp.publicacion.word.xml import Elemento, el
from workflows.lectura.word.nombres import PROPIEDAD

RELACION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_TIPO = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPIEDADES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALORES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
#: What Word takes for a document's own custom properties.
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_NOMBRE = re.compile(r"\w{1,34}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Procedencia:
    """Which text a file was made from: ``base`` is the hash of what it is compared with, or ""."""

    manual: str
    version: int
    contenido: str
    base: str = ""
    formato: str = ""


def sellar(documento: Document, procedencia: Procedencia) -> None:
    """Write the property that recognises the file."""
    raiz = etree.Element(
        f"{{{_PROPIEDADES}}}Properties", nsmap={None: _PROPIEDADES, "vt": _VALORES}
    )
    propiedad = etree.SubElement(
        raiz, f"{{{_PROPIEDADES}}}property", fmtid=_FMTID, pid="2", name=PROPIEDAD
    )
    valor = etree.SubElement(propiedad, f"{{{_VALORES}}}lpwstr")
    valor.text = json.dumps(asdict(procedencia), sort_keys=True)
    datos = etree.tostring(raiz, xml_declaration=True, encoding="UTF-8", standalone=True)
    paquete = documento.part.package
    paquete.relate_to(Part(PackURI("/docProps/custom.xml"), _TIPO, datos, paquete), RELACION)


def entre_marcas(n: int, nombre: str, corridas: Iterable[Elemento]) -> list[Elemento]:
    """The runs between the two ends of the bookmark ``nombre``, the document's ``n``-th."""
    abre = el("w:bookmarkStart", {"w:id": str(n), "w:name": nombre})
    return [abre, *corridas, el("w:bookmarkEnd", {"w:id": str(n)})]


def nombre_de(prefijo: str, clave: str) -> str:
    """The bookmark of a piece, or "" when its key is not one that Word takes."""
    return f"{prefijo}_{clave}" if _NOMBRE.fullmatch(clave) else ""
