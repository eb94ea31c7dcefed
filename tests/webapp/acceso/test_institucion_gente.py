"""Whom the institution's account is here, and which roles its groups give."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.institucion import IDA, actos, aviso, con, entrar, navegador, roles
from tests.apoyo.proveedor_oidc import Proveedor
from tests.apoyo.reparto import SLUG, Elenco
from webapp.acceso.institucion.reparto import leer_reparto
from webapp.bd import db, transaccion
from webapp.casos.desactivar_persona import desactivar_persona
from webapp.modelos import Nombramiento, Persona


def test_ana_comes_in_the_first_time_by_her_address_and_then_whatever_it_is(
    app: Flask, elenco: Elenco, proveedor: Proveedor
) -> None:
    ana = navegador(app)
    assert "Entrar con la cuenta de la institución" in ana.get("/entrar").text
    assert entrar(ana, f"{IDA}?next=/avisos/").location == "/avisos/"
    pagina = ana.get("/cuenta").text
    assert "Ana Mora" in pagina
    assert "con la cuenta de la institución" in pagina
    id_ = elenco.personas["ana"]
    assert actos(app, "enlazar-identidad") == [("Ana Mora", "enlazar-identidad", id_)]
    proveedor.personas["ana"] |= {"email": "otra@pruebas.example", "email_verified": False}
    otro = navegador(app)
    assert entrar(otro).location == "/bandeja"
    assert "Ana Mora" in otro.get("/bandeja").text
    assert len(actos(app, "enlazar-identidad")) == 1


def test_an_address_nobody_verified_links_nobody(app: Flask, proveedor: Proveedor) -> None:
    cliente = navegador(app)
    for cambio in ({"email_verified": False}, {"email_verified": "no"}, {"email": ""}):
        buena = dict(proveedor.personas["ana"])
        proveedor.personas["ana"] |= cambio
        assert "no confirma su correo" in aviso(cliente, entrar(cliente))
        proveedor.personas["ana"] = buena
    del proveedor.personas["ana"]["email_verified"]
    assert "no confirma su correo" in aviso(cliente, entrar(cliente))


def test_who_has_no_account_gets_none_and_who_was_closed_out_stays_out(
    app: Flask, elenco: Elenco, proveedor: Proveedor
) -> None:
    cliente = navegador(app)
    proveedor.personas["zoe"] = {
        "sub": "z", "email": "zoe@pruebas.example", "email_verified": True, "groups": ["autores"],
    }  # fmt: skip
    proveedor.quien = "zoe"
    dicho = aviso(cliente, entrar(cliente))
    assert "No hay una cuenta de Vigente con el correo zoe@pruebas.example" in dicho
    proveedor.quien = "ana"
    antes = navegador(app)
    entrar(antes)
    with app.app_context(), transaccion() as session:
        desactivar_persona(
            session, elenco.actor("marcos"), elenco.manual_id, elenco.personas["ana"]
        )
    assert antes.get("/bandeja").status_code == 302
    assert "La cuenta de Ana Mora en Vigente está cerrada" in aviso(cliente, entrar(cliente))
    for correo_ in ("operador@localhost", "directorio@localhost"):
        proveedor.personas["zoe"]["email"] = correo_
        proveedor.quien = "zoe"
        aviso(cliente, entrar(cliente))


def test_another_account_with_the_address_of_somebody_linked_is_not_them(
    app: Flask, elenco: Elenco, proveedor: Proveedor
) -> None:
    entrar(navegador(app))
    proveedor.personas["ana"] |= {"sub": "otra persona"}
    cliente = navegador(app)
    assert "ya está unida a otra cuenta" in aviso(cliente, entrar(cliente))
    marcos = navegador(app).entrar("marcos")
    ruta = f"/manual/{SLUG}/personas/{elenco.personas['ana']}"
    assert "Entra con la cuenta de la institución" in marcos.get(ruta).text
    assert "desunió" in marcos.post(f"{ruta}/desenlazar", follow_redirects=True).text
    assert "Entra con la cuenta de la institución" not in marcos.get(ruta).text
    assert marcos.post(f"{ruta}/desenlazar").status_code == 409
    assert entrar(cliente).location == "/bandeja"


GRUPOS = """
[manual.pruebas]
autores = ["autor"]
jefes = ["autor", "revisor"]
informatica = ["administrador"]
"""


def test_groups_become_appointments_by_the_directory_and_end_with_it(
    app: Flask, elenco: Elenco, proveedor: Proveedor
) -> None:
    con(app, reparto=leer_reparto(GRUPOS))
    proveedor.quien = "elena"
    proveedor.personas["elena"]["groups"] = ["autores", "administradores"]
    elena = elenco.personas["elena"]
    entrar(navegador(app))
    assert roles(app, elenco, "elena") == {"lector": True, "autor": True}
    assert actos(app, "nombrar")[-1] == ("Directorio de la institución", "nombrar", elena)
    cuantos = len(actos(app, "nombrar", "cesar"))
    entrar(navegador(app))
    assert len(actos(app, "nombrar", "cesar")) == cuantos, "nothing changed, nothing is recorded"
    proveedor.personas["elena"]["groups"] = "jefes"
    entrar(navegador(app))
    assert roles(app, elenco, "elena") == {"lector": True, "autor": True, "revisor": True}
    proveedor.personas["elena"]["groups"] = []
    entrar(navegador(app))
    assert roles(app, elenco, "elena") == {"lector": True, "autor": False, "revisor": False}
    assert actos(app, "cesar")[-1] == ("Directorio de la institución", "cesar", elena)


def test_what_was_given_here_stays_and_so_does_the_last_who_administers(
    app: Flask, elenco: Elenco, proveedor: Proveedor, caplog: pytest.LogCaptureFixture
) -> None:
    con(app, reparto=leer_reparto(GRUPOS + '[manual.otro]\nx = ["autor"]\n'))
    entrar(navegador(app))
    assert roles(app, elenco, "ana") == {"autor": True}
    proveedor.personas["ana"]["groups"] = ["informatica"]
    entrar(navegador(app))
    assert roles(app, elenco, "ana") == {"autor": True, "administrador": True}
    with app.app_context(), transaccion() as session:
        session.execute(
            sa.update(Nombramiento)
            .where(
                Nombramiento.rol == "administrador",
                Nombramiento.persona_id != elenco.personas["ana"],
            )
            .values(hasta=elenco.ahora.date() - timedelta(days=1))
        )
    proveedor.personas["ana"]["groups"] = []
    entrar(navegador(app))
    assert roles(app, elenco, "ana")["administrador"]
    assert "es quien queda administrando pruebas" in caplog.text
    assert "no hay un manual otro" in caplog.text


def test_where_the_settings_say_so_a_group_makes_an_account(
    app: Flask, elenco: Elenco, proveedor: Proveedor
) -> None:
    con(app, reparto=leer_reparto("crear = true\n" + GRUPOS))
    proveedor.personas["zoe"] = {
        "sub": "z", "email": "zoe@pruebas.example", "email_verified": True, "groups": [],
        "name": "Zoe Vega",
    }  # fmt: skip
    proveedor.quien = "zoe"
    cliente = navegador(app)
    assert "No hay una cuenta" in aviso(cliente, entrar(cliente))
    proveedor.personas["zoe"]["groups"] = ["autores"]
    assert entrar(cliente).location == "/bandeja"
    assert "Zoe Vega" in cliente.get("/bandeja").text
    with app.app_context(), db.sessionmaker() as session:
        zoe = session.scalars(sa.select(Persona.id).where(Persona.nombre == "Zoe Vega")).one()
    assert actos(app, "crear-persona", "nombrar")[-2:] == [
        ("Directorio de la institución", "crear-persona", zoe),
        ("Directorio de la institución", "nombrar", zoe),
    ]
    datos = {"email": "zoe@pruebas.example", "password": "!"}
    assert navegador(app).post("/entrar", data=datos).status_code == 200
