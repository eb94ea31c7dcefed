"""Where the institution alone lets in: no page offers, asks for or speaks of a password of ours."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.institucion import OTRA_VEZ, actos, con, entrar, navegador
from tests.apoyo.proveedor_oidc import Proveedor
from tests.apoyo.reparto import CONTRASENA, SLUG, Elenco, correo
from webapp.bd import db
from webapp.modelos import Carta, Persona

PERSONAS = f"/manual/{SLUG}/personas"
JULIA = {"nombre": "Julia Vega", "correo": "Julia@pruebas.example", "unidad": "", "puesto": ""}


@pytest.fixture
def solo_institucion(app_sqlite: Flask, institucion: Proveedor) -> Proveedor:
    """The provider, and no password lets anybody in."""
    con(app_sqlite, con_contrasena=False, nombre="el directorio")
    return institucion


def test_a_password_lets_nobody_in_nor_is_asked_for(
    app_sqlite: Flask, elenco: Elenco, solo_institucion: Proveedor
) -> None:
    cliente = navegador(app_sqlite)
    pagina = cliente.get("/entrar").text
    assert "Entrar con el directorio" in pagina
    assert "Contraseña" not in pagina
    datos = {"email": correo("ana"), "password": CONTRASENA}
    assert cliente.post("/entrar", data=datos).status_code == 200
    assert cliente.get("/bandeja").status_code == 302
    assert entrar(cliente).location == "/bandeja"
    assert "no hay contraseñas" in cliente.get("/contrasena/olvidada", follow_redirects=True).text
    cuenta = cliente.get("/cuenta").text
    assert "Aquí no hay contraseñas: se entra con el directorio" in cuenta
    assert "Cambiar la contraseña" not in cuenta
    assert "cambie su contraseña" not in cuenta
    assert "avise hoy mismo a Informática" in cuenta
    assert "además de la contraseña" not in cuenta
    for pedido in (cliente.get("/cuenta/contrasena"), cliente.post("/cuenta/contrasena")):
        assert pedido.status_code == 409
        assert "se entra con el directorio" in pedido.text
    app_sqlite.config["PRUEBA_MINUTOS"] = 15
    elenco.ahora += timedelta(hours=1)
    con_clave = cliente.post("/cuenta/segundo-factor/empezar",
                             data={"prueba-contrasena": CONTRASENA})  # fmt: skip
    assert con_clave.status_code == 403, "nor does it prove who one is"


def test_somebody_is_added_by_their_address_and_comes_in_without_a_letter(
    app_sqlite: Flask, elenco: Elenco, solo_institucion: Proveedor
) -> None:
    solo_institucion.quien = "marcos"
    marcos = navegador(app_sqlite)
    entrar(marcos)
    pagina = marcos.get(f"{PERSONAS}/nueva").text
    assert "Entrará con el directorio" in pagina
    assert "invitación" not in pagina
    assert "ontraseña inicial" not in pagina
    con_clave = JULIA | {"como": "persona", "contrasena": CONTRASENA}
    creada = marcos.post(f"{PERSONAS}/nueva", data=con_clave, follow_redirects=True).text
    assert "Avísele que ya puede entrar con el directorio" in creada
    with app_sqlite.app_context(), db.sessionmaker() as session:
        julia = session.scalars(sa.select(Persona).filter_by(nombre="Julia Vega")).one()
        assert julia.password == ""
        assert session.scalar(sa.select(sa.func.count()).select_from(Carta)) == 0
    suya = f"{PERSONAS}/{julia.id}"
    ficha = marcos.get(suya).text
    assert "entra con el directorio. La próxima vez se le reconocerá por su correo." in ficha
    assert "nvitación" not in ficha
    assert "sin contraseña" not in marcos.get(f"{PERSONAS}/").text
    for pedido in (marcos.post(f"{suya}/contrasena", data={"contrasena": CONTRASENA}),
                   marcos.post(f"{suya}/invitar")):  # fmt: skip
        assert pedido.status_code == 409
        assert "Aquí no hay contraseñas" in pedido.text
    solo_institucion.personas["julia"] = {
        "sub": "s-julia", "email": julia.email, "email_verified": True, "name": "J", "groups": []
    }  # fmt: skip
    solo_institucion.quien = "julia"
    assert entrar(navegador(app_sqlite)).location == "/bandeja"
    assert actos(app_sqlite, "invitar", "enlazar-identidad")[-1][0] == "Julia Vega"
    assert "La próxima vez" not in marcos.get(suya).text


def test_the_command_line_asks_for_none_either(
    app_sqlite: Flask, elenco: Elenco, solo_institucion: Proveedor
) -> None:
    linea = app_sqlite.test_cli_runner()
    crear = ["persona", "crear", "julia@pruebas.example", "--manual", SLUG, "--nombre", "Julia"]
    for dado in (["--invitar"], ["--contrasena", CONTRASENA]):
        assert "Aquí no hay contraseñas" in linea.invoke(args=[*crear, *dado]).output
    hecho = linea.invoke(args=crear)
    assert hecho.exit_code == 0, hecho.output
    assert "Entra con el directorio; la primera vez se reconoce por su correo." in hecho.output
    for orden in ("contrasena", "invitar"):
        negado = linea.invoke(args=["persona", orden, correo("ana"), "--manual", SLUG])
        assert negado.exit_code == 1
        assert "se entra con el directorio" in negado.output


def test_whoever_goes_on_without_confirming_is_told_that_it_is_not_confirmed_yet(
    app_sqlite: Flask, elenco: Elenco, solo_institucion: Proveedor
) -> None:
    app_sqlite.config["PRUEBA_MINUTOS"] = 15
    ana = navegador(app_sqlite)
    entrar(ana)
    elenco.ahora += timedelta(hours=1)
    poner = "/cuenta/segundo-factor/empezar"
    pregunta = ana.post(poner)
    assert pregunta.status_code == 403
    assert "Confirmar con el directorio" in pregunta.text
    assert "Todavía no se ha confirmado" not in pregunta.text
    assert 'name="prueba-contrasena" value=""' in pregunta.text
    sin_nada = {"prueba-contrasena": ""}
    assert "Todavía no se ha confirmado" in ana.post(poner, data=sin_nada).text
    entrar(ana, OTRA_VEZ)
    assert ana.post(poner, data=sin_nada).status_code == 302
