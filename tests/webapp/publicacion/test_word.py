"""A cargo in Word: what it says, what its changes say, and what comes back from it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.apoyo import word
from tests.apoyo.documentos import CLASE, MANUAL, cargo, clase, documento, seccion
from tests.workflows.diferencias.test_leyes_de_diferencias import contenidos, vecinos
from webapp.publicacion.word.cargo import docx_con_cambios, docx_de
from workflows.contenido import Contenido, Forma, Item, Nota, Seccion, hash_de
from workflows.lectura import leer
from workflows.lectura.word import abrir, leer_propio
from workflows.lectura.word.bloques import Vista

_NO_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

DE_MUESTRA = cargo(
    seccion("naturaleza", "Procurar que el agua llegue a cada casa.", forma="parrafo"),
    Seccion(
        "actividades_generales",
        (
            Item("g1", "Atender a quien llama.", Forma.NUMERO, ("1",)),
            Item("g2", "Conforme al plan:", Forma.PARRAFO),
            Item("g3", "con las cuadrillas;\ncon las comunidades.", Forma.VINETA),
            Item("g4", "Rendir cuentas.", Forma.NUMERO, ("1", "2")),
        ),
    ),
    seccion("experiencia", "Dos años en acueductos."),
    filas=(
        ("Institucional", "Iniciativa", 3, "Propone mejoras.\tY las prueba."),
        ("Por clase ocupacional y funciones", "Orden", 2, "Deja cada cosa en su lugar."),
    ),
    notas=(Nota("1", "Ley de aguas."), Nota("2", "Con copia.")),
)


def limpio(contenido: Contenido) -> Contenido:
    """A text that a person could have saved: no control characters, no empty item."""

    def palabras(texto: str) -> str:
        return _NO_XML.sub("", texto)

    return replace(
        contenido,
        encabezado=tuple((k, palabras(v)) for k, v in contenido.encabezado),
        secciones=tuple(
            replace(
                s,
                items=tuple(
                    replace(i, texto=palabras(i.texto))
                    for i in s.items
                    if palabras(i.texto).strip()
                ),
            )
            for s in contenido.secciones
        ),
        competencias=tuple(
            replace(
                c,
                competencia=palabras(c.competencia) or "x",
                concepto=palabras(c.concepto),
            )
            for c in contenido.competencias
        ),
        notas=tuple(replace(n, texto=palabras(n.texto)) for n in contenido.notas),
    )


def dicho(contenido: Contenido) -> str:
    """The hash of a text, blank header fields aside: a page says the same with and without."""
    campos = tuple((k, v) for k, v in contenido.encabezado if v)
    return hash_de(replace(contenido, encabezado=campos))


@given(contenidos())
def test_what_goes_to_word_comes_back_the_same_text(contenido: Contenido) -> None:
    texto = limpio(contenido)
    leido = leer_propio(abrir(docx_de(documento(texto))), MANUAL)
    assert hash_de(leido.contenido) == hash_de(texto)
    assert leido.contenido.ids() == texto.ids()
    assert (leido.sueltas, leido.grados) == ([], [])


@settings(max_examples=200)
@given(vecinos())
def test_accepting_all_is_the_proposal_and_rejecting_all_the_text_in_force(
    par: tuple[Contenido, Contenido],
) -> None:
    base, propuesto = (limpio(c) for c in par)
    d = documento(propuesto)
    con_cambios = docx_con_cambios(d, base)
    aceptado = word.resolver(con_cambios, aceptar=True)
    rechazado = word.resolver(con_cambios, aceptar=False)
    assert aceptado == word.resolver(docx_de(d), aceptar=True)
    assert rechazado == word.resolver(docx_de(replace(d, contenido=base)), aceptar=True)
    paquete = abrir(con_cambios)
    assert dicho(leer_propio(paquete, MANUAL).contenido) == dicho(propuesto)
    assert dicho(leer_propio(paquete, MANUAL, Vista.RECHAZAR).contenido) == dicho(base)
    numeros = word.numeros(con_cambios)
    assert len(numeros) == len(set(numeros))


def test_the_changes_are_in_the_name_of_whoever_elaborated_and_of_their_day() -> None:
    propuesto = replace(DE_MUESTRA, secciones=DE_MUESTRA.secciones[1:])
    con_cambios = docx_con_cambios(documento(propuesto), DE_MUESTRA)
    assert word.autores(con_cambios) == {("Ana Mora Solís", "2026-11-12T15:00:00Z")}


def test_equal_texts_have_no_mark_at_all() -> None:
    assert word.numeros(docx_con_cambios(documento(DE_MUESTRA), DE_MUESTRA)) == []


def test_the_same_cargo_gives_the_same_bytes() -> None:
    assert docx_de(documento(DE_MUESTRA)) == docx_de(documento(DE_MUESTRA))


def test_the_header_stands_on_every_page_and_counts_them() -> None:
    abierto = docx.Document(io.BytesIO(docx_de(documento(DE_MUESTRA))))
    encabezado = abierto.sections[0].header
    dicho = " ".join(c.text for t in encabezado.tables for f in t.rows for c in f.cells)
    for parte in ("22154", "EJECUTIVO", "EXPERTO", "No. 09-2026", "AJD-2026-112", "Ana Mora Solís"):
        assert parte in dicho
    assert "PAGE" in encabezado._element.xml
    assert "NUMPAGES" in encabezado._element.xml


def test_a_person_can_edit_it_with_words_own_tools() -> None:
    abierto = docx.Document(io.BytesIO(docx_de(documento(DE_MUESTRA))))
    estilos = {s.name for s in abierto.styles}
    assert {"Cargo: sección", "Cargo: ítem numerado", "Cargo: nota"} <= estilos
    (tabla,) = abierto.tables
    assert "w:tblHeader" in tabla.rows[0]._tr.xml
    assert all("w:cantSplit" in fila._tr.xml for fila in tabla.rows)
    numerados = [
        p for p in abierto.paragraphs if p.style and p.style.name == "Cargo: ítem numerado"
    ]
    assert all(p._p.pPr is not None and p._p.pPr.numPr is not None for p in numerados)
    assert not any(p.text.startswith("1.") for p in numerados)
    assert abierto.core_properties.author == "Acueducto de pruebas"


def test_the_other_institution_prints_its_own_form() -> None:
    texto = clase(
        seccion("concepto", "Trabajo de campo en conexiones.", forma="parrafo"),
        seccion("educacion", "Secundaria completa.", "Licencia de conducir."),
    )
    firmado = documento(texto)
    archivo = docx_de(firmado)
    abierto = docx.Document(io.BytesIO(archivo))
    dicho = [p.text for p in abierto.paragraphs]
    assert dicho[:3] == ["ESPECIFICACIÓN DE CLASE", "INSPECTOR DE CONEXIONES", "U-2210"]
    assert "Junta Directiva" in dicho
    assert hash_de(leer_propio(abrir(archivo), CLASE).contenido) == hash_de(texto)


def test_our_own_file_is_read_exactly_by_the_reader_of_documents() -> None:
    lectura = leer(docx_de(documento(DE_MUESTRA)), [CLASE, MANUAL], nombre="cargo.docx")
    (leido,) = lectura.cargos
    assert hash_de(leido.contenido) == hash_de(DE_MUESTRA)
    assert (leido.version, leido.instrumento) == ("09-2026", "AJD-2026-112")
    assert leido.firmas["elaborado"].por == "Ana Mora Solís"
    assert lectura.cobertura == 1


def test_a_file_that_lost_its_bookmarks_still_gives_its_text() -> None:
    sin_marcas = reescribir(
        docx_de(documento(DE_MUESTRA)), "word/document.xml", rb"<w:bookmark(Start|End)[^>]*>", b""
    )
    leido = leer_propio(abrir(sin_marcas), MANUAL)
    assert hash_de(leido.contenido) == hash_de(DE_MUESTRA)
    assert leido.ids == frozenset()


@pytest.mark.parametrize(
    "texto", ["<script>alert(1)</script>", "a & b", "😀 \u202eabc\u202c", "ó" * 20_000]
)
def test_whatever_was_typed_is_shown_as_text(texto: str) -> None:
    raro = cargo(seccion("experiencia", texto))
    assert (
        leer_propio(abrir(docx_de(documento(raro))), MANUAL).contenido.secciones[0].items[0].texto
        == texto
    )


@given(st.text(max_size=40))
def test_what_xml_cannot_carry_does_not_break_the_file(texto: str) -> None:
    raro = cargo(seccion("experiencia", f"x{texto}"), area=texto)
    docx.Document(io.BytesIO(docx_con_cambios(documento(raro), DE_MUESTRA)))


def reescribir(archivo: bytes, parte: str, patron: bytes, por: bytes) -> bytes:
    """The file with something replaced in one of its parts."""
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archivo)) as viejo, zipfile.ZipFile(salida, "w") as nuevo:
        for nombre in viejo.namelist():
            datos = viejo.read(nombre)
            nuevo.writestr(nombre, re.sub(patron, por, datos) if nombre == parte else datos)
    return salida.getvalue()
