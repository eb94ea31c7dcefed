"""One cargo as a DOCX: clean, or from the text in force to the one proposed."""

from __future__ import annotations

import functools
import io

import docx
from docx.document import Document
from docx.shared import Cm

from webapp.publicacion.datos import datos_de
from webapp.publicacion.documento import Documento
from webapp.publicacion.word.cuerpo import Escritor
from webapp.publicacion.word.estilos import Listas, poner_estilos
from webapp.publicacion.word.guardar import en_bytes, poner_propiedades
from webapp.publicacion.word.identidad import Procedencia, sellar
from webapp.publicacion.word.membrete import (
    firmado,
    firmas_al_final,
    membrete,
    pie,
    poner,
    titulares,
)
from webapp.publicacion.word.revisiones import Revisiones
from workflows.contenido import Contenido, hash_de
from workflows.diferencias.enlazado import enlazar
from workflows.formatos.modelo import Estructura


def docx_de(d: Documento) -> bytes:
    """The text of ``d`` and nothing else: a file a person can edit. Same data, same bytes."""
    return _docx(d, None)


def docx_con_cambios(d: Documento, base: Contenido) -> bytes:
    """From ``base`` to the text of ``d``, as Word's own insertions and deletions.

    Accepting all gives exactly the text of ``d``; rejecting all, exactly ``base``. The author of
    the marks is whoever elaborated, and their date is that of the version.
    """
    return _docx(d, base)


def documento_nuevo(titulo: str, autor: str, d: Documento) -> Document:
    """An empty letter page with our styles, for whoever puts several things in one file."""
    documento = docx.Document(io.BytesIO(_hoja_con_estilos()))
    poner_propiedades(documento, titulo, autor, d.momento)
    return documento


@functools.cache
def _hoja_con_estilos() -> bytes:
    """The empty page saved once: the styles are the same for everybody, and slow to write."""
    documento = docx.Document()
    documento.element.body.clear_content()
    poner_estilos(documento)
    guardado = io.BytesIO()
    documento.save(guardado)
    return guardado.getvalue()


def escribir_cargo(
    documento: Document,
    listas: Listas,
    d: Documento,
    base: Contenido | None,
    *,
    marcada: bool,
) -> None:
    """Write ``d`` at the end of ``documento``, in its last section, header and foot included.

    ``marcada``: with the bookmarks by which a file that comes back is read piece by piece.
    """
    total = "NUMPAGES"
    datos = datos_de(d)
    texto = enlazar(base, d.contenido)
    campos = dict(texto.campos)
    autor = next((f.por for f in d.firmas if f.por), "") or d.institucion
    escritor = Escritor(d.formato, Revisiones(autor, d.momento), listas, marcada)
    cuerpo = documento.element.body
    final = cuerpo.sectPr
    por_paginas = d.formato.lectura.estructura is Estructura.PAGINAS
    seccion = documento.sections[-1]
    seccion.header.is_linked_to_previous = seccion.footer.is_linked_to_previous = False
    if por_paginas:
        poner(seccion.header._element, [membrete(escritor, campos, datos, total)])
    else:
        for elemento in titulares(escritor, campos):
            final.addprevious(elemento)
    for elemento in escritor.cuerpo(texto):
        final.addprevious(elemento)
    if not por_paginas:
        for elemento in firmas_al_final(datos):
            final.addprevious(elemento)
    for elemento in firmado(datos):
        final.addprevious(elemento)
    poner(seccion.footer._element, pie(datos, total))


def hoja_carta(documento: Document) -> None:
    """The last section as the institution's page: letter, margins of 2 cm."""
    s = documento.sections[-1]
    s.page_width, s.page_height = Cm(21.59), Cm(27.94)
    s.left_margin = s.right_margin = Cm(2)
    s.top_margin, s.bottom_margin = Cm(2), Cm(2.2)
    s.header_distance = s.footer_distance = Cm(1)


def _docx(d: Documento, base: Contenido | None) -> bytes:
    documento = documento_nuevo(f"{d.titulo}, {d.rotulo}", d.institucion, d)
    hoja_carta(documento)
    escribir_cargo(documento, Listas(documento), d, base, marcada=True)
    huella = hash_de(base) if base is not None else ""
    sellar(
        documento, Procedencia(d.manual, d.version_id, d.contenido_hash, huella, d.formato.clave)
    )
    return en_bytes(documento)
