"""Two cargos of the same title are told apart by their área wherever they stand in a list."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.apoyo import manualito, reparto
from tests.navegador.pasos import a_lo_decidido, acuerdo_en_pantalla
from tests.navegador.sitio import Sitio
from webapp.bd import transaccion
from webapp.casos.asentar import asentar
from workflows.formatos import cargar
from workflows.lectura import leer

pytestmark = pytest.mark.navegador

MANUAL = f"/manual/{reparto.SLUG}"
AREAS = ["Producción", "Distribución"]


def dos(lista: Locator) -> None:
    """Both are in the list, each with its área."""
    for area in AREAS:
        fila = lista.filter(has_text="Operativo General").filter(has_text=area)
        expect(fila).to_have_count(1)


@pytest.fixture
def gemelos(sitio: Sitio) -> Sitio:
    """The application with a second Operativo General, and both waiting for the board."""
    fila = ("41210", "OPERATIVO", "GENERAL", "DISTRIBUCIÓN")
    with sitio.app.app_context():
        elenco = sitio.elenco
        lectura = leer(manualito.documento([fila]).encode(), [cargar("manual-cargos")])
        with transaccion() as session:
            asentar(session, elenco.actor("marcos"), elenco.manual_id, lectura.cargos)
        elenco.cargar()
        for slug in ("produccion", "distribucion"):
            elenco.revisada("Una frase nueva.", elenco.cargos[f"operativo-general-{slug}"])
    return sitio


def test_in_the_bandeja_the_session_the_acuerdo_and_the_manual(gemelos: Sitio) -> None:
    sofia = gemelos.visitar("sofia")
    sofia.goto("/bandeja")
    dos(sofia.locator("section[aria-labelledby=mios]").get_by_role("listitem"))
    dos(sofia.get_by_role("link", name="Registrar acuerdo"))
    sofia.get_by_role("link", name="Registrar un acuerdo").click()
    dos(sofia.get_by_role("listitem"))
    for area in AREAS:
        expect(sofia.get_by_role("checkbox", name=area)).to_be_checked()
    a_lo_decidido(sofia)
    dos(sofia.get_by_role("group").filter(has=sofia.get_by_role("radio", name="Devuelto")))
    acuerdo_en_pantalla(sofia, "AJD-2026-112")
    dos(sofia.get_by_role("heading", level=3))
    sofia.get_by_role("button", name="Registrar acuerdo").click()
    dos(sofia.get_by_role("row"))
    sofia.goto(f"{MANUAL}/")
    for area in AREAS:
        expect(
            sofia.get_by_role("region", name=area).get_by_role("link", name="Operativo General")
        ).to_have_count(1)


def test_from_one_line_of_the_bandeja_only_that_cargo_is_chosen(gemelos: Sitio) -> None:
    sofia = gemelos.visitar("sofia")
    sofia.goto("/bandeja")
    sofia.get_by_role("link", name="Registrar acuerdo").filter(has_text="Distribución").click()
    expect(sofia.get_by_role("checkbox", name="Distribución")).to_be_checked()
    expect(sofia.get_by_role("checkbox", name="Producción")).not_to_be_checked()


def test_on_the_pages_of_one_of_them(gemelos: Sitio) -> None:
    sofia = gemelos.visitar("sofia")
    sofia.goto("/bandeja")
    enlace = sofia.get_by_role("listitem").filter(has_text="Distribución").get_by_role("link").first
    enlace.click()
    principal = sofia.get_by_role("main")
    expect(principal.get_by_text("Distribución · De la versión 09-2020")).to_be_visible()
    sofia.goto(f"{MANUAL}/cargos/operativo-general-distribucion/historia")
    expect(principal.get_by_text("Distribución", exact=True)).to_be_visible()
