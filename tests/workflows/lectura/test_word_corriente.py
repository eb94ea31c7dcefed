"""Word files that people really have: read as a person would, or refused with what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.workflows.lectura.fabrica import AMBOS, MANUAL
from workflows.errores import LecturaFallida
from workflows.lectura import a_json, leer
from workflows.lectura.modelo import Lectura
from workflows.lectura.word import abrir, texto_de
from workflows.lectura.word.bloques import Vista

FILAS = (
    ("MANUAL INSTITUCIONAL DE CARGOS", "Código: 30110", "Página: 1 de 1"),
    ("OPERATIVO\nEstrato", "MEDIO\nCategoría", "GESTIÓN DE BODEGAS\nÁrea de Gestión Ocupacional"),
    ("Elaborado por: Ana Mora\nFecha: Mayo 2021", "Revisado por: Personal\nFecha: Mayo 2021",
     "Versión: No. 04-2021\nAprobado Acuerdo: AJD-2021-088\nFecha: Mayo 2021"),
)  # fmt: skip
COMPETENCIAS = (
    ("Tipo", "Competencia", "Grado", "Concepto según el grado"),
    ("Institucional", "Orden", "3", "Deja todo en su sitio."),
    ("", "Servicio", "4", "Atiende con respeto."),
)


def nuevo() -> Document:
    """A manual of one cargo, with its header where Word keeps headers."""
    doc = docx.Document()
    tabla = doc.sections[0].header.add_table(3, 3, docx.shared.Cm(16))
    for fila, textos in zip(tabla.rows, FILAS, strict=True):
        for celda, texto in zip(fila.cells, textos, strict=True):
            celda.text = texto
    return doc


def titulo(doc: Document, texto: str) -> None:
    """A heading as Word makes them."""
    doc.add_heading(texto, 1)


def en_bytes(doc: Document) -> bytes:
    """The file."""
    salida = io.BytesIO()
    doc.save(salida)
    return salida.getvalue()


def leido(doc: Document) -> Lectura:
    """What the reader makes of it; every line has a place."""
    lectura = leer(en_bytes(doc), AMBOS)
    assert [x.texto for x in lectura.sin_ubicar] == []
    assert lectura.cobertura == 1
    return lectura


def items(lectura: Lectura, clave: str) -> list[tuple[str, str, list[str]]]:
    """Form, words and marks of the items of a section."""
    (cargo,) = lectura.cargos
    return [(i.forma.value, i.texto, list(i.notas)) for i in cargo.contenido.seccion(clave).items]


def test_header_lists_and_table_with_joined_cells() -> None:
    doc = nuevo()
    titulo(doc, "NATURALEZA")
    doc.add_paragraph("Cuidar la bodega; ver <el plan> y A&B.")
    titulo(doc, "ACTIVIDADES GENERALES")
    doc.add_paragraph("Recibir materiales.", style="List Number")
    doc.add_paragraph("Entregar «lo pedido».", style="List Number")
    doc.add_paragraph().add_run("ACTIVIDADES PRINCIPALES").bold = True
    doc.add_paragraph("Ordenar los estantes.", style="List Bullet")
    titulo(doc, "COMPETENCIAS")
    tabla = doc.add_table(3, 4)
    for fila, textos in zip(tabla.rows, COMPETENCIAS, strict=True):
        for celda, texto in zip(fila.cells, textos, strict=True):
            celda.text = texto
    tabla.cell(1, 0).merge(tabla.cell(2, 0))
    lectura = leido(doc)
    cargo = a_json(lectura, MANUAL)["cargos"][0]
    identidad = (cargo["codigo"], cargo["estrato"], cargo["categoria"], cargo["area"])
    assert identidad == ("30110", "OPERATIVO", "MEDIO", "GESTIÓN DE BODEGAS")
    assert (cargo["version"], cargo["instrumento"]) == ("04-2021", "AJD-2021-088")
    assert cargo["firmas"]["elaborado"] == {"por": "Ana Mora", "fecha": "Mayo 2021"}
    assert items(lectura, "naturaleza") == [
        ("parrafo", "Cuidar la bodega; ver <el plan> y A&B.", [])
    ]
    assert [i[1] for i in items(lectura, "actividades_generales")] == [
        "Recibir materiales.", "Entregar «lo pedido»."
    ]  # fmt: skip
    assert items(lectura, "actividades_principales") == [("vineta", "Ordenar los estantes.", [])]
    assert [tuple(c.values()) for c in cargo["competencias"]] == [
        ("Institucional", "Orden", 3, "Deja todo en su sitio."),
        ("Institucional", "Servicio", 4, "Atiende con respeto."),
    ]


def test_a_page_laid_out_in_a_table_reads_as_its_text() -> None:
    doc = nuevo()
    celda = doc.add_table(1, 1).cell(0, 0)
    celda.text = "NATURALEZA"
    celda.add_paragraph("Cuidar la bodega.")
    celda.add_paragraph("ACTIVIDADES GENERALES")
    celda.add_paragraph("Recibir materiales.", style="List Number")
    assert [i[1] for i in items(leido(doc), "actividades_generales")] == ["Recibir materiales."]


def test_hidden_text_and_the_code_of_fields_are_not_read() -> None:
    doc = nuevo()
    titulo(doc, "NATURALEZA")
    p = doc.add_paragraph("Cuidar la bodega")
    p.add_run(" en secreto").font.hidden = True
    p._p.append(parse_xml(
        f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"/></w:r>'))  # fmt: skip
    p._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:instrText> DATE </w:instrText></w:r>"))
    p._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="separate"/></w:r>'))
    p.add_run(" todo el año.")
    p._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="end"/></w:r>'))
    assert items(leido(doc), "naturaleza")[0][1] == "Cuidar la bodega todo el año."


def test_content_controls_links_and_soft_breaks_are_only_words() -> None:
    doc = nuevo()
    titulo(doc, "ACTIVIDADES GENERALES")
    p = doc.add_paragraph("Recibir", style="List Number")
    p.add_run().add_break()
    p._p.append(parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtContent><w:r><w:t>los materiales</w:t></w:r></w:sdtContent>'
        "</w:sdt>"))  # fmt: skip
    p._p.append(parse_xml(
        f'<w:hyperlink {nsdecls("w")} w:anchor="x"><w:r><w:t xml:space="preserve"> de la ley.'
        "</w:t></w:r></w:hyperlink>"))  # fmt: skip
    assert items(leido(doc), "actividades_generales")[0][1] == "Recibir los materiales de la ley."


def test_tracked_changes_are_read_accepted_and_the_other_view_is_there() -> None:
    doc = nuevo()
    titulo(doc, "NATURALEZA")
    p = doc.add_paragraph("Cuidar ")
    p._p.append(parse_xml(
        f'<w:del {nsdecls("w")} w:id="1" w:author="x"><w:r><w:delText>la casa.</w:delText></w:r>'
        "</w:del>"))  # fmt: skip
    p._p.append(parse_xml(
        f'<w:ins {nsdecls("w")} w:id="2" w:author="x"><w:r><w:t>la bodega.</w:t></w:r></w:ins>'
    ))  # fmt: skip
    assert items(leido(doc), "naturaleza")[0][1] == "Cuidar la bodega."
    assert "Cuidar la casa." in texto_de(abrir(en_bytes(doc)), Vista.RECHAZAR)


def test_a_raised_number_points_to_a_note_and_a_unit_does_not() -> None:
    doc = nuevo()
    titulo(doc, "NATURALEZA")
    p = doc.add_paragraph("Cuidar 40 m²")
    p.add_run("1").font.superscript = True
    doc.add_paragraph().add_run("1").font.superscript = True
    doc.paragraphs[-1].add_run(" Según el plano.")
    lectura = leido(doc)
    assert items(lectura, "naturaleza")[0][1:] == ("Cuidar 40 m²", ["1"])
    assert lectura.cargos[0].contenido.notas[0].texto == "Según el plano."


def test_what_hangs_from_an_item_does_not_break_the_count() -> None:
    doc = nuevo()
    titulo(doc, "ACTIVIDADES GENERALES")
    for texto, nivel in (("Recibir:", 0), ("madera;", 1), ("piedra.", 1), ("Entregar.", 0)):
        p = doc.add_paragraph(texto)
        num = p._p.get_or_add_pPr().get_or_add_numPr()
        num.get_or_add_numId().val = 5
        num.get_or_add_ilvl().val = nivel
    hallados = items(leido(doc), "actividades_generales")
    assert [i[1] for i in hallados] == ["Recibir:", "madera;", "piedra.", "Entregar."]


def con_partes(**partes: bytes) -> bytes:
    """A DOCX with some parts replaced or added (``word__x_xml`` is ``word/x.xml``)."""
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(en_bytes(nuevo()))) as antes,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as despues,
    ):
        nombres = {k.replace("__", "/").replace("_", "."): v for k, v in partes.items()}
        for nombre in {*antes.namelist(), *nombres}:
            despues.writestr(nombre, nombres[nombre] if nombre in nombres else antes.read(nombre))
    return salida.getvalue()


def bomba() -> bytes:
    """Sixty megabytes of spaces in sixty kilobytes."""
    return con_partes(word__document_xml=b"<a>" + b" " * (60 * 2**20) + b"</a>")


def entidades() -> bytes:
    """A billion laughs."""
    return con_partes(
        word__document_xml=b'<!DOCTYPE a [<!ENTITY b "ja"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    )


def odt() -> bytes:
    """What LibreOffice saves by default."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as zip_:
        zip_.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        zip_.writestr("content.xml", "<a/>")
    return salida.getvalue()


def celdas_sin_fin() -> bytes:
    """A table of a million cells."""
    return con_partes(word__document_xml=b"<a>" + b"<b/>" * 3_100_000 + b"</a>")


@pytest.mark.parametrize(
    ("hacer", "dice"),
    [
        (bomba, "demasiado grande"),
        (celdas_sin_fin, "demasiado grande"),
        (entidades, "definiciones"),
        (odt, "LibreOffice"),
        (lambda: con_partes(word__vbaProject_bin=b"x"), "macros"),
        (lambda: con_partes(word__document_xml=b"<a"), "dañado"),
        (lambda: en_bytes(nuevo())[:4000], "dañado"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 600, ".doc"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    hacer: Callable[[], bytes], dice: str
) -> None:
    with pytest.raises(LecturaFallida) as caida:
        leer(hacer(), AMBOS, nombre="cargo.docx")
    assert dice in str(caida.value)
    assert caida.value.remedio
