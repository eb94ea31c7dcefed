"""The second factor and the question before signing, and nothing for axe to say of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from passlib.totp import TOTP
from playwright.sync_api import Page, expect

from tests.apoyo import reparto
from tests.navegador.revision import Revision
from tests.navegador.sitio import Sitio

pytestmark = pytest.mark.navegador

CUENTA = "/cuenta/segundo-factor"
EXIGE = f"/manual/{reparto.SLUG}/personas/segundo-factor"


def pulsar(page: Page, nombre: str) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=nombre, exact=True).click()


def entrar(sitio: Sitio, clave: str) -> Page:
    """A browser in which somebody wrote their password, whatever is asked of them next."""
    page = sitio.visitar()
    page.goto("/entrar")
    page.get_by_label("Correo").fill(reparto.correo(clave))
    page.get_by_label("Contraseña").fill(reparto.CONTRASENA)
    page.locator("#submit").click()
    return page


def codigo(sitio: Sitio, totp: TOTP) -> str:
    """What the telephone shows in the next half minute."""
    sitio.elenco.ahora += timedelta(seconds=31)
    return str(totp.generate(int(sitio.elenco.ahora.timestamp())).token)


def test_a_second_factor_is_demanded_put_and_used_to_sign(sitio: Sitio, revision: Revision) -> None:
    sitio.app.config["PRUEBA_MINUTOS"] = 15
    with sitio.app.app_context():
        version = sitio.elenco.abrir()
        sitio.elenco.cambiar(version, "Una frase nueva.")
    marcos = sitio.visitar("marcos")
    revision.abrir(marcos, EXIGE)
    marcos.get_by_label("Autor", exact=True).check()
    pulsar(marcos, "Guardar")
    revision.mirar(marcos, "el segundo factor exigido")

    ana = entrar(sitio, "ana")
    expect(ana.get_by_text("Su rol lo exige desde ahora.")).to_be_visible()
    revision.mirar(ana, "poner el segundo factor, obligada")
    pulsar(ana, "Empezar")
    clave = ana.locator(".clave-larga").inner_text().replace(" ", "")
    totp = TOTP(key=clave)
    ana.get_by_label("Código de seis números").fill("000000")
    pulsar(ana, "Confirmar")
    expect(ana.get_by_text("Ese código no es el de ahora")).to_be_visible()
    revision.mirar(ana, "un primer código que no es")
    ana.get_by_label("Código de seis números").fill(codigo(sitio, totp))
    pulsar(ana, "Confirmar")
    revision.mirar(ana, "los códigos de recuperación")
    with ana.expect_download() as bajada:
        ana.get_by_role("link", name="Descargarlos").click()
    escritos = Path(bajada.value.path()).read_text().split()[-10:]
    assert escritos == ana.locator(".codigos code").all_inner_texts()
    ana.get_by_role("link", name="Ya los guardé").click()
    revision.abrir(ana, CUENTA)
    revision.abrir(ana, "/cuenta")

    sitio.elenco.ahora += timedelta(hours=1)
    ana.goto(f"/versiones/{version}/cambios")
    pulsar(ana, "Firmar como elaborado")
    expect(ana.get_by_role("heading", level=1)).to_have_text("Confirme que es usted")
    revision.mirar(ana, "confirme que es usted")
    ana.get_by_label("Su contraseña").fill("no es esta")
    pulsar(ana, "Confirmar y seguir")
    expect(ana.get_by_text("Esa no es su contraseña.")).to_be_visible()
    revision.mirar(ana, "confirme, con otra contraseña")
    ana.get_by_label("O el código de su aplicación").fill(codigo(sitio, totp))
    pulsar(ana, "Confirmar y seguir")
    expect(ana.get_by_text("La versión quedó en estado elaborado.")).to_be_visible()

    otra = entrar(sitio, "ana")
    expect(otra.get_by_role("heading", level=1)).to_have_text("Falta el código")
    revision.mirar(otra, "falta el código")
    otra.get_by_label("Código", exact=True).fill(escritos[0])
    pulsar(otra, "Entrar")
    expect(otra.get_by_text("Le quedan 9.")).to_be_visible()
