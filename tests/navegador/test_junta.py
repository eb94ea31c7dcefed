"""The session of the board on the screen: every page of it, on a desk and on a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.apoyo import manualito, reparto
from tests.apoyo.puntos import llevar
from tests.apoyo.trabajos import atender
from tests.navegador.pasos import actividad, acuerdo_en_pantalla, firmar, guardado
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio
from webapp.bd import transaccion
from webapp.casos.abrir import abrir_nuevo
from webapp.modelos import Punto

pytestmark = pytest.mark.navegador

MANUAL = f"/manual/{reparto.SLUG}"


@pytest.fixture
def revision() -> Iterator[Revision]:
    """Everything that was wrong with any page fails the test at its end."""
    revision = Revision()
    yield revision
    assert not revision.fallas, "\n".join(revision.fallas)


def test_the_session_of_the_board(sitio: Sitio, revision: Revision) -> None:
    sofia = sitio.visitar("sofia")
    revision.abrir(sofia, f"{MANUAL}/junta")
    with sitio.app.app_context():
        for cargo in list(sitio.elenco.cargos.values())[:2]:
            sitio.elenco.revisada("Una frase nueva.", cargo)
    revision.abrir(sofia, "/bandeja")
    revision.abrir(sofia, f"{MANUAL}/junta")
    sofia.get_by_role("button", name="Preparar el punto con los marcados").click()
    expect(sofia.get_by_text("2 cargos listos")).to_be_visible()
    sofia.get_by_label("Artículo de la agenda").fill("IV")
    sofia.get_by_role("button", name="Bajar").click()
    expect(sofia.get_by_label("Artículo de la agenda")).to_have_value("IV")
    revision.mirar(sofia, "punto en preparación")
    with sitio.app.app_context(), transaccion() as session:
        session.get_one(Punto, 1).serie += 1
    sofia.get_by_label("Artículo de la agenda").fill("V")
    sitio.vigilancia.se_esperan_fallas = True
    sofia.get_by_role("button", name="Guardar", exact=True).click()
    expect(sofia.get_by_role("alert")).to_contain_text("otra persona guardó este punto")
    revision.mirar(sofia, "punto guardado por dos")
    sofia.get_by_role("button", name="Registrar lo que decidió la sesión").click()
    sofia.get_by_role("button", name="Ver cómo quedará").click()
    expect(sofia.get_by_text("Falta el número del acuerdo.").first).to_be_visible()
    sofia.get_by_text("¿Tiene el texto del acuerdo?").click()
    sofia.get_by_label("Texto del acuerdo").fill("Acuerdo AJD-2026-112. Sesión ordinaria 31.")
    sofia.get_by_role("button", name="Leer el texto").click()
    expect(sofia.get_by_role("heading", name="El texto no coincide en")).to_be_visible()
    sofia.get_by_role("radio", name="Devuelto").first.check()
    sofia.get_by_role("radio", name="Otro día").check()
    revision.mirar(sofia, "decisión con lo pegado")
    sofia.get_by_role("radio", name="Aprobado", exact=True).first.check()
    sofia.get_by_role("radio", name="El día de la sesión").check()
    acuerdo_en_pantalla(sofia, "AJD-2026-112")
    expect(sofia.get_by_role("heading", level=1)).to_have_text("Así quedará")
    revision.mirar(sofia, "junta, cómo quedará")


def test_four_cargos_go_through_one_session(sitio: Sitio) -> None:
    elenco = sitio.elenco
    with sitio.app.app_context():
        generales, expertos, jefes = (
            elenco.cargos[f"{c}-produccion"]
            for c in ("operativo-general", "operativo-experto", "ejecutivo-general")
        )
        aprobada, cambiada, devuelta = (
            elenco.revisada(f"Lo nuevo de {c}.", c) for c in (generales, expertos, jefes)
        )
        pospuesta = _cargo_nuevo(elenco)
    sofia = sitio.visitar("sofia")
    sofia.goto(f"{MANUAL}/junta")
    sofia.get_by_role("button", name="Preparar el punto con los marcados").click()
    expect(sofia.get_by_text("4 cargos listos")).to_be_visible()
    sofia.get_by_label("Clase de sesión").select_option("ordinaria")
    sofia.get_by_label("Número de la sesión").fill("2026-31")
    sofia.get_by_label("Fecha de la sesión").fill("2026-11-12")
    sofia.get_by_label("Artículo de la agenda").fill("IV")
    _preparar(sitio, sofia, "Preparar el expediente")
    expect(sofia.get_by_role("link", name="PDF del expediente n.º 1")).to_be_visible()
    with sofia.expect_download() as bajado:
        sofia.get_by_role("link", name="PDF del expediente n.º 1").click()
    assert bajado.value.path().read_bytes().startswith(b"%PDF-")
    sofia.get_by_role("button", name="Registrar lo que decidió la sesión").click()
    for version, resultado, motivo in (
        (cambiada, "con-cambios", "Diga «en cada turno»."),
        (devuelta, "devuelto", "Falta el criterio de Producción."),
        (pospuesta, "pospuesto", ""),
    ):
        sofia.locator(f"#r-{version}-{resultado}").check()
        sofia.locator(f"#motivo-{version}").fill(motivo)
    sofia.get_by_role("radio", name="Otro día").check()
    sofia.get_by_label("Qué día").fill("2026-12-01")
    acuerdo_en_pantalla(sofia, "AJD-2026-112")
    expect(sofia.get_by_role("heading", name="Quedan aprobados (1)")).to_be_visible()
    sofia.get_by_role("button", name="Registrar acuerdo").click()
    expect(sofia.get_by_text("Quedó registrado el acuerdo AJD-2026-112.")).to_be_visible()
    expect(sofia.get_by_text("Falta completar un cargo")).to_be_visible()
    with sitio.app.app_context():
        estados = [elenco.vista(v).version.estado
                   for v in (aprobada, cambiada, devuelta, pospuesta)]  # fmt: skip
    assert estados == ["aprobado", "borrador", "borrador", "revisado"]
    _completar(sitio, sofia, cambiada)
    cargo = f"{MANUAL}/cargos/operativo-general-produccion"
    publico = sitio.visitar()
    for dia, rige in ((20, False), (30, False), (31, True)):
        elenco.ahora = elenco.ahora.replace(month=11, day=1) + timedelta(days=dia - 1)
        publico.goto(cargo)
        expect(publico.get_by_text(f"Lo nuevo de {generales}.")).to_have_count(int(rige))


def _completar(sitio: Sitio, sofia: Page, version: int) -> None:
    """Ana enters the board's words, Rafael signs that these are they, Sofía completes."""
    ana = sitio.visitar("ana")
    ana.goto(f"/borradores/{version}")
    expect(ana.get_by_text("Diga «en cada turno».").first).to_be_visible()
    actividad(ana, 1).fill("Operar en cada turno.")
    guardado(ana)
    ana.get_by_role("button", name="Guardar y ver los cambios para firmar").first.click()
    firmar(ana, "Firmar como elaborado", "elaborado")
    rafael = sitio.visitar("rafael")
    rafael.goto(f"/versiones/{version}/cambios")
    firmar(rafael, "Firmar como revisado", "revisado")
    sofia.goto("/bandeja")
    sofia.get_by_role("link", name="Completar el acuerdo").click()
    sofia.locator("#acto-completar").get_by_role("button", name="Ver cómo quedará").click()
    sofia.get_by_role("button", name="Registrar", exact=True).click()
    expect(sofia.get_by_role("heading", level=1)).to_contain_text("AJD-2026-112")
    expect(sofia.get_by_text("Falta completar")).to_have_count(0)
    with sitio.app.app_context():
        hecha = sitio.elenco.vista(version).version
    assert hecha.estado == "aprobado"
    assert hecha.instrumento_id is not None
    assert hecha.etiqueta == "01-2026"


def test_the_packet_is_found_again_from_its_acuerdo_and_recognised(
    sitio: Sitio, revision: Revision
) -> None:
    with sitio.app.app_context():
        version = sitio.elenco.revisada("Lo que se lleva.")
        punto = llevar(sitio.elenco, version)
    sofia = sitio.visitar("sofia")
    sofia.goto(f"{MANUAL}/junta/{punto}")
    _preparar(sitio, sofia, "Preparar el expediente")
    expect(sofia.get_by_role("link", name="PDF del expediente n.º 1")).to_be_visible()
    sitio.elenco.ahora += timedelta(minutes=1)
    _preparar(sitio, sofia, "Preparar otro expediente")
    expect(sofia.get_by_role("link", name="PDF del expediente n.º 2")).to_be_visible()
    with sofia.expect_download() as bajado:
        sofia.get_by_role("link", name="PDF del expediente n.º 1").click()
    sofia.get_by_role("button", name="Registrar lo que decidió la sesión").click()
    acuerdo_en_pantalla(sofia, "AJD-2026-112")
    sofia.get_by_role("button", name="Registrar acuerdo").click()
    expect(sofia.get_by_role("heading", name="Expediente llevado a la sesión")).to_be_visible()
    expect(sofia.get_by_role("link", name="Word del expediente n.º 2")).to_be_visible()
    revision.mirar(sofia, "acuerdo con su expediente")
    sofia.goto("/verificar/")
    sofia.locator("input[type=file]").set_input_files(bajado.value.path())
    sofia.get_by_role("button", name="Verificar el archivo").click()
    expect(sofia.get_by_text("después se preparó el n.º 2")).to_be_visible()
    revision.mirar(sofia, "expediente reconocido")


def _preparar(sitio: Sitio, sofia: Page, boton: str) -> None:
    """Ask for a packet, see its bar, and go back to the item when it is there."""
    sofia.get_by_role("button", name=boton).click()
    expect(sofia.get_by_label("En cola")).to_be_visible()
    atender(sitio.app)
    expect(sofia.get_by_role("link", name="Descargar")).to_be_visible()
    sofia.get_by_role("link", name="Volver al punto de la junta").click()


def _cargo_nuevo(elenco: reparto.Elenco) -> int:
    """A fourth cargo, reviewed."""
    texto = manualito.contenido("41201", "OPERATIVO", "MEDIO", "PRODUCCIÓN")
    with transaccion() as session:
        version = abrir_nuevo(session, elenco.actor("ana"), elenco.manual_id, texto).id
    elenco.justificar(version)
    elenco.elaborar(version)
    elenco.revisar(version)
    return version
