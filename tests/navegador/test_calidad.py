"""What the checks find, on its pages: as wide as a desk and as narrow as a telephone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.apoyo import reparto
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador

MANUAL = f"/manual/{reparto.SLUG}"


@pytest.fixture
def revision() -> Iterator[Revision]:
    """Everything that was wrong with any page fails the test at its end."""
    revision = Revision()
    yield revision
    assert not revision.fallas, "\n".join(revision.fallas)


def test_what_the_checks_find(sitio: Sitio, revision: Revision) -> None:
    mal = "Operar  los equipos de bombeo, y"
    with sitio.app.app_context():
        sitio.elenco.registrar("AJD-2026-001", sitio.elenco.revisada(mal))
        version = sitio.elenco.abrir()
        sitio.elenco.cambiar(version, f"{mal} de la")
    page = sitio.visitar("ana", java_script_enabled=False)
    page.goto(f"{MANUAL}/calidad")
    page.get_by_role("button", name="Revisar lo que falta").click()
    expect(page.get_by_text("Por resolver (1)")).to_be_visible()
    page.close()
    ana = sitio.visitar("ana")
    revision.abrir(ana, f"{MANUAL}/calidad")
    revision.abrir(ana, f"/versiones/{version}/calidad")
    ana.get_by_text("Cómo quedaría").first.click()
    desestimar = ana.locator("summary").filter(has_text="Desestimar").first
    desestimar.click()
    revision.mirar(ana, "desestimar un hallazgo")
    ana.get_by_label("Por qué no es un error").first.fill("Así lo imprime la imprenta.")
    ana.get_by_role("button", name="Desestimar").first.click()
    expect(ana.get_by_text("Así lo imprime la imprenta.")).to_be_visible()
    revision.mirar(ana, "un hallazgo desestimado")
    revision.abrir(ana, f"{MANUAL}/calidad?ver=no")
    revision.abrir(ana, f"{MANUAL}/calidad?severidad=alta")
