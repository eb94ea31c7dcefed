"""The editor in the states that come from others, and from the session: axe has nothing to say."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.navegador.pasos import actividad, estado, guardado
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador


def test_the_editor_when_somebody_else_is_there_and_when_it_cannot_save(sitio: Sitio) -> None:
    revision = Revision()
    sitio.vigilancia.se_esperan_fallas = True
    with sitio.app.app_context():
        version = sitio.elenco.abrir()
    ana, beto = sitio.visitar("ana"), sitio.visitar("beto")
    for page in (beto, ana):
        page.goto(f"/borradores/{version}")
        expect(estado(page)).to_have_text("Se guarda solo mientras escribe.")
    actividad(beto, 1).fill("Lo de Beto.")
    guardado(beto)
    actividad(beto, 2).focus()
    ana.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(ana.locator("#ed-presentes")).to_contain_text("Beto Salas")
    expect(actividad(ana, 1)).to_have_value("Lo de Beto.")
    revision.mirar(ana, "editor con otra persona")
    ana.get_by_label("Concepto según el grado").first.fill("Propone mejoras, a veces.")
    ana.get_by_label("Competencia", exact=True).first.focus()
    expect(ana.get_by_text("El manual dice:").first).to_be_visible()
    revision.mirar(ana, "editor con el concepto que ofrece el manual")
    guardado(ana)
    ana.context.clear_cookies()
    actividad(ana, 3).fill("Con la sesión terminada.")
    expect(estado(ana)).to_contain_text("Su sesión terminó")
    revision.mirar(ana, "editor con la sesión terminada")
    with sitio.app.app_context():
        sitio.elenco.justificar(version, clave="beto")
        sitio.elenco.elaborar(version, "beto")
    actividad(beto, 3).fill("Después de firmada.")
    expect(estado(beto)).to_contain_text("ya no está en edición")
    revision.mirar(beto, "editor de lo que ya se firmó")
    assert not revision.fallas, "\n".join(revision.fallas)
