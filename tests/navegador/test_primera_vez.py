"""Somebody who never used it, on a telephone: finds what they came for in a few taps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.apoyo import reparto
from tests.apoyo.reparto import Elenco
from tests.navegador.sitio import Sitio
from webapp.bd import db
from webapp.modelos import Cargo, CodigoDeVersion, Version

pytestmark = pytest.mark.navegador


def en_telefono(sitio: Sitio) -> Page:
    """A browser of the size of a telephone."""
    page = sitio.visitar(has_touch=True, is_mobile=True)
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def cabe(page: Page) -> None:
    """Nothing of the page is beyond the edge of the telephone."""
    page.wait_for_load_state()
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
    page = en_telefono(sitio)
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
    page = en_telefono(sitio)
    page.goto(f"/manual/{reparto.SLUG}/")
    cabe(page)
    page.get_by_role("link", name="Operativo Experto").click()
    page.get_by_role("link", name="Qué cambió en la versión").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Qué cambió en Operativo Experto")
    expect(page.get_by_role("link", name="AJD-2026-112")).to_be_visible()
    expect(page.locator("#cambio-1")).to_contain_text("Topografía")
    cabe(page)


def test_whether_a_printed_pdf_is_still_in_force(sitio: Sitio, tmp_path: Path) -> None:
    cargo = f"/manual/{reparto.SLUG}/cargos/operativo-experto-produccion"
    page = en_telefono(sitio)
    copia = tmp_path / "copia.pdf"
    copia.write_bytes(page.request.get(f"{cargo}/bajar/pdf").body())
    with sitio.app.app_context():
        pedir_topografia(sitio.elenco)
        viejo = db.session.scalars(
            select(CodigoDeVersion.codigo)
            .join(Version, Version.id == CodigoDeVersion.version_id)
            .join(Cargo, Cargo.id == Version.cargo_id)
            .where(Cargo.slug == "operativo-experto-produccion", Version.etiqueta == "09-2020")
        ).one()
    page.goto("/")
    page.get_by_role("link", name="Verificar un documento").click()
    page.get_by_label("Código").fill(viejo.lower())
    page.get_by_role("button", name="Verificar", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Es auténtico, pero ya no está vigente"
    )
    cabe(page)
    page.get_by_role("link", name="Verificar otro documento").click()
    page.get_by_label("Archivo").set_input_files(copia)
    page.get_by_role("button", name="Verificar el archivo").click()
    expect(page.get_by_role("status")).to_contain_text("La sustituyó la versión No. 01-2026")
    page.get_by_role("link", name="Qué cambió desde entonces").click()
    expect(page.locator("#cambio-1")).to_contain_text("Topografía")
