"""The session of the board on the screen: every page of it, on a desk and on a telephone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.apoyo import reparto
from tests.navegador.pasos import acuerdo_en_pantalla
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio
from webapp.bd import transaccion
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
