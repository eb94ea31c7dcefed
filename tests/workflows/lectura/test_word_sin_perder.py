"""No word of a Word file goes unseen, wherever it stands: it is read, or said not to be."""

from __future__ import annotations

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.lectura.fabrica import AMBOS, MANUAL
from tests.workflows.lectura.test_word_corriente import FILAS, en_bytes, nuevo, titulo
from workflows.lectura import leer

_MATE = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _cuerpo(doc: Document) -> Document:
    titulo(doc, "NATURALEZA")
    doc.add_paragraph("Cuidar la bodega.")
    titulo(doc, "ACTIVIDADES GENERALES")
    doc.add_paragraph("Recibir materiales.", style="List Number")
    return doc


def _recuadro(texto: str) -> object:
    return parse_xml(
        f'<w:p {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape>'
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{texto}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def _par(doc: Document, palabra: str) -> None:
    doc.settings.odd_and_even_pages_header_footer = True
    doc.sections[0].even_page_header.paragraphs[0].text = palabra
    doc.sections[0].even_page_footer.paragraphs[0].text = f"{palabra}bis Página 2 de 9"


def _primera(doc: Document, palabra: str) -> None:
    doc.sections[0].different_first_page_header_footer = True
    doc.sections[0].first_page_header.paragraphs[0].text = palabra
    doc.sections[0].first_page_footer.paragraphs[0].text = f"{palabra}bis"


def _en_celda(doc: Document, palabra: str) -> None:
    dentro = doc.add_table(1, 2).cell(0, 1).add_table(1, 1).cell(0, 0)
    dentro.text = palabra
    dentro._tc.append(_recuadro(f"{palabra}bis"))


LUGARES = {
    "pie": lambda d, p: setattr(d.sections[0].footer.paragraphs[0], "text", f"{p} - Página 1 de 3"),
    "primera": _primera,
    "par": _par,
    "recuadro": lambda d, p: d.element.body.insert(2, _recuadro(p)),
    "recuadro del encabezado": lambda d, p: d.sections[0].header._element.append(_recuadro(p)),
    "tabla en una celda": _en_celda,
    "fórmula": lambda d, p: d.paragraphs[1]._p.append(
        parse_xml(f"<m:oMath {_MATE}><m:r><m:t>{p}</m:t></m:r></m:oMath>")
    ),
    "oculto": lambda d, p: setattr(d.paragraphs[1].add_run(f" {p}").font, "hidden", True),
    "comentario": lambda d, p: d.add_comment(d.paragraphs[1].runs, text=p),
    "nota": lambda d, p: d.paragraphs[-1].add_run(f" {p}"),
}


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(sorted(LUGARES))))
def test_each_word_is_read_or_said_not_to_be(lugares: set[str]) -> None:
    doc = _cuerpo(nuevo())
    for lugar in lugares:
        LUGARES[lugar](doc, f"Zeta{lugar.replace(' ', '')}")
    lectura = leer(en_bytes(doc), AMBOS)
    assert len(lectura.cargos) == 1
    dicho = "\n".join([*(x.texto for x in lectura.lineas), *(a.mensaje for a in lectura.avisos)])
    for lugar in lugares:
        assert f"Zeta{lugar.replace(' ', '')}" in dicho
        if lugar in ("primera", "par", "tabla en una celda"):
            assert f"Zeta{lugar.replace(' ', '')}bis" in dicho
    sueltas = {x.texto for x in lectura.sin_ubicar}
    assert ("Zetapie" in sueltas) == ("pie" in lugares), "a foot is no part of the cargo"


def test_the_signatures_may_stand_in_the_foot() -> None:
    doc = docx.Document()
    for borde, filas in ((doc.sections[0].header, FILAS[:2]), (doc.sections[0].footer, FILAS[2:])):
        tabla = borde.add_table(len(filas), 3, docx.shared.Cm(16))
        for fila, textos in zip(tabla.rows, filas, strict=True):
            for celda, texto in zip(fila.cells, textos, strict=True):
                celda.text = texto
    doc.sections[0].footer.add_paragraph("Página 1 de 3")
    lectura = leer(en_bytes(_cuerpo(doc)), AMBOS)
    (cargo,) = lectura.cargos
    assert (cargo.version, cargo.instrumento) == ("04-2021", "AJD-2021-088")
    assert cargo.firmas["elaborado"].por == "Ana Mora"
    assert not lectura.sin_ubicar


@pytest.mark.parametrize("copiado", [False, True])
def test_a_section_break_inside_a_cargo_does_not_cut_it(copiado: bool) -> None:
    doc = _cuerpo(nuevo())
    seccion = doc.add_section()
    if copiado:  # as LibreOffice saves it: the same header, another part
        seccion.header.is_linked_to_previous = False
        for elemento in nuevo().sections[0].header._element:
            seccion.header._element.append(elemento)
    titulo(doc, "EXPERIENCIA")
    doc.add_paragraph("Un año.")
    (cargo,) = leer(en_bytes(doc), [MANUAL]).cargos
    assert cargo.contenido.seccion("experiencia").items[0].texto == "Un año."
    assert cargo.contenido.seccion("naturaleza").items
