"""The institution's sign-in in a real browser, which keeps to the CSP on the way there and back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.apoyo.institucion import con, que_avala
from tests.apoyo.reparto import SLUG
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador


def test_ana_comes_in_signs_and_leaves_by_the_institution(sitio: Sitio, revision: Revision) -> None:
    app, elenco = sitio.app, sitio.elenco
    app.config["URL"] = sitio.url
    app.config["PRUEBA_MINUTOS"] = 15
    with app.app_context():
        version = elenco.abrir()
        elenco.cambiar(version, "Operar las bombas nuevas.")
    with que_avala(app, elenco) as institucion:
        institucion.quien = ""
        sitio.vigilancia.confia = (institucion.emisor,)
        page = sitio.visitar()
        page.goto(f"/versiones/{version}/cambios")
        revision.mirar(page, "entrar, con la institución")
        page.get_by_role("link", name="Entrar con la cuenta de la institución").click()
        page.get_by_role("link", name="ana").click()
        page.get_by_role("button", name="Firmar como elaborado").wait_for()
        elenco.ahora += timedelta(minutes=20)
        page.get_by_role("button", name="Firmar como elaborado").click()
        expect(page.get_by_role("heading", name="Confirme que es usted")).to_be_visible()
        revision.mirar(page, "confirmar con la institución")
        with page.context.expect_page() as abierta:
            page.get_by_role("link", name="O confirmar con la cuenta").click()
        otra = abierta.value
        otra.get_by_role("link", name="ana").click()
        expect(otra.get_by_role("heading", name="Vuelva a la otra pestaña")).to_be_visible()
        revision.mirar(otra, "ya confirmó")
        otra.close()
        page.get_by_role("button", name="Confirmar y seguir").click()
        expect(page.get_by_text("Elaborado").first).to_be_visible()
        sitio.visitar("ana")
        revision.abrir(page, "/cuenta")
        expect(page.get_by_text("Esta sesión")).to_have_count(1)
        marcos = sitio.visitar("marcos")
        con(app, con_contrasena=False)
        revision.abrir(page, "/cuenta")
        for ruta in ("nueva", str(elenco.personas["rafael"]), "segundo-factor"):
            revision.abrir(marcos, f"/manual/{SLUG}/personas/{ruta}")
        page.get_by_text("Ana Mora").first.click()
        page.get_by_role("button", name="Salir", exact=True).click()
        expect(page.get_by_role("heading", name="Salió de Vigente")).to_be_visible()
        revision.mirar(page, "salió de Vigente")
        page.get_by_role("link", name="Salir también de la institución").click()
        expect(page).to_have_url(f"{sitio.url}/")
