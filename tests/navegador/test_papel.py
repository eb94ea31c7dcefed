"""On paper there is only the sheet."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.apoyo import reparto
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador

CARGO = f"/manual/{reparto.SLUG}/cargos/operativo-general-produccion"
_VISIBLE = """() => [...document.querySelectorAll("main *, header, footer, nav, aside")]
  .filter(e => e.checkVisibility() && e.getClientRects().length)
  .filter(e => !e.closest(".hoja") && !e.querySelector(".hoja") && e.innerText?.trim())
  .map(e => e.outerHTML.slice(0, 120))"""


def test_a_cargo_prints_as_its_sheet_and_nothing_else(sitio: Sitio) -> None:
    page = sitio.visitar("ana")
    page.goto(CARGO)
    page.emulate_media(media="print")
    for oculto in (page.get_by_role("navigation"), page.locator(".lado-panel"),
                   page.locator("header, footer, h1"), page.locator(".saltar")):  # fmt: skip
        for pieza in oculto.all():
            expect(pieza).to_be_hidden()
    assert page.evaluate(_VISIBLE) == []
    expect(page.get_by_role("group", name="Encabezado")).to_be_visible()
    expect(page.get_by_role("heading", name="Naturaleza")).to_be_visible()
    expect(page.get_by_text("Página: 1")).to_have_count(0)
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


def test_the_changes_print_with_their_signs(sitio: Sitio) -> None:
    with sitio.app.app_context():
        version = sitio.elenco.revisada("Operar los equipos nuevos.")
    page = sitio.visitar("rafael")
    page.goto(f"/versiones/{version}/cambios")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    insertado = page.locator("ins").filter(has_text="nuevos").first
    expect(insertado).to_be_visible()
    expect(insertado).to_have_css("text-decoration-line", "underline")
