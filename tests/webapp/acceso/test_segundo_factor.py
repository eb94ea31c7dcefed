"""A code of one's telephone, besides the password: put, asked for, lost, demanded, removed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from passlib.totp import TOTP

from tests.apoyo.reparto import CONTRASENA, SLUG, Elenco, correo
from tests.conftest import ClienteAparte
from webapp.acceso import totp
from webapp.bd import db
from webapp.modelos import Acto, SegundoFactor

Como = Callable[[str], ClienteAparte]
CUENTA = "/cuenta/segundo-factor"
EXIGE = f"/manual/{SLUG}/personas/segundo-factor"


class Telefono:
    """Somebody's application of codes, which read the key from the page."""

    def __init__(self, elenco: Elenco, pagina: str) -> None:
        clave = re.search(r'<code class="clave-larga">([A-Z2-7 ]+)</code>', pagina)
        assert clave, pagina
        self.elenco, self.totp = elenco, TOTP(key=clave[1].replace(" ", ""))

    def codigo(self) -> str:
        """What it shows now."""
        return str(self.totp.generate(int(self.elenco.ahora.timestamp())).token)

    def otro(self) -> str:
        """What it shows in the next step."""
        self.elenco.ahora += timedelta(seconds=31)
        return self.codigo()


def poner(cliente: ClienteAparte, elenco: Elenco) -> tuple[Telefono, list[str]]:
    """Put the second factor: the telephone, and the recovery codes."""
    cliente.post(f"{CUENTA}/empezar")
    pagina = cliente.get(CUENTA).text
    assert 'src="data:image/svg+xml' in pagina
    telefono = Telefono(elenco, pagina)
    listo = cliente.post(f"{CUENTA}/confirmar", data={"codigo": telefono.codigo()})
    assert "Guarde estos códigos" in listo.text, listo.text
    codigos = re.findall(r"<li><code>([A-Z2-9-]{14})</code></li>", listo.text)
    assert len(set(codigos)) == 10
    return telefono, codigos


def contrasena(app: Flask, clave: str = "ana", **otros: str) -> ClienteAparte:
    """A browser in which somebody wrote their password."""
    cliente = app.test_client()
    assert isinstance(cliente, ClienteAparte)
    datos = {"email": correo(clave), "password": CONTRASENA, **otros}
    assert cliente.post("/entrar", data=datos).status_code == 302
    return cliente


def dentro(cliente: ClienteAparte) -> bool:
    """Whether the bandeja opens."""
    return cliente.get("/bandeja").status_code == 200


def test_with_the_password_alone_nobody_gets_past_the_page_of_the_code(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    telefono, _ = poner(como("ana"), elenco)
    ana = contrasena(app, remember="y")
    for ruta in ("/bandeja", "/cuenta", CUENTA, f"/manual/{SLUG}/", "/avisos/"):
        respuesta = ana.get(ruta)
        assert respuesta.location == "/entrar/codigo", ruta
    assert ana.post("/cuenta", data={"avisos": "no"}).location == "/entrar/codigo"
    assert ana.post(f"{CUENTA}/quitar").location == "/entrar/codigo"
    with ana.session_transaction() as sesion:
        assert "prueba" not in sesion
    ana.get("/avisos/")
    assert ana.post("/entrar/codigo", data={"codigo": telefono.otro()}).location == "/avisos/"
    assert dentro(ana)
    with ana.session_transaction() as sesion:
        assert sesion["prueba"][1] == "totp"


def test_a_code_is_good_once_and_no_earlier_one_after_it(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    telefono, _ = poner(como("ana"), elenco)
    usado = telefono.codigo()
    ana, ladron = contrasena(app), contrasena(app)
    assert "no es el de ahora" in ana.post("/entrar/codigo", data={"codigo": usado}).text
    bueno = telefono.otro()
    assert ana.post("/entrar/codigo", data={"codigo": f"{bueno[:3]} {bueno[3:]}"}).location
    assert "no es el de ahora" in ladron.post("/entrar/codigo", data={"codigo": bueno}).text
    assert "no es el de ahora" in ladron.post("/entrar/codigo", data={"codigo": usado}).text
    assert not dentro(ladron)


def test_codes_are_not_guessed_and_the_password_does_not_start_the_count_afresh(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    telefono, _ = poner(como("ana"), elenco)
    telefono.otro()
    for _ in range(5):
        ladron = contrasena(app)
        assert "no es el" in ladron.post("/entrar/codigo", data={"codigo": "000000"}).text
    ana = contrasena(app)
    respuesta = ana.post("/entrar/codigo", data={"codigo": telefono.codigo()})
    assert respuesta.status_code == 429
    assert "Espere 15 minutos" in respuesta.text
    elenco.ahora += timedelta(minutes=16)
    assert ana.post("/entrar/codigo", data={"codigo": telefono.codigo()}).status_code == 302


def test_a_recovery_code_lets_in_once_and_new_ones_end_the_old(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    _, codigos = poner(como("ana"), elenco)
    ana = contrasena(app)
    escrito = codigos[0].lower().replace("-", " ")
    assert ana.post("/entrar/codigo", data={"codigo": escrito}).location
    assert "Le quedan 9" in ana.get("/bandeja").text
    otra = contrasena(app)
    assert "no es el" in otra.post("/entrar/codigo", data={"codigo": codigos[0]}).text
    nuevos = ana.post(f"{CUENTA}/codigos").text
    assert codigos[1] not in nuevos
    assert "no es el" in otra.post("/entrar/codigo", data={"codigo": codigos[1]}).text
    assert codigos[1] not in ana.get(CUENTA).text


def test_the_code_signs_in_the_place_of_the_password(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    app.config["PRUEBA_MINUTOS"] = 15
    ana = como("ana")
    telefono, _ = poner(ana, elenco)
    elenco.ahora += timedelta(hours=1)
    assert "O el código de su aplicación" in ana.post(f"{CUENTA}/codigos").text
    codigo = {"prueba-codigo": telefono.codigo()}
    assert "Guarde estos códigos" in ana.post(f"{CUENTA}/codigos", data=codigo).text
    elenco.ahora += timedelta(hours=1)
    assert "ya lo usó" in ana.post(f"{CUENTA}/codigos", data=codigo).text


def test_putting_it_and_taking_it_away_ask_who_one_is(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    app.config["PRUEBA_MINUTOS"] = 15
    ana = como("ana")
    elenco.ahora += timedelta(hours=1)
    assert "Confirme que es usted" in ana.post(f"{CUENTA}/empezar").text
    ana.post(f"{CUENTA}/empezar", data={"prueba-contrasena": CONTRASENA})
    telefono = Telefono(elenco, ana.get(CUENTA).text)
    assert ana.post(f"{CUENTA}/confirmar", data={"codigo": telefono.codigo()}).status_code == 200
    pendiente = contrasena(app)
    elenco.ahora += timedelta(hours=1)
    assert "Confirme que es usted" in ana.post(f"{CUENTA}/quitar").text
    quitado = ana.post(f"{CUENTA}/quitar", data={"prueba-contrasena": CONTRASENA})
    assert quitado.location == "/cuenta"
    assert dentro(contrasena(app))
    # A session that was waiting for a code, from before: there is none that it can give.
    assert not dentro(pendiente)
    assert pendiente.post("/entrar/codigo", data={"codigo": telefono.otro()}).status_code == 422


def test_the_secret_is_not_readable_in_the_database(app: Flask, elenco: Elenco, como: Como) -> None:
    telefono, codigos = poner(como("ana"), elenco)
    with app.app_context(), db.sessionmaker() as session:
        fila = session.scalars(sa.select(SegundoFactor)).one()
        todo = repr(session.execute(sa.text("SELECT * FROM codigo_de_recuperacion")).all())
    assert telefono.totp.base32_key not in fila.secreto
    assert not [c for c in codigos if c in todo]


def test_a_role_that_must_have_it_puts_it_at_the_next_log_in_before_anything_else(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ya, marcos = como("rafael"), como("marcos")
    assert "Les falta a: Beto Salas, Rafael Solís" in marcos.get(EXIGE).text
    marcos.post(EXIGE, data={"roles": ["revisor"]})
    marcos.post(EXIGE, data={"roles": ["revisor"]})
    assert dentro(ya)
    rafael = contrasena(app, "rafael")
    assert rafael.get("/avisos/").location == CUENTA
    assert rafael.post("/cuenta", data={"avisos": "no"}).location == CUENTA
    assert "Su rol lo exige desde ahora" in rafael.get(CUENTA).text
    poner(rafael, elenco)
    assert dentro(rafael)
    assert "no puede quitarlo" in rafael.get(CUENTA).text
    assert rafael.post(f"{CUENTA}/quitar").status_code == 403
    assert dentro(contrasena(app, "ana"))
    with app.app_context(), db.sessionmaker() as session:
        actos = session.scalars(sa.select(Acto).filter_by(acto="exigir-segundo-factor")).all()
    assert [a.datos for a in actos] == ['{"antes":[],"roles":["revisor"]}']


def test_who_no_longer_must_is_not_held_back(app: Flask, elenco: Elenco, como: Como) -> None:
    marcos = como("marcos")
    marcos.post(EXIGE, data={"roles": ["revisor"]})
    rafael = contrasena(app, "rafael")
    assert not dentro(rafael)
    marcos.post(EXIGE, data={})
    assert rafael.get(CUENTA).location == "/bandeja"
    assert dentro(rafael)


def test_an_administrador_takes_a_lost_one_away_and_never_their_own(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    ana, marcos = como("ana"), como("marcos")
    poner(ana, elenco)
    ruta = f"/manual/{SLUG}/personas/{{}}/segundo-factor/quitar"
    assert "Ana Mora" in marcos.get(EXIGE).text
    assert ana.post(ruta.format(elenco.personas["ana"])).status_code == 403
    assert marcos.post(ruta.format(elenco.personas["marcos"])).status_code == 403
    assert marcos.post(ruta.format(elenco.personas["rafael"])).status_code == 409
    assert marcos.post(ruta.format(elenco.personas["ana"])).location == EXIGE
    assert not dentro(ana)
    assert dentro(contrasena(app))
    with app.app_context(), db.sessionmaker() as session:
        acto = session.scalars(sa.select(Acto).order_by(Acto.seq.desc()).limit(1)).one()
    assert (acto.acto, acto.sujeto_id) == ("quitar-segundo-factor", elenco.personas["ana"])


def test_a_retired_secret_key_still_reads_the_codes_and_an_unknown_one_does_not(
    app: Flask, elenco: Elenco, como: Como
) -> None:
    telefono, codigos = poner(como("ana"), elenco)
    vieja, nueva = app.config["SECRET_KEY"], "otra clave, larga también y sin ningún valor"
    app.config.update(SECRET_KEY=nueva, SECRET_KEY_FALLBACKS=[vieja])
    totp.iniciar(app)
    ana = contrasena(app)
    assert ana.post("/entrar/codigo", data={"codigo": telefono.otro()}).status_code == 302
    app.config.update(SECRET_KEY_FALLBACKS=[])
    totp.iniciar(app)
    ana = contrasena(app)
    assert ana.post("/entrar/codigo", data={"codigo": telefono.otro()}).status_code == 302
    app.config.update(SECRET_KEY="una tercera, que no sabe nada de las otras dos")
    totp.iniciar(app)
    ana = contrasena(app)
    assert "no es el" in ana.post("/entrar/codigo", data={"codigo": telefono.otro()}).text
    assert ana.post("/entrar/codigo", data={"codigo": codigos[3]}).status_code == 302
    assert dentro(ana)


pytestmark = pytest.mark.usefixtures("app")
