"""The packet: both files say everything, twice alike, and it is superado once something moves."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from flask import Flask
from sqlalchemy import select

from tests.apoyo.archivo import faltas_de_archivo
from tests.apoyo.puntos import JUNTA, decision, escrito, punto_con
from tests.apoyo.reparto import SLUG, Elenco
from tests.apoyo.trabajos import atender, cola
from tests.apoyo.trabajos import trabajo as trabajo_de
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.consultas.expedientes import material_de
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.puntos import punto_visto
from webapp.modelos import Acto, Expediente
from webapp.modelos.trabajo import Fase, Trabajo
from webapp.publicacion.expediente import MaterialDeExpediente, expediente_pdf
from webapp.publicacion.expediente_word import expediente_docx
from webapp.roles import Roles

ACUERDO = f"/manual/{SLUG}/acuerdos/AJD-2026-300"

Como = Callable[[str], ClienteAparte]


@pytest.fixture
def preparado(app: Flask, elenco: Elenco, como: Como) -> tuple[int, list[int]]:
    """An item of two cargos, with a packet."""
    punto_id, versiones = punto_con(app, elenco, 2)
    respuesta = como("sofia").post(
        f"{JUNTA}/{punto_id}",
        data=escrito(1, *versiones, hacer="expediente", por_tanto="Se acuerda aprobarlos."),
    )
    assert respuesta.status_code == 302, respuesta.text
    atender(app)
    return punto_id, versiones


def guardados(app: Flask) -> list[Expediente]:
    """The packets on record."""
    with app.app_context(), db.sessionmaker() as session:
        return list(session.scalars(select(Expediente).order_by(Expediente.numero)))


def test_both_files_say_everything_that_goes_to_the_board(
    app: Flask, elenco: Elenco, como: Como, preparado: tuple[int, list[int]]
) -> None:
    punto_id, versiones = preparado
    sofia = como("sofia")
    pagina = sofia.get(f"{JUNTA}/{punto_id}").text
    assert "Expediente n.º 1" in pagina
    assert "al día" in pagina
    (e,) = guardados(app)
    ruta = f"{JUNTA}/{punto_id}/expedientes/1"
    pdf, word = sofia.get(f"{ruta}.pdf"), sofia.get(f"{ruta}.docx")
    assert pdf.headers["Content-Disposition"].startswith("attachment; filename=expediente-")
    with pdfplumber.open(io.BytesIO(pdf.data)) as hojas:
        paginas = [" ".join((h.extract_text() or "").split()) for h in hojas.pages]
        apaisadas = [h.width > h.height for h in hojas.pages]
    todo = " ".join(paginas)
    with app.app_context(), db.sessionmaker() as session:
        ultimo = session.scalars(select(Acto.hash).order_by(Acto.seq.desc()).limit(1)).one()
        textos = [elenco.vista(v).contenido_hash for v in versiones]
    for dicho in (e.hash, ultimo, *textos):
        assert dicho in todo.replace(" ", "")
    for dicho in ("Sesión ordinaria 2026-31, 12 de noviembre de 2026, artículo IV", "Índice",
                  "Se acuerda aprobarlos.", "Cuadro comparativo", "Texto con los cambios marcados",
                  "Texto propuesto, como se imprimirá"):  # fmt: skip
        assert dicho in todo
    assert sum(apaisadas) == 2, "one comparison a cargo, landscape"
    assert faltas_de_archivo(pdf.data) == []
    documento = docx.Document(io.BytesIO(word.data))
    escrito_en_word = "\n".join(p.text for p in documento.paragraphs)
    for dicho in (e.hash, ultimo, *textos, "Se acuerda aprobarlos.", "Índice"):
        assert dicho in escrito_en_word
    assert sum(s.page_width > s.page_height for s in documento.sections) == 2
    cuadro = next(t for t in documento.tables if t.cell(0, 1).text == "Texto vigente")
    assert cuadro.rows[0]._tr.trPr.xpath("w:tblHeader"), "its heading row is repeated"
    assert "Frase de" in cuadro.cell(1, 2).text
    marcas = documento.element.body.xpath("//w:bookmarkStart")
    for clave in ("id", "name"):
        suyas = [marca.get(qn(f"w:{clave}")) for marca in marcas]
        assert len(set(suyas)) == len(suyas), "no bookmark stands twice in a file"


def test_the_same_material_gives_the_same_bytes(
    app: Flask, elenco: Elenco, preparado: tuple[int, list[int]]
) -> None:
    with app.app_context(), db.sessionmaker() as session:
        manual = manual_por_slug(session, SLUG)
        punto = punto_visto(
            session, manual, preparado[0], elenco.personas["sofia"], Roles({"secretaria"}, {})
        )
        dos = [material_de(session, manual, punto, "Sofía", elenco.ahora, "https://x.example")
               for _ in range(2)]  # fmt: skip
    assert dos[0] == dos[1]
    assert expediente_pdf(dos[0]) == expediente_pdf(dos[1])
    assert expediente_docx(dos[0]) == expediente_docx(dos[1])


def test_a_packet_is_superado_once_something_in_it_moves_and_stays_as_it_was(
    app: Flask, elenco: Elenco, como: Como, preparado: tuple[int, list[int]]
) -> None:
    punto_id, (a, b) = preparado
    sofia = como("sofia")
    (antes,) = guardados(app)
    assert json.loads(antes.manifiesto)["cargos"][0]["contenido"]
    sofia.post(f"{JUNTA}/{punto_id}", data=escrito(2, b, a, por_tanto="Se acuerda aprobarlos."))
    assert "Cambió el orden de los cargos." in sofia.get(f"{JUNTA}/{punto_id}").text
    with app.app_context():
        visto = elenco.vista(a).contenido_hash
    datos = {"visto": visto, "motivo": "Falta algo."}
    como("rafael").post(f"/versiones/{a}/actos/devolver-revisado", data=datos)
    pagina = sofia.get(f"{JUNTA}/{punto_id}").text
    assert "superado" in pagina
    assert "Está en estado borrador: ya no espera sesión." in pagina
    (despues,) = guardados(app)
    assert (despues.hash, despues.pdf, despues.docx) == (antes.hash, antes.pdf, antes.docx)
    for formato in ("pdf", "docx"):
        ruta = f"{JUNTA}/{punto_id}/expedientes/1.{formato}"
        assert como("rafael").get(ruta).status_code == 200
    assert como("elena").get(f"{JUNTA}/{punto_id}/expedientes/1.pdf").status_code == 403
    for mala in ("9.pdf", "1.exe"):
        assert sofia.get(f"{JUNTA}/{punto_id}/expedientes/{mala}").status_code == 404


def test_after_the_session_the_packet_is_still_there(
    app: Flask, elenco: Elenco, como: Como, preparado: tuple[int, list[int]]
) -> None:
    punto_id, versiones = preparado
    sofia = como("sofia")
    datos = decision(app, elenco, *versiones)
    assert sofia.post(f"{JUNTA}/{punto_id}/decision/registrar", data=datos).status_code == 302
    assert sofia.get(f"{JUNTA}/{punto_id}/expedientes/1.pdf").status_code == 200


def test_the_acuerdo_leads_who_has_a_part_to_its_packets_and_says_if_another_text_was_decided(
    app: Flask, elenco: Elenco, como: Como, publico: ClienteAparte, preparado: tuple[int, list[int]]
) -> None:
    punto_id, versiones = preparado
    sofia = como("sofia")
    otro = escrito(2, *versiones, hacer="expediente", titulo="Otro título.")
    assert sofia.post(f"{JUNTA}/{punto_id}", data=otro).status_code == 302
    atender(app)
    datos = decision(app, elenco, *versiones)
    assert sofia.post(f"{JUNTA}/{punto_id}/decision/registrar", data=datos).status_code == 302
    dentro = como("ana").get(ACUERDO).text
    assert "Expediente llevado a la sesión" in dentro
    for numero in (1, 2):
        for formato in ("pdf", "docx"):
            ruta = f"{JUNTA}/{punto_id}/expedientes/{numero}.{formato}"
            assert ruta in dentro
            assert como("ana").get(ruta).status_code == 200
    nuevo, viejo = dentro.index("Expediente n.º 2"), dentro.index("Expediente n.º 1")
    assert nuevo < dentro.index("lo que se decidió</span>") < viejo
    assert viejo < dentro.index("Se preparó otro después: el n.º 2.")
    assert guardados(app)[1].hash[:16] in dentro
    for quien in (publico, como("elena")):
        assert "Expediente" not in quien.get(ACUERDO).text


def test_a_packet_that_is_not_what_was_decided_says_of_which_cargo(
    app: Flask, elenco: Elenco, como: Como, preparado: tuple[int, list[int]]
) -> None:
    punto_id, (a, b) = preparado
    with app.app_context():
        visto = elenco.vista(a).contenido_hash
    datos = {"visto": visto, "motivo": "Falta algo."}
    como("rafael").post(f"/versiones/{a}/actos/devolver-revisado", data=datos)
    with app.app_context():
        elenco.cambiar(a, "Otra frase.")
        elenco.elaborar(a)
        elenco.revisar(a)
    sofia = como("sofia")
    datos = decision(app, elenco, a, b)
    assert sofia.post(f"{JUNTA}/{punto_id}/decision/registrar", data=datos).status_code == 302
    pagina = sofia.get(ACUERDO).text
    assert "que se decidió es otro: cambió después." in pagina
    assert pagina.count("que se decidió es otro") == 1


def test_what_moved_while_it_was_being_made_is_said_and_asking_again_makes_it(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    punto_id, versiones = punto_con(app, elenco, 1)
    sofia, pagina = como("sofia"), f"{JUNTA}/{punto_id}"
    pedido = sofia.post(pagina, data=escrito(1, *versiones, hacer="expediente"))
    assert "Se está preparando el expediente." in sofia.get(pagina).text
    with pytest.MonkeyPatch.context() as parche:

        def moverse(material: MaterialDeExpediente) -> bytes:
            sofia.post(pagina, data=escrito(2, *versiones, titulo="Otro título."))
            return expediente_docx(material)

        parche.setattr("webapp.trabajos.expediente.expediente_docx", moverse)
        atender(app)
    assert guardados(app) == []
    assert "No se pudo terminar" in sofia.get(pedido.location).text
    assert "El último expediente no se preparó." in sofia.get(pagina).text
    sofia.post(pagina, data=escrito(3, *versiones, hacer="expediente"))
    atender(app)
    assert [e.numero for e in guardados(app)] == [1]
    assert "Volver al punto de la junta" in sofia.get(pedido.location).text


def test_a_worker_that_died_after_putting_it_on_record_leaves_one_packet(
    app: Flask, preparado: tuple[int, list[int]]
) -> None:
    with app.app_context(), transaccion() as session:
        trabajo = session.scalars(select(Trabajo)).one()
        trabajo.fase, trabajo.archivo = Fase.ESPERA, None
        id_ = trabajo.id
    cola(app).correr(id_)
    assert [e.numero for e in guardados(app)] == [1]
    with app.app_context():
        hecho = trabajo_de(id_)
    assert (hecho.fase, hecho.archivo) == (Fase.HECHO, guardados(app)[0].pdf)
