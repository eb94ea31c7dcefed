"""Every page a person can reach, on a desk and on a telephone: axe finds nothing to say.

That no page complains on its console or asks anything of another machine is watched always
(``vigilancia``), here too.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.apoyo import reparto
from tests.apoyo.trabajos import atender, cola, encargo, pedido, trabajo_hecho
from tests.navegador.pasos import actividad, distraerse, estado, guardado
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio
from webapp.bd import transaccion
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.trabajos.filas import anotar, fallar, reclamar

pytestmark = pytest.mark.navegador

MANUAL = f"/manual/{reparto.SLUG}"
CARGO = f"{MANUAL}/cargos/operativo-general-produccion"


def test_what_the_public_reads(sitio: Sitio, revision: Revision) -> None:
    with sitio.app.app_context():
        version = sitio.elenco.revisada("Una frase nueva.")
        items = sitio.elenco.vista(version).contenido.seccion("actividades_principales").items
        sitio.elenco.registrar("AJD-2026-112", version)
    page = sitio.visitar()
    revision.abrir(page, "/verificar/")
    revision.abrir(page, "/verificar/?codigo=x", 422)
    revision.abrir(page, "/verificar/AAAA-AAAA-AAAA", 404)
    for ruta in ("/", f"{MANUAL}/", f"{MANUAL}/?fecha=2021-06-30", f"{MANUAL}/?fecha=1999-01-01",
                 f"{MANUAL}/?ver=lista", f"{MANUAL}/?area=produccion",
                 f"{MANUAL}/buscar", f"{MANUAL}/buscar?q=caudales",
                 f"{MANUAL}/buscar?q=caudales&estrato=operativo&fecha=2021-06-30",
                 f"{MANUAL}/buscar?q=zzz",
                 CARGO, f"{CARGO}?fecha=2021-06-30", f"{CARGO}/versiones/09-2020",
                 f"{MANUAL}/competencias/", f"{MANUAL}/competencias/iniciativa",
                 f"{MANUAL}/competencias/?fecha=1999-01-01",
                 f"{CARGO}/procedencia", f"{CARGO}/items/{items[0].id}",
                 f"{CARGO}/comparar", f"{CARGO}/comparar?de=01-2026&a=01-2026",
                 f"{MANUAL}/cambios", f"{MANUAL}/cambios?de=2026-11-13&a=2026-11-13",
                 f"{MANUAL}/comparar-cargos", f"{MANUAL}/comparar-cargos"
                 "?de=operativo-general-produccion&a=operativo-experto-produccion",
                 f"{CARGO}/historia", f"{MANUAL}/acuerdos",
                 f"{MANUAL}/acuerdos/AJD-2026-112"):  # fmt: skip
        revision.abrir(page, ruta)
    revision.abrir(page, f"{CARGO}/versiones/77-1999", 404)


def test_a_long_document_while_it_is_made(sitio: Sitio, revision: Revision) -> None:
    with sitio.app.app_context():
        id_ = pedido(sitio.app, encargo(sitio.elenco.manual_id))
        ficha = cola(sitio.app).proceso
        page = sitio.visitar()
        revision.abrir(page, f"{MANUAL}/documentos/{id_}")
        expect(page.get_by_label("En cola")).to_be_visible()
        with transaccion() as session:
            reclamar(session, id_, ficha, sitio.elenco.ahora)
            anotar(session, id_, ficha, paso="Cargos", hechos=3, total=9)
        expect(page.get_by_label("Cargos: 3 de 9.")).to_have_attribute("value", "3")
        revision.mirar(page, "un documento a medias")
        with transaccion() as session:
            fallar(session, id_, ficha, "No alcanzó el disco.", "Avise.", sitio.elenco.ahora)
        expect(page.get_by_role("alert")).to_contain_text("No alcanzó el disco. Avise.")
        revision.mirar(page, "un documento que no se pudo terminar")
        id_ = trabajo_hecho(sitio.app, sitio.elenco.manual_id)
    revision.abrir(page, f"{MANUAL}/documentos/{id_}")
    expect(page.get_by_role("link", name="Descargar")).to_be_visible()


def test_asking_for_the_whole_manual(sitio: Sitio, revision: Revision) -> None:
    page = sitio.visitar()
    revision.abrir(page, f"{MANUAL}/completo?fecha=1999-01-01")
    revision.abrir(page, f"{MANUAL}/completo?fecha=2021-06-30")
    page.goto(f"{MANUAL}/")
    page.get_by_role("link", name="Manual completo (PDF)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Manual completo en PDF")
    revision.mirar(page, "el manual completo, por pedir")
    page.get_by_role("button", name="Preparar el PDF").click()
    expect(page.get_by_label("En cola")).to_be_visible()
    atender(sitio.app)
    expect(page.get_by_role("link", name="Descargar")).to_be_visible()
    revision.mirar(page, "el manual completo, listo")
    with page.expect_download() as bajada:
        page.get_by_role("link", name="Descargar").click()
    assert bajada.value.suggested_filename == "pruebas-2026-11-12.pdf"


def test_the_bandeja_and_the_editor(sitio: Sitio, revision: Revision) -> None:
    ana, rafael = sitio.visitar("ana"), sitio.visitar("rafael")
    revision.abrir(ana, "/bandeja")
    with sitio.app.app_context():
        elenco = sitio.elenco
        otros = [c for c in elenco.cargos.values() if c != elenco.cargo]
        version = elenco.abrir()
        enviada = elenco.abrir(cargo_id=otros[0])
        elenco.cambiar(enviada, "Una frase nueva.")
        elenco.elaborar(enviada)
        elenco.abrir("beto", cargo_id=otros[1])
    revision.abrir(ana, "/bandeja")
    revision.abrir(rafael, "/bandeja")
    revision.abrir(ana, f"{MANUAL}/")
    revision.abrir(ana, CARGO)
    revision.abrir(ana, f"/borradores/{version}")
    ana.get_by_text("Opciones").first.click()
    ana.get_by_text("Descartar el borrador").first.click()
    ana.get_by_role("button", name="Agregar competencia").click()
    ana.get_by_role("button", name="Agregar nota").click()
    ana.get_by_label("Marca").fill("a")
    ana.get_by_label("Texto de la nota").fill("Según el reglamento.")
    actividad(ana, 1).fill("Otra frase.")
    revision.mirar(ana, "editor con todo abierto")
    ana.locator("[name=comp-competencia]").last.fill("Trato")
    guardado(ana)
    for pestana in ("Observaciones", "Calidad", "Cambios"):
        ana.get_by_role("tab", name=pestana).click()
        revision.mirar(ana, f"editor recién guardado, {pestana}")
    sitio.vigilancia.se_esperan_fallas = True
    ana.get_by_label("Código").fill("no es un código")
    expect(estado(ana)).to_contain_text("Falta corregir algo")
    revision.mirar(ana, "editor con un error")
    ana.context.set_offline(True)
    actividad(ana, 2).fill("Sin conexión.")
    expect(estado(ana)).to_contain_text("Sin conexión")
    revision.mirar(ana, "editor sin conexión")
    ana.close()
    ana.context.set_offline(False)
    otra = ana.context.new_page()
    otra.goto(f"/borradores/{version}")
    expect(otra.get_by_text("Recuperamos lo que escribió")).to_be_visible()
    revision.mirar(otra, "editor con lo recuperado")


def test_two_texts_of_one_draft(sitio: Sitio, revision: Revision) -> None:
    with sitio.app.app_context():
        version = sitio.elenco.abrir()
    for script, page in ((True, sitio.visitar("beto")),
                         (False, sitio.visitar("beto", java_script_enabled=False))):  # fmt: skip
        distraerse(sitio, page)
        page.goto(f"/borradores/{version}")
        with sitio.app.app_context():
            sitio.elenco.cambiar(version, f"Lo que guardó Ana, {script}.")
        actividad(page, 1).fill(f"Lo que escribió Beto, {script}.")
        page.get_by_role("button", name="Guardar", exact=True).first.click()
        expect(page.get_by_text("Sus dos textos están a salvo.").first).to_be_visible()
        if script:
            revision.mirar(page, "editor con dos textos")
    page = sitio.visitar("beto")
    page.goto(f"/borradores/{version}/historia/")
    page.get_by_text("los dos textos de Actividades principales, 1").first.click()
    expect(page.get_by_text("Lo que escribió Beto Salas").first).to_be_visible()
    revision.mirar(page, "historia con un texto que no entró")


def test_the_history_of_a_draft(sitio: Sitio, revision: Revision) -> None:
    with sitio.app.app_context():
        version = sitio.elenco.abrir()
    ana = sitio.visitar("ana")
    revision.abrir(ana, f"/borradores/{version}/historia/")
    with sitio.app.app_context():
        sitio.elenco.cambiar(version, "Primera redacción.")
        sitio.elenco.cambiar(version, "Segunda redacción.", "beto")
    revision.abrir(ana, f"/borradores/{version}/historia/")
    ana.get_by_role("button", name="Comparar los dos elegidos").click()
    expect(ana.locator("#cambio-1")).to_contain_text("Segunda redacción.")
    revision.mirar(ana, "dos guardados comparados")
    ana.goto(f"/borradores/{version}/historia/")
    ana.get_by_role("button", name="Recuperar").first.click()
    expect(ana.get_by_text("Se recuperó ese texto")).to_be_visible()
    expect(actividad(ana, 1)).to_have_value("Primera redacción.")


def test_a_version_on_its_way(sitio: Sitio, revision: Revision) -> None:
    with sitio.app.app_context():
        elenco = sitio.elenco
        version = elenco.abrir()
        elenco.cambiar(version, "Una frase nueva.")
        elenco.elaborar(version)
    ana, rafael, sofia = (sitio.visitar(quien) for quien in ("ana", "rafael", "sofia"))
    revision.abrir(ana, f"/versiones/{version}/")
    revision.abrir(sofia, f"/versiones/{version}/cambios")
    for ruta in ("cambios", "cambios?modo=lado", ""):
        revision.abrir(rafael, f"/versiones/{version}/{ruta}")
    rafael.get_by_text("Devolver con observaciones").first.click()
    revision.mirar(rafael, "devolver, con su motivo abierto")
    revision.abrir(rafael, f"{CARGO}/historia")


def test_starting_and_ending_a_cargo(sitio: Sitio, revision: Revision) -> None:
    ana = sitio.visitar("ana")
    revision.abrir(ana, f"{MANUAL}/cargos-nuevos")
    ana.get_by_role("button", name="Abrir el borrador").click()
    expect(ana.get_by_role("alert")).to_be_visible()
    revision.mirar(ana, "cargo nuevo con errores")
    revision.abrir(ana, f"{CARGO}/derogar")
    ana.get_by_label("Motivo").fill("Ya no existe esa planta.")
    ana.get_by_role("checkbox").check()
    ana.get_by_role("button", name="Abrir la propuesta").click()
    expect(ana.get_by_text("Motivo de la propuesta")).to_be_visible()
    revision.mirar(ana, "propuesta de derogar")


def test_the_refusals(sitio: Sitio, revision: Revision) -> None:
    ana = sitio.visitar("ana")
    revision.abrir(ana, "/nada", 404)
    revision.abrir(ana, f"{MANUAL}/junta", 403)
    ana.goto(CARGO)
    with sitio.app.app_context():
        sitio.elenco.abrir("beto")
    ana.get_by_role("button", name="Abrir borrador de cambios").click()
    expect(ana.get_by_text("Código 409")).to_be_visible()
    revision.mirar(ana, "cargo que ya tenía un borrador")


def test_a_version_that_does_not_rule_yet(sitio: Sitio, revision: Revision) -> None:
    with sitio.app.app_context():
        elenco = sitio.elenco
        manana = elenco.ahora.date() + timedelta(days=1)
        acuerdo = elenco.acuerdo("AJD-2026-112", elenco.revisada("Mañana."), rige=manana)
        with transaccion() as session:
            registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
    revision.abrir(sitio.visitar(), f"{CARGO}/versiones/01-2026")
