"""A cambio masivo in a browser: the whole of it without JavaScript, and every page looked at."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.apoyo import reparto
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador

MANUAL = f"/manual/{reparto.SLUG}"
FRASE, NUEVA = "caudales y presiones", "caudales, presiones y niveles"


def buscar(page: Page) -> None:
    """Ask where the phrase is, and how it would read."""
    page.goto(f"{MANUAL}/")
    page.get_by_role("link", name="Cambio masivo").click()
    page.get_by_label("Buscar", exact=True).fill(FRASE)
    page.get_by_label("Reemplazar por").fill(NUEVA)
    page.get_by_role("button", name="Buscar en el manual").click()
    expect(page.get_by_text("3 apariciones en 3 cargos")).to_be_visible()


def test_a_phrase_is_changed_signed_and_taken_to_the_board_without_javascript(
    sitio: Sitio,
) -> None:
    ana, rafael, sofia = (
        sitio.visitar(quien, java_script_enabled=False) for quien in ("ana", "rafael", "sofia")
    )
    buscar(ana)
    expect(ana.get_by_role("button", name="Marcar todas", exact=True)).to_be_hidden()
    ana.get_by_role("group", name="31110 Ejecutivo General").get_by_role("checkbox").uncheck()
    crear = ana.get_by_role("button", name="Crear los borradores")
    crear.click()
    expect(ana.get_by_role("alert")).to_contain_text("Falta la justificación.")
    ejecutivo = ana.get_by_role("group", name="31110 Ejecutivo General")
    expect(ejecutivo.get_by_role("checkbox")).not_to_be_checked()
    ana.get_by_label("Justificación").fill("Ahora también se miden los niveles.")
    crear.click()
    expect(ana.get_by_text("Se crearon 2 borradores.")).to_be_visible()
    ana.get_by_role("button", name="Firmar como elaborado los 2 cargos").click()
    expect(ana.get_by_text("2 cargos quedaron en estado elaborado.")).to_be_visible()

    rafael.goto("/bandeja")
    rafael.get_by_role("link", name="Firmar como revisado").click()
    expect(rafael.locator("ins")).to_have_count(2)
    rafael.get_by_role("button", name="Firmar como revisado los 2 cargos").click()
    expect(rafael.get_by_text("2 cargos quedaron en estado revisado.")).to_be_visible()

    sofia.goto("/bandeja")
    sofia.get_by_role("link", name="«caudales y presiones»").first.click()
    sofia.get_by_role("link", name="Llevar a la junta los 2 revisados").click()
    expect(sofia.get_by_role("checkbox", checked=True)).to_have_count(2)


def test_its_pages_in_every_state_they_can_take(sitio: Sitio) -> None:
    revision = Revision()
    with sitio.app.app_context():
        abierta = sitio.elenco.abrir("beto")
        sitio.elenco.cambiar(abierta, "Operar por turnos.", "beto")
    ana, rafael = sitio.visitar("ana"), sitio.visitar("rafael")
    pagina = f"{MANUAL}/cambio-masivo"
    revision.abrir(ana, f"{pagina}?frase={FRASE}")
    revision.abrir(ana, f"{pagina}?frase=no+lo+dice+nadie&reemplazo=")
    revision.abrir(ana, f"{pagina}?frase=el+programa+de+turnos&reemplazo=")
    revision.abrir(ana, f"{pagina}?frase=&reemplazo=", 422)
    revision.abrir(ana, f"{MANUAL}/cargos-nuevos?de=operativo-general-produccion")
    buscar(ana)
    ana.get_by_role("button", name="Desmarcar todas").click()
    expect(ana.get_by_text("0 de 3 marcadas")).to_be_visible()
    ana.get_by_role("button", name="Crear los borradores").click()
    expect(ana.get_by_role("alert")).to_contain_text("No marcó ninguna aparición.")
    revision.mirar(ana, "cambio masivo con errores")
    ana.get_by_role("button", name="Marcar todas", exact=True).click()
    expect(ana.get_by_text("3 de 3 marcadas")).to_be_visible()
    ana.get_by_label("Justificación").fill("Ahora también se miden los niveles.")
    ana.get_by_role("button", name="Crear los borradores").click()
    expect(ana.get_by_text("Se crearon 2 borradores y 1 sugerencia.")).to_be_visible()
    revision.mirar(ana, "grupo en borrador")
    revision.abrir(ana, "/bandeja")
    ana.go_back()
    ana.get_by_role("button", name="Firmar como elaborado los 2 cargos").click()
    expect(ana.get_by_text("2 cargos quedaron en estado elaborado.")).to_be_visible()
    rafael.goto("/bandeja")
    rafael.get_by_role("link", name="Firmar como revisado").click()
    rafael.get_by_text("Devolver con observaciones").first.click()
    revision.mirar(rafael, "grupo, devolver abierto")
    rafael.get_by_label("Motivo").fill("Aclarar.")
    rafael.get_by_role("checkbox").last.uncheck()
    rafael.get_by_role("button", name="Devolver con observaciones").click()
    expect(rafael.get_by_text("1 cargo quedó en estado borrador.")).to_be_visible()
    revision.mirar(rafael, "grupo en dos estados")
    assert not revision.fallas, "\n".join(revision.fallas)
