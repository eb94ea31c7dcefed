"""The pages about one's account, and about other people's: the same as every page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.apoyo import reparto
from tests.apoyo.buzon import pedir
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio
from webapp.acceso.enlaces import ficha_de
from webapp.bd import db, transaccion
from webapp.casos.recordar import recordar
from webapp.modelos import Carta

pytestmark = pytest.mark.navegador

MANUAL = f"/manual/{reparto.SLUG}"


def test_the_door(sitio: Sitio, revision: Revision) -> None:
    page = sitio.visitar()
    revision.abrir(page, "/entrar")
    page.get_by_label("Correo").fill(reparto.correo("ana"))
    page.get_by_label("Contraseña").fill("no es esta, y es larga")
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("alert")).to_be_visible()
    revision.mirar(page, "entrar con otra contraseña")
    page.get_by_role("link", name="¿Olvidó su contraseña?").click()
    revision.mirar(page, "contraseña olvidada")
    page.get_by_role("button", name="Enviarme el enlace").click()
    expect(page.get_by_role("alert")).to_be_visible()
    revision.mirar(page, "contraseña olvidada, sin correo")
    page.get_by_label("Correo").fill(reparto.correo("ana"))
    page.get_by_role("button", name="Enviarme el enlace").click()
    expect(page.get_by_text("Si hay una cuenta abierta con ese correo")).to_be_visible()
    revision.mirar(page, "el enlace, pedido")
    with sitio.app.app_context(), db.sessionmaker() as session:
        ficha = ficha_de(session.scalars(select(Carta)).one())
    revision.abrir(page, f"/contrasena/{ficha}")
    page.get_by_label("Contraseña nueva").fill("corta")
    page.get_by_role("button", name="Guardar la contraseña").click()
    expect(page.get_by_role("alert")).to_be_visible()
    revision.mirar(page, "otra contraseña, con error")
    page.get_by_label("Contraseña nueva").fill("la caña de azúcar crece")
    page.get_by_role("button", name="Guardar la contraseña").click()
    expect(page.get_by_text("Su contraseña ya es la nueva.")).to_be_visible()
    revision.abrir(page, f"/contrasena/{ficha}", 410)
    revision.abrir(page, "/invitacion/x", 410)


def test_the_people_of_a_manual(sitio: Sitio, revision: Revision) -> None:
    marcos = sitio.visitar("marcos")
    with sitio.app.app_context():
        rafael = sitio.elenco.personas["rafael"]
    revision.abrir(marcos, f"{MANUAL}/bitacora")
    revision.abrir(marcos, f"{MANUAL}/personas/")
    revision.abrir(marcos, f"{MANUAL}/personas/{rafael}")
    revision.abrir(marcos, f"{MANUAL}/personas/nueva")
    marcos.get_by_label("Nombre completo").fill("Julia Vega")
    marcos.get_by_role("button", name="Agregar persona").click()
    expect(marcos.get_by_role("alert")).to_be_visible()
    revision.mirar(marcos, "persona nueva con errores")
    marcos.get_by_label("Con una contraseña que le daré en persona").check()
    expect(marcos.get_by_label("Contraseña inicial")).to_be_visible()
    revision.mirar(marcos, "persona nueva, con contraseña")
    marcos.get_by_label("Con una invitación por correo").check()
    expect(marcos.get_by_label("Contraseña inicial")).not_to_be_visible()
    marcos.get_by_role("textbox", name="Correo").fill("julia@pruebas.example")
    marcos.get_by_role("button", name="Agregar persona").click()
    expect(marcos.get_by_text("Invitación por aceptar.")).to_be_visible()
    revision.mirar(marcos, "persona invitada")
    with sitio.app.app_context(), db.sessionmaker() as session:
        ficha = ficha_de(session.scalars(select(Carta)).one())
    revision.abrir(marcos, f"/invitacion/{ficha}")
    revision.abrir(marcos, f"{MANUAL}/personas/")
    revision.abrir(marcos, f"{MANUAL}/personas/{rafael}/desactivar")
    marcos.get_by_role("button", name="Desactivar la cuenta").click()
    expect(marcos.get_by_text("Se desactivó la cuenta")).to_be_visible()
    revision.mirar(marcos, "persona desactivada")


def test_the_notices_and_the_account(sitio: Sitio, revision: Revision) -> None:
    with sitio.app.app_context():
        elenco = sitio.elenco
        version = elenco.abrir()
        elenco.cambiar(version, "Una frase nueva.")
        elenco.elaborar(version)
        pedir(elenco, version, "Auditoría", elenco.ahora.date())
        elenco.ahora += timedelta(days=12)
        with transaccion() as session:
            recordar(session, elenco.ahora)
    for quien in ("rafael", "elena"):
        page = sitio.visitar(quien)
        revision.abrir(page, "/bandeja")
        expect(page.get_by_text("venció", exact=False).first).to_be_visible()
        revision.abrir(page, "/avisos/")
        page.get_by_role("button", name="Marcar todos como leídos").click()
        revision.mirar(page, "avisos leídos")
    revision.abrir(page, "/avisos/?pagina=2")
    revision.abrir(page, "/cuenta")
    page.get_by_label("Una vez al día").check()
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Se guardó cómo quiere recibir los avisos.")).to_be_visible()
    revision.mirar(page, "cuenta guardada")
    page.get_by_role("link", name="Ver sus roles y delegaciones").click()
    revision.mirar(page, "roles propios")
    revision.abrir(page, "/cuenta")
    page.get_by_role("link", name="Cambiar la contraseña").click()
    revision.mirar(page, "cambiar la contraseña")
    page.get_by_label("La contraseña nueva").fill("corta")
    page.get_by_role("button", name="Mostrar lo escrito en «La contraseña nueva»").click()
    expect(page.get_by_label("La contraseña nueva")).to_have_attribute("type", "text")
    revision.mirar(page, "una contraseña que se ve")
    page.get_by_role("button", name="Cambiar la contraseña").click()
    expect(page.get_by_role("alert")).to_be_visible()
    revision.mirar(page, "cambiar la contraseña, con error")
