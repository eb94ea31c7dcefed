"""The same life without JavaScript: every button is a form, and none of them loses anything."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.apoyo import reparto
from tests.navegador.pasos import (
    a_lo_decidido,
    abrir_borrador,
    actividad,
    acuerdo_en_pantalla,
    firmar,
    justificar,
)
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador

CARGO = f"/manual/{reparto.SLUG}/cargos/operativo-general-produccion"


def opcion(page: Page, numero: int, boton: str) -> None:
    """Press one of the options of a main activity."""
    fila = page.get_by_role("listitem").filter(has=actividad(page, numero))
    fila.get_by_text("Opciones").click()
    fila.get_by_role("button", name=boton).click()


def test_a_version_lives_its_whole_life_without_javascript(sitio: Sitio) -> None:
    ana, rafael, sofia = (
        sitio.visitar(quien, java_script_enabled=False) for quien in ("ana", "rafael", "sofia")
    )
    abrir_borrador(ana, CARGO)
    expect(ana.get_by_text("Con el teclado")).to_be_hidden()
    actividad(ana, 3).fill("Tomar las muestras de cada turno.")
    opcion(ana, 3, "Agregar otro debajo")
    expect(actividad(ana, 3)).to_have_value("Tomar las muestras de cada turno.")
    actividad(ana, 4).fill("Rotular cada muestra.\nLlevarla al laboratorio.")
    ana.get_by_role("button", name="Guardar", exact=True).first.click()
    expect(ana.get_by_text("Guardado. Todavía no se ha firmado nada.")).to_be_visible()
    expect(actividad(ana, 5)).to_have_value("Llevarla al laboratorio.")
    opcion(ana, 5, "Subir")
    expect(actividad(ana, 4)).to_have_value("Llevarla al laboratorio.")
    opcion(ana, 6, "Quitar")
    expect(actividad(ana, 6)).to_have_count(0)
    justificar(ana)
    ana.get_by_role("button", name="Guardar y ver los cambios para firmar").first.click()
    expect(ana.locator("del", has_text="Avisar de inmediato")).to_be_visible()
    firmar(ana, "Firmar como elaborado", "elaborado")

    rafael.goto("/bandeja")
    rafael.get_by_role("link", name="Firmar como revisado").click()
    firmar(rafael, "Firmar como revisado", "revisado")

    sofia.goto("/bandeja")
    sofia.get_by_role("link", name="Registrar acuerdo").click()
    a_lo_decidido(sofia)
    acuerdo_en_pantalla(sofia, "112 de 2026")
    expect(sofia.get_by_role("alert")).to_contain_text("Lo que escribió sigue aquí")
    expect(sofia.get_by_label("Número", exact=True)).to_have_value("112 de 2026")
    acuerdo_en_pantalla(sofia, "AJD-2026-112")
    sofia.get_by_role("button", name="Volver a corregir").click()
    expect(sofia.get_by_label("Número de la sesión")).to_have_value("2026-31")
    sofia.get_by_role("button", name="Ver cómo quedará").click()
    sofia.get_by_role("button", name="Registrar acuerdo").click()
    sofia.get_by_role("link", name="Operativo General").click()
    expect(sofia.get_by_role("group", name="Encabezado")).to_contain_text("No. 01-2026")
    principales = sofia.get_by_role("region", name="Actividades principales")
    expect(principales.get_by_role("listitem")).to_have_text(
        [
            "Operar los equipos de bombeo según el programa de turnos.",
            "Registrar caudales y presiones cada hora.",
            "Tomar las muestras de cada turno.",
            "Llevarla al laboratorio.",
            "Rotular cada muestra.",
        ]
    )


def test_two_people_and_what_the_checks_found_without_javascript(sitio: Sitio) -> None:
    ana = sitio.visitar("ana", java_script_enabled=False)
    abrir_borrador(ana, CARGO)
    with sitio.app.app_context():
        version = int(ana.url.rsplit("/", 1)[1])
        sitio.elenco.cambiar(version, "Lo de Beto.", "beto")
    actividad(ana, 1).fill("Lo de Ana")
    actividad(ana, 2).fill("Otra cosa de Ana.")
    ana.get_by_role("button", name="Guardar", exact=True).first.click()
    choque = ana.get_by_role("alert").filter(has_text="Otra persona cambió este texto")
    expect(choque).to_contain_text("Lo que guardó Beto Salas")
    expect(actividad(ana, 1)).to_have_value("Lo de Ana")
    ana.get_by_role("button", name="Guardar", exact=True).first.click()
    expect(actividad(ana, 1)).to_have_value("Lo de Ana")
    expect(actividad(ana, 2)).to_have_value("Otra cosa de Ana.")
    for titulo in ("Cambios (2)", "Observaciones", "Calidad (3)"):
        expect(ana.get_by_role("heading", name=titulo)).to_be_visible()
    ana.get_by_role("button", name="Corregir").click()
    expect(actividad(ana, 1)).to_have_value("Lo de Ana.")
    ana.get_by_role("button", name="Deshacer Actividades principales 1").click()
    expect(actividad(ana, 1)).to_have_value(
        "Operar los equipos de bombeo según el programa de turnos."
    )
    expect(actividad(ana, 2)).to_have_value("Otra cosa de Ana.")
