"""A cargo goes to Word, somebody edits it there, and it comes back to its own lines."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from sqlalchemy import select

from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db
from webapp.modelos import Observacion

Como = Callable[[str], ClienteAparte]
pytestmark = pytest.mark.usefixtures("en_app")
CARGO = "operativo-general-produccion"
TIPO = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def bajar(cliente: ClienteAparte, version: int, que: str = "texto") -> Document:
    """A download, open in Word."""
    respuesta = cliente.get(f"/versiones/{version}/word/{que}")
    assert respuesta.status_code == 200, respuesta.text
    assert respuesta.mimetype == TIPO
    return docx.Document(io.BytesIO(respuesta.data))


def actividades(doc: Document) -> list[int]:
    """Where the numbered items stand."""
    return [
        n for n, p in enumerate(doc.paragraphs) if p.style and p.style.style_id == "VigenteNumero"
    ]


def subir(cliente: ClienteAparte, version: int, doc: Document | bytes) -> str:
    """What the page says of a file that came back."""
    if isinstance(doc, bytes):
        datos = doc
    else:
        salida = io.BytesIO()
        doc.save(salida)
        datos = salida.getvalue()
    respuesta = cliente.post(
        f"/versiones/{version}/word",
        data={"archivo": (io.BytesIO(datos), "cargo.docx")},
        content_type="multipart/form-data",
    )
    return respuesta.text


def entrar(
    cliente: ClienteAparte,
    version: int,
    pagina: str,
    como: str,
    *,
    solo: int = 0,
    codigo: int = 200,
) -> str:
    """Press a button of the preview; ``solo`` keeps only the first so many changes ticked."""
    traido = re.search(r'name="traido" value="([^"]+)"', pagina)
    assert traido is not None, pagina
    piezas = re.findall(r'name="pieza" value="([^"]+)"', pagina)
    respuesta = cliente.post(
        f"/versiones/{version}/word/entrar",
        data={"traido": traido[1], "pieza": piezas[: solo or None], "como": como},
        follow_redirects=True,
    )
    assert respuesta.status_code == codigo, respuesta.text
    return respuesta.text


def cambiar_parrafo(doc: Document, n: int, texto: str) -> None:
    """Type other words in the n-th numbered item."""
    parrafo = doc.paragraphs[actividades(doc)[n]]
    for run in parrafo.runs[1:]:
        run.text = ""
    parrafo.runs[0].text = texto


@pytest.fixture
def version(elenco: Elenco) -> int:
    """Ana's draft."""
    return elenco.abrir()


def textos(elenco: Elenco, version: int) -> list[str]:
    """The words of every item."""
    return [i.texto for s in elenco.vista(version).contenido.secciones for i in s.items]


def test_what_was_edited_in_word_enters_the_draft_on_its_own_line(
    como: Como, elenco: Elenco, version: int
) -> None:
    ana = como("ana")
    antes = elenco.vista(version).contenido
    doc = bajar(ana, version)
    cambiar_parrafo(doc, 0, "Operar las bombas según el plan.")
    pagina = subir(ana, version, doc)
    assert "Lo que cambiaría (1)" in pagina
    assert "Todavía no entró nada" in pagina
    assert elenco.vista(version).contenido == antes
    assert "entraron al borrador" in entrar(ana, version, pagina, "editar")
    despues = elenco.vista(version).contenido
    assert "Operar las bombas según el plan." in textos(elenco, version)
    assert despues.ids() == antes.ids()


def test_only_what_stays_ticked_enters(como: Como, elenco: Elenco, version: int) -> None:
    ana = como("ana")
    doc = bajar(ana, version)
    cambiar_parrafo(doc, 0, "Primera frase de Word.")
    cambiar_parrafo(doc, 1, "Segunda frase de Word.")
    pagina = subir(ana, version, doc)
    assert "Lo que cambiaría (2)" in pagina
    entrar(ana, version, pagina, "editar", solo=1)
    assert "Primera frase de Word." in textos(elenco, version)
    assert "Segunda frase de Word." not in textos(elenco, version)


def test_new_and_deleted_lines_are_told_as_such(como: Como, elenco: Elenco, version: int) -> None:
    ana = como("ana")
    doc = bajar(ana, version)
    primero, segundo = (doc.paragraphs[n] for n in actividades(doc)[:2])
    nuevo = segundo.insert_paragraph_before("Una actividad escrita en Word.", style=segundo.style)
    nuevo.paragraph_format.left_indent = None
    quitado = primero.text
    primero._element.getparent().remove(primero._element)
    pagina = subir(ana, version, doc)
    assert "se agrega" in pagina
    assert "se elimina" in pagina
    entrar(ana, version, pagina, "editar")
    quedan = textos(elenco, version)
    assert "Una actividad escrita en Word." in quedan
    assert quitado not in quedan


def test_a_reviewer_leaves_suggestions_in_their_own_name(
    como: Como, elenco: Elenco, version: int
) -> None:
    elenco.cambiar(version, "Una frase nueva.")
    elenco.elaborar(version)
    rafael = como("rafael")
    doc = bajar(rafael, version)
    cambiar_parrafo(doc, 0, "Operar las bombas según el plan.")
    pagina = subir(rafael, version, doc)
    assert "Pasar lo marcado al borrador" not in pagina
    antes = elenco.vista(version).contenido
    entrar(rafael, version, pagina, "sugerir")
    (fila,) = db.session.scalars(select(Observacion))
    assert fila.propuesta == "Operar las bombas según el plan."
    assert fila.persona_id == elenco.personas["rafael"]
    assert elenco.vista(version).contenido == antes


def test_what_another_person_saved_meanwhile_is_kept_and_both_texts_are_there(
    como: Como, elenco: Elenco, version: int
) -> None:
    ana = como("ana")
    doc = bajar(ana, version)
    cambiar_parrafo(doc, 0, "Lo que Ana escribió en Word.")
    cambiar_parrafo(doc, 1, "Lo que nadie más tocó.")
    vista = elenco.vista(version).contenido
    seccion = next(s for s in vista.secciones if s.items and s.items[0].forma.value == "numero")
    otra = replace(seccion.items[0], texto="Lo que Beto guardó.")
    secciones = tuple(
        replace(s, items=(otra, *s.items[1:])) if s is seccion else s for s in vista.secciones
    )
    elenco.guardar(version, replace(vista, secciones=secciones), "beto")
    pagina = subir(ana, version, doc)
    assert "el borrador cambió" in pagina
    dicho = entrar(ana, version, pagina, "editar", codigo=409)
    quedan = textos(elenco, version)
    assert "Lo que Beto guardó." in quedan
    assert "Lo que nadie más tocó." in quedan
    assert "Lo que Ana escribió en Word." in dicho


def test_a_file_of_another_version_is_recognised_and_refused(
    como: Como, elenco: Elenco, version: int
) -> None:
    ana = como("ana")
    otros = [c for c in elenco.cargos.values() if c != elenco.cargo]
    otra = elenco.abrir(cargo_id=otros[0])
    pagina = subir(ana, version, bajar(ana, otra))
    assert "se hizo con otra versión" in pagina
    assert "No entró nada" in pagina


def test_what_is_not_word_is_refused_with_what_to_do(como: Como, version: int) -> None:
    ana = como("ana")
    assert "guárdelo como .docx" in subir(ana, version, b"\xd0\xcf\x11\xe0 un .doc de antes")
    respuesta = ana.post(f"/versiones/{version}/word", data={})
    assert respuesta.status_code == 422
    assert "No eligió ningún archivo" in respuesta.text


def test_a_file_without_marks_is_taken_by_its_words_and_says_so(
    como: Como, elenco: Elenco, version: int
) -> None:
    ana = como("ana")
    doc = bajar(ana, version)
    cambiar_parrafo(doc, 0, "Operar las bombas según el plan.")
    for rid, rel in list(doc.part.package.rels.items()):
        if rel.reltype.endswith("custom-properties"):
            del doc.part.package.rels[rid]
    antes = elenco.vista(version).contenido.ids()
    pagina = subir(ana, version, doc)
    assert "no trae las marcas de Vigente" in pagina
    entrar(ana, version, pagina, "editar")
    assert "Operar las bombas según el plan." in textos(elenco, version)
    assert len(set(antes) & set(elenco.vista(version).contenido.ids())) >= len(antes) - 1


def test_the_file_with_tracked_changes_comes_back_too(
    como: Como, elenco: Elenco, version: int
) -> None:
    ana = como("ana")
    elenco.cambiar(version, "Una frase nueva.")
    assert "El documento dice lo mismo" in subir(ana, version, bajar(ana, version, "cambios"))


def test_the_list_of_changes_is_of_who_uploaded_it(
    como: Como, elenco: Elenco, version: int
) -> None:
    ana, beto = como("ana"), como("beto")
    doc = bajar(ana, version)
    cambiar_parrafo(doc, 0, "Otra frase.")
    pagina = subir(ana, version, doc)
    traido = re.search(r'name="traido" value="([^"]+)"', pagina)
    assert traido is not None
    respuesta = beto.post(
        f"/versiones/{version}/word/entrar",
        data={"traido": traido[1], "pieza": "item:x", "como": "editar"},
    )
    assert respuesta.status_code == 422
    assert "Suba el documento otra vez" in respuesta.text


def test_anybody_downloads_what_is_approved_and_nothing_else(
    publico: ClienteAparte, version: int
) -> None:
    respuesta = publico.get(f"/manual/{SLUG}/cargos/{CARGO}/word?version=09-2020")
    assert respuesta.mimetype == TIPO
    assert respuesta.headers["Content-Disposition"].endswith("v09-2020.docx")
    assert publico.get(f"/manual/{SLUG}/cargos/{CARGO}/word").mimetype == TIPO
    assert publico.get(f"/manual/{SLUG}/cargos/{CARGO}/word?version=99-1999").status_code == 404
    assert publico.get(f"/versiones/{version}/word/texto").status_code == 302


def test_the_comparativo_is_on_its_side_and_repeats_its_heading(
    como: Como, elenco: Elenco, version: int
) -> None:
    elenco.cambiar(version, "Una frase nueva.")
    doc = bajar(como("ana"), version, "comparativo")
    seccion = doc.sections[0]
    assert (seccion.page_width or 0) > (seccion.page_height or 0)
    (tabla,) = doc.tables
    assert [c.text for c in tabla.rows[0].cells] == [
        "Lugar", "Texto vigente", "Texto propuesto", "Justificación"
    ]  # fmt: skip
    assert "w:tblHeader" in tabla.rows[0]._tr.xml
    assert "Una frase nueva." in tabla.rows[1].cells[2].text
