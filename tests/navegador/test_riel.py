"""The rail beside the sheet: live, and never taking away what somebody writes in it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.apoyo import reparto
from tests.navegador.pasos import abrir_borrador, actividad, estado, guardado
from tests.navegador.sitio import Sitio
from webapp.bd import transaccion
from webapp.casos.guardar import guardar_piezas
from workflows.fusion import Edicion
from workflows.piezas import en_piezas, escribir

pytestmark = pytest.mark.navegador

CARGO = f"/manual/{reparto.SLUG}/cargos/operativo-general-produccion"


@pytest.fixture
def ana(sitio: Sitio) -> Page:
    """Ana, in the editor of a draft she has just opened."""
    page = sitio.visitar("ana")
    abrir_borrador(page, CARGO)
    expect(estado(page)).to_have_text("Se guarda solo mientras escribe.")
    return page


def test_a_reason_being_typed_survives_what_is_saved_meanwhile(sitio: Sitio, ana: Page) -> None:
    actividad(ana, 1).fill("Vigilar los equipos de bombeo.")
    guardado(ana)
    cambio = ana.get_by_role("listitem").filter(has_text="Vigilar")
    cambio.get_by_text("Por qué este cambio").click()
    area = cambio.get_by_role("textbox")
    area.press_sequentially("Hay equipos nu")
    with sitio.app.app_context():
        version = int(ana.url.rsplit("/", 1)[1])
        elenco = sitio.elenco
        vista = elenco.vista(version)
        items = vista.contenido.seccion("actividades_generales").items
        pieza = f"item:{items[0].id}"
        nuevo = escribir({"forma": "numero", "notas": [], "texto": "Preparar el plan."})
        with transaccion() as session:
            ediciones = {pieza: Edicion(en_piezas(vista.contenido)[pieza], nuevo)}
            guardar_piezas(session, elenco.actor("beto"), version, ediciones, vista.serie)
    ana.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(ana.get_by_role("tab", name="Cambios (2)")).to_be_visible()
    expect(area).to_be_focused()
    area.press_sequentially("evos.")
    expect(cambio.locator(".riel-estado")).to_have_text("✓ Guardada")
    ana.reload()
    expect(ana.get_by_role("textbox", name="Por qué este cambio").last).to_have_value(
        "Hay equipos nuevos."
    )


def test_what_a_check_found_is_gone_to_and_mended(ana: Page) -> None:
    actividad(ana, 2).fill("Registrar caudales , cada hora")
    guardado(ana)
    ana.get_by_role("tab", name="Calidad (2)").click()
    hallazgo = ana.get_by_role("listitem").filter(has_text="Le falta el punto final")
    hallazgo.get_by_role("link", name="Ir a Actividades principales, 2").click()
    expect(actividad(ana, 2)).to_be_focused()
    hallazgo.get_by_role("button", name="Corregir").click()
    expect(actividad(ana, 2)).to_have_value("Registrar caudales , cada hora.")
    expect(ana.get_by_role("tab", name="Calidad (1)")).to_be_visible()
    ana.get_by_role("button", name="Corregir").click()
    expect(actividad(ana, 2)).to_have_value("Registrar caudales, cada hora.")
    expect(ana.get_by_role("tab", name="Calidad", exact=True)).to_be_visible()


def test_one_change_is_undone_and_a_row_comes_back(ana: Page) -> None:
    fila = ana.get_by_role("listitem").filter(has=actividad(ana, 2))
    fila.get_by_text("Opciones").click()
    fila.get_by_role("button", name="Quitar").click()
    actividad(ana, 1).fill("Otra cosa.")
    guardado(ana)
    ana.get_by_role("button", name="Deshacer Actividades principales 2: eliminada").click()
    expect(actividad(ana, 2)).to_have_value("Registrar caudales y presiones cada hora.")
    expect(actividad(ana, 1)).to_have_value("Otra cosa.")
    expect(ana.get_by_role("tab", name="Cambios (1)")).to_be_visible()


def test_a_competencia_brings_the_concepto_of_the_manual(ana: Page) -> None:
    ana.get_by_role("button", name="Agregar competencia").click()
    ana.get_by_label("Competencia", exact=True).last.fill("orden")
    ana.get_by_label("Grado", exact=True).last.select_option("2")
    concepto = ana.get_by_label("Concepto según el grado")
    expect(concepto.last).to_have_value("Mantiene su puesto y sus registros al día.")
    concepto.first.fill("Propone mejoras, a veces.")
    concepto.first.blur()
    ana.get_by_label("Competencia", exact=True).first.focus()
    oferta = ana.get_by_text("El manual dice: «Propone mejoras a su propio trabajo.»")
    expect(oferta).to_be_visible()
    ana.get_by_role("button", name="Usar el concepto del manual").first.click()
    expect(concepto.first).to_have_value("Propone mejoras a su propio trabajo.")
    expect(oferta).to_have_count(0)
    guardado(ana)


def test_rows_are_dragged_by_their_number(ana: Page) -> None:
    uno, dos = actividad(ana, 1).input_value(), actividad(ana, 2).input_value()
    asa = ana.get_by_role("listitem").filter(has=actividad(ana, 1)).locator(".ed-numero")
    destino = ana.get_by_role("listitem").filter(has=actividad(ana, 2))
    asa.drag_to(destino, target_position={"x": 80, "y": 35})
    expect(actividad(ana, 1)).to_have_value(dos)
    guardado(ana)
    ana.reload()
    expect(actividad(ana, 2)).to_have_value(uno)
