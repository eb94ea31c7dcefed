"""What was typed stays: the server fails, the network is gone, the session ends, two write."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.apoyo import reparto
from tests.navegador.pasos import abrir_borrador, actividad, guardado
from tests.navegador.sitio import Sitio, entrar

pytestmark = pytest.mark.navegador

CARGO = f"/manual/{reparto.SLUG}/cargos/operativo-general-produccion"
MIO = "Llevar las muestras al laboratorio el mismo día."


@pytest.fixture
def ana(sitio: Sitio) -> Page:
    """Ana, who has typed something in her draft and not saved it."""
    page = sitio.visitar("ana")
    abrir_borrador(page, CARGO)
    actividad(page, 3).fill(MIO)
    return page


def no_guardado(page: Page, causa: str) -> None:
    """The editor says why it could not save, and the text is still there."""
    expect(page.locator("#ed-estado")).to_contain_text(f"No se pudo guardar ({causa}")
    expect(page.locator("#ed-estado")).to_contain_text("Lo escrito sigue aquí")
    expect(actividad(page, 3)).to_have_value(MIO)


def queda_guardado(page: Page) -> None:
    """Save again; this time it is kept."""
    page.keyboard.press("Control+s")
    guardado(page)
    page.reload()
    expect(actividad(page, 3)).to_have_value(MIO)


@pytest.mark.parametrize("boton", ["Guardar", "Guardar y ver los cambios para firmar"])
def test_a_server_that_breaks_leaves_the_text_on_the_page(
    sitio: Sitio, ana: Page, boton: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def romperse(*_: object) -> None:
        raise RuntimeError("se rompió")

    sitio.vigilancia.se_esperan_fallas = True
    sitio.app.config["PROPAGATE_EXCEPTIONS"] = False
    with monkeypatch.context() as parche:
        parche.setattr("webapp.vistas.borradores.guardar", romperse)
        ana.get_by_role("button", name=boton, exact=True).first.click()
        no_guardado(ana, "")
    queda_guardado(ana)


def test_without_a_network_the_text_waits_on_the_page(sitio: Sitio, ana: Page) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    ana.route("**/borradores/*", lambda ruta: ruta.abort())
    ana.keyboard.press("Control+s")
    no_guardado(ana, "no hay conexión")
    ana.unroute_all()
    queda_guardado(ana)


def test_after_the_session_ended_one_comes_in_by_another_tab_and_goes_on(
    sitio: Sitio, ana: Page
) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    ana.context.clear_cookies()
    ana.keyboard.press("Control+s")
    no_guardado(ana, "su sesión terminó")
    entrar(ana.context, "ana")
    queda_guardado(ana)


def test_nothing_is_signed_while_something_is_not_saved(sitio: Sitio, ana: Page) -> None:
    ana.get_by_text("Descartar el borrador").first.click()
    ana.get_by_label("Motivo").fill("Ya no hace falta.")
    ana.get_by_role("button", name="Descartar el borrador").click()
    expect(ana.locator("#ed-estado")).to_contain_text("Guarde primero")
    expect(ana.get_by_role("button", name="Guardar", exact=True).first).to_be_focused()


def test_the_second_of_two_saves_shows_both_texts_and_keeps_them(sitio: Sitio, ana: Page) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    beto = sitio.visitar("beto")
    beto.goto(ana.url)
    actividad(beto, 3).fill("Pesar las muestras.")
    actividad(beto, 1).fill("Encender los equipos de bombeo.")
    ana.keyboard.press("Control+s")
    guardado(ana)
    beto.keyboard.press("Control+s")
    choques = beto.get_by_role("alert").filter(has_text="Otra persona cambió este texto")
    expect(choques).to_be_visible()
    for suyo, ajeno in (
        ("Pesar las muestras.", MIO),
        ("Encender los equipos", "Operar los equipos"),
    ):
        choque = choques.locator(".choque").filter(has_text=suyo)
        expect(choque).to_contain_text("Lo que escribió usted")
        expect(choque).to_contain_text("Lo que guardó Ana Mora")
        expect(choque).to_contain_text(ajeno)
    expect(actividad(beto, 3)).to_have_value("Pesar las muestras.")
    actividad(beto, 3).fill(f"Pesar las muestras. {MIO}")
    beto.keyboard.press("Control+s")
    guardado(beto)
    ana.reload()
    expect(actividad(ana, 3)).to_have_value(f"Pesar las muestras. {MIO}")
    expect(actividad(ana, 1)).to_have_value("Encender los equipos de bombeo.")


def test_what_was_typed_before_the_page_finished_loading_counts_as_unsaved(sitio: Sitio) -> None:
    ana = sitio.visitar("ana")
    with sitio.app.app_context():
        version = sitio.elenco.abrir()
    retenidas: list[Route] = []

    def retener(ruta: Route) -> None:
        retenidas.append(ruta)

    ana.route("**/js/editor.js*", retener)
    ana.goto(f"/borradores/{version}", wait_until="commit")
    actividad(ana, 3).fill(MIO)
    expect(ana.locator("#ed-estado")).to_contain_text("Escriba sobre la hoja")
    for ruta in retenidas:
        ruta.continue_()
    expect(ana.locator("#ed-estado")).to_contain_text("Hay cambios sin guardar")
    ana.keyboard.press("Control+s")
    guardado(ana)
