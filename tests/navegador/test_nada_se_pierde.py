"""What was typed stays, and goes to the draft by itself as soon as it can."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Error, Page, Route, expect

from tests.apoyo import reparto
from tests.navegador.pasos import abrir_borrador, actividad, estado, guardado
from tests.navegador.sitio import Sitio, entrar
from webapp.bd import transaccion
from webapp.casos.devolver import devolver

pytestmark = pytest.mark.navegador

CARGO = f"/manual/{reparto.SLUG}/cargos/operativo-general-produccion"
MIO = "Llevar las muestras al laboratorio el mismo día."


@pytest.fixture
def ana(sitio: Sitio) -> Page:
    """Ana, in the editor of a draft she has just opened."""
    page = sitio.visitar("ana")
    abrir_borrador(page, CARGO)
    expect(estado(page)).to_have_text("Se guarda solo mientras escribe.")
    return page


def version_de(page: Page) -> int:
    """The version of an editor's address."""
    return int(page.url.split("#")[0].rsplit("/", 1)[1])


def volver_a_mirar(page: Page) -> None:
    """Come back to the window, as somebody does after looking at another."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def queda(page: Page, texto: str = MIO) -> None:
    """It is in the draft: saved, and there when the page is opened again."""
    guardado(page)
    page.reload()
    expect(actividad(page, 3)).to_have_value(texto)


def test_what_is_typed_is_saved_by_itself_and_nothing_is_signed_or_told(
    sitio: Sitio, ana: Page
) -> None:
    actividad(ana, 3).fill(MIO)
    expect(estado(ana)).to_have_text("Hay cambios sin guardar.")
    queda(ana)
    with sitio.app.app_context():
        vista = sitio.elenco.vista(version_de(ana))
    assert (vista.version.estado, vista.serie) == ("borrador", 2)


def test_a_server_that_breaks_leaves_the_text_here_and_gets_it_later(
    sitio: Sitio, ana: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def romperse(*_: object) -> None:
        raise RuntimeError("se rompió")

    sitio.vigilancia.se_esperan_fallas = True
    sitio.app.config["PROPAGATE_EXCEPTIONS"] = False
    with monkeypatch.context() as parche:
        parche.setattr("webapp.vistas.guardado.guardar_piezas", romperse)
        actividad(ana, 3).fill(MIO)
        expect(estado(ana)).to_contain_text("El servidor no pudo guardar")
        expect(estado(ana)).to_contain_text("a salvo en este equipo")
    volver_a_mirar(ana)
    queda(ana)


def test_without_a_network_the_text_waits_here_and_is_sent_when_it_is_back(
    sitio: Sitio, ana: Page
) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    ana.context.set_offline(True)
    actividad(ana, 3).fill(MIO)
    expect(estado(ana)).to_have_text("Sin conexión: su texto está a salvo en este equipo")
    ana.context.set_offline(False)
    queda(ana)


def test_after_the_session_ended_one_comes_in_by_another_tab_and_it_is_saved(
    sitio: Sitio, ana: Page
) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    ana.context.clear_cookies()
    actividad(ana, 3).fill(MIO)
    expect(estado(ana)).to_contain_text("Su sesión terminó")
    enlace = estado(ana).get_by_role("link", name="entre en otra pestaña")
    assert enlace.get_attribute("href") == "/entrar"
    entrar(ana.context, "ana")
    volver_a_mirar(ana)
    queda(ana)


def test_what_ana_typed_is_never_saved_as_somebody_elses(sitio: Sitio, ana: Page) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    ana.context.clear_cookies()
    entrar(ana.context, "beto")
    actividad(ana, 3).fill(MIO)
    expect(estado(ana)).to_contain_text("En este navegador entró otra persona")
    ana.context.clear_cookies()
    entrar(ana.context, "ana")
    volver_a_mirar(ana)
    queda(ana)
    with sitio.app.app_context():
        assert sitio.elenco.vista(version_de(ana)).autores == {sitio.elenco.personas["ana"]}


def test_an_acto_waits_until_what_was_typed_is_saved(sitio: Sitio, ana: Page) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    ana.context.set_offline(True)
    actividad(ana, 3).fill(MIO)
    ana.get_by_text("Descartar el borrador").first.click()
    ana.get_by_label("Motivo").fill("Ya no hace falta.")
    ana.get_by_role("button", name="Descartar el borrador").click()
    expect(estado(ana)).to_contain_text("Guarde primero")
    expect(ana.get_by_role("button", name="Guardar", exact=True).first).to_be_focused()
    ana.context.set_offline(False)
    guardado(ana)
    ana.get_by_role("button", name="Descartar el borrador").click()
    expect(ana.get_by_text("La versión quedó en estado descartado.")).to_be_visible()


def test_a_page_that_died_in_the_middle_of_a_word_leaves_it_to_the_next(
    sitio: Sitio, ana: Page
) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    url, contexto = ana.url, ana.context
    contexto.route("**/piezas", lambda ruta: ruta.abort())
    actividad(ana, 3).fill(MIO)
    actividad(ana, 4).press("End")
    ana.keyboard.press("Enter")
    ana.keyboard.type("Ordenar la bode")
    ana.get_by_label("Grado").first.select_option("5")
    expect(estado(ana)).to_contain_text("Sin conexión")
    with pytest.raises(Error):
        ana.goto("chrome://crash")
    ana.close()
    contexto.unroute_all()
    otra = contexto.new_page()
    otra.goto(url)
    aviso = otra.get_by_text("Recuperamos lo que escribió el")
    expect(aviso).to_contain_text("y no se había guardado.")
    expect(actividad(otra, 5)).to_have_value("Ordenar la bode")
    expect(otra.get_by_label("Grado").first).to_have_value("5")
    queda(otra)
    expect(actividad(otra, 5)).to_have_value("Ordenar la bode")
    expect(aviso).to_have_count(0)


def test_what_was_recovered_meets_what_somebody_saved_meanwhile(sitio: Sitio, ana: Page) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    url, contexto = ana.url, ana.context
    contexto.set_offline(True)
    actividad(ana, 1).fill(MIO)
    expect(estado(ana)).to_contain_text("Sin conexión")
    ana.close()
    with sitio.app.app_context():
        sitio.elenco.cambiar(version_de(ana), "Lo que guardó Beto.", "beto")
    contexto.set_offline(False)
    otra = contexto.new_page()
    otra.goto(url)
    choque = otra.get_by_role("group", name="Dos textos en Actividades principales, 1")
    expect(choque).to_contain_text("Lo que guardó Beto.")
    expect(actividad(otra, 1)).to_have_value(MIO)
    choque.get_by_role("button", name="Dejar lo mío").click()
    guardado(otra)


def test_a_page_that_is_open_keeps_its_own_words(sitio: Sitio, ana: Page) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    ana.route("**/piezas", lambda ruta: ruta.abort())
    actividad(ana, 3).fill(MIO)
    expect(estado(ana)).to_contain_text("Sin conexión")
    otra = ana.context.new_page()
    otra.goto(ana.url)
    actividad(otra, 1).fill("Lo de la otra pestaña.")
    guardado(otra)
    expect(actividad(otra, 3)).not_to_have_value(MIO)
    ana.unroute_all()
    volver_a_mirar(ana)
    guardado(ana)
    expect(actividad(ana, 1)).to_have_value("Lo de la otra pestaña.")


def test_a_browser_that_keeps_no_copy_says_so(sitio: Sitio, ana: Page) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    ana.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('lleno'); }; }")
    ana.context.set_offline(True)
    actividad(ana, 3).fill(MIO)
    expect(estado(ana)).to_contain_text("no cierre esta página")
    ana.context.set_offline(False)
    guardado(ana)


def firmar_y_devolver(app: Flask, elenco: reparto.Elenco, version: int) -> None:
    """Somebody signs it, and it comes back."""
    with app.app_context():
        elenco.cambiar(version, "Lo que se firmó.", "beto")
        elenco.elaborar(version, "beto")
        with transaccion() as session:
            pedido = elenco.pedido(version, "devolver", "Falta el horario.")
            devolver(session, elenco.actor("rafael"), pedido)


def test_what_was_typed_after_it_was_signed_is_offered_and_comes_back_with_it(
    sitio: Sitio, ana: Page
) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    version, elenco = version_de(ana), sitio.elenco
    with sitio.app.app_context():
        elenco.cambiar(version, "Lo que se firmó.", "beto")
        elenco.elaborar(version, "beto")
    actividad(ana, 3).fill(MIO)
    expect(estado(ana)).to_contain_text("ya no está en edición")
    expect(ana.get_by_label("Lo que escribió y no se guardó")).to_have_value(MIO)
    expect(ana.get_by_role("button", name="Copiar lo que escribí")).to_be_visible()
    with sitio.app.app_context(), transaccion() as session:
        pedido = elenco.pedido(version, "devolver", "Falta el horario.")
        devolver(session, elenco.actor("rafael"), pedido)
    ana.reload()
    expect(ana.get_by_text("Recuperamos lo que escribió el")).to_be_visible()
    expect(actividad(ana, 1)).to_have_value("Lo que se firmó.")
    queda(ana)


def test_a_tab_from_yesterday_joins_what_happened_since(sitio: Sitio, ana: Page) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    firmar_y_devolver(sitio.app, sitio.elenco, version_de(ana))
    ana.context.clear_cookies()
    entrar(ana.context, "ana")
    actividad(ana, 3).fill(MIO)
    guardado(ana)
    expect(actividad(ana, 1)).to_have_value("Lo que se firmó.")
    queda(ana)


def test_what_does_not_fit_is_marked_and_the_rest_is_saved(sitio: Sitio, ana: Page) -> None:
    sitio.vigilancia.se_esperan_fallas = True
    actividad(ana, 3).fill("x" * 20_001)
    actividad(ana, 1).fill("Lo demás.")
    expect(estado(ana)).to_contain_text("Falta corregir algo")
    expect(ana.get_by_text("tiene 20,001 caracteres y caben 20,000").first).to_be_visible()
    expect(actividad(ana, 3)).to_have_attribute("aria-invalid", "true")
    actividad(ana, 3).fill("x" * 20_000)
    guardado(ana)
    expect(actividad(ana, 3)).not_to_have_attribute("aria-invalid", "true")
    ana.reload()
    expect(actividad(ana, 1)).to_have_value("Lo demás.")
    expect(actividad(ana, 3)).to_have_value("x" * 20_000)


@pytest.mark.parametrize("que", ["un texto", "un grado"])
def test_what_was_changed_before_the_page_finished_loading_is_saved(sitio: Sitio, que: str) -> None:
    ana = sitio.visitar("ana")
    with sitio.app.app_context():
        version = sitio.elenco.abrir()
    retenidas: list[Route] = []

    def retener(ruta: Route) -> None:
        retenidas.append(ruta)

    ana.route("**/js/editor.js*", retener)
    ana.goto(f"/borradores/{version}", wait_until="commit")
    grado = ana.get_by_label("Grado").first
    if que == "un grado":
        grado.select_option("5")
    else:
        actividad(ana, 3).fill(MIO)
    expect(estado(ana)).to_contain_text("Escriba sobre la hoja")
    for ruta in retenidas:
        ruta.continue_()
    guardado(ana)
    ana.unroute_all()
    ana.reload()
    if que == "un grado":
        expect(grado).to_have_value("5")
    else:
        expect(actividad(ana, 3)).to_have_value(MIO)
