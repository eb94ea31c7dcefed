"""Somebody who never used it, on a telephone: finds what they came for in a few taps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.apoyo import reparto
from tests.apoyo.reparto import Elenco
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador

TELEFONO = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def cabe(page: Page) -> None:
    """Nothing of the page is beyond the edge of the telephone."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def pedir_topografia(elenco: Elenco) -> None:
    """One cargo asks for Topografía, in a version of the last acuerdo."""
    version = elenco.abrir(cargo_id=elenco.cargos["operativo-experto-produccion"])
    texto = elenco.vista(version).contenido
    elenco.guardar(
        version,
        replace(
            texto,
            secciones=tuple(
                replace(s, items=(replace(s.items[0], texto="Técnico en Topografía."),))
                if s.clave == "formacion"
                else s
                for s in texto.secciones
            ),
        ),
    )
    elenco.elaborar(version)
    elenco.revisar(version)
    elenco.registrar("AJD-2026-112", version)


def test_which_cargos_require_topografia(sitio: Sitio) -> None:
    with sitio.app.app_context():
        pedir_topografia(sitio.elenco)
    page = sitio.visitar(**TELEFONO)
    page.goto("/")
    page.get_by_role("link", name="Manual de pruebas").last.click()
    page.get_by_role("searchbox", name="Buscar en el manual").fill("formacion: topografia")
    page.get_by_role("button", name="Buscar").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("1 cargo lo dice")
    cabe(page)
    page.get_by_role("link", name="Formación académica").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Operativo Experto")
    expect(page.get_by_text("Técnico en Topografía.")).to_be_in_viewport()
    cabe(page)


def test_what_changed_for_a_cargo_in_the_last_acuerdo(sitio: Sitio) -> None:
    with sitio.app.app_context():
        pedir_topografia(sitio.elenco)
    page = sitio.visitar(**TELEFONO)
    page.goto(f"/manual/{reparto.SLUG}/")
    cabe(page)
    page.get_by_role("link", name="Operativo Experto").click()
    page.get_by_role("link", name="Qué cambió en la versión").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Qué cambió en Operativo Experto")
    expect(page.get_by_role("link", name="AJD-2026-112")).to_be_visible()
    expect(page.locator("#cambio-1")).to_contain_text("Topografía")
    cabe(page)
