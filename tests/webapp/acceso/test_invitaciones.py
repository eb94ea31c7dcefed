"""Nobody opens an account for themselves: they are invited, and come in by their own password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.buzon import BuzonAparte, enlace, texto
from tests.apoyo.institucion import con
from tests.apoyo.proveedor_oidc import Proveedor
from tests.apoyo.reparto import CONTRASENA, SLUG, Elenco, correo
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.casos.abrir import abrir
from webapp.modelos import Acto, Persona

Como = Callable[[str], ClienteAparte]
PERSONAS = f"/manual/{SLUG}/personas"
JULIA = {"nombre": "Julia Vega", "correo": "julia@pruebas.example", "unidad": "Archivo"}
SUYA = "la caña de azúcar crece"


@pytest.fixture
def buzon(app: Flask) -> BuzonAparte:
    """The sender, and what it left."""
    return BuzonAparte(app)


def invitada(marcos: ClienteAparte) -> str:
    """Marcos adds Julia. The address of her page."""
    respuesta = marcos.post(f"{PERSONAS}/nueva", data=JULIA | {"como": "correo"})
    assert respuesta.status_code == 302, respuesta.text
    return str(respuesta.location)


def actos_de_julia(app: Flask) -> list[tuple[str, str, str]]:
    """What the record says of her account."""
    with app.app_context(), db.sessionmaker() as session:
        julia = session.scalars(sa.select(Persona.id).filter_by(email=JULIA["correo"])).one()
        actos = session.scalars(sa.select(Acto).filter_by(sujeto_id=julia).order_by(Acto.seq))
        return [(a.acto, a.persona, a.datos) for a in actos]


def test_who_is_invited_chooses_a_password_and_is_in(
    app: Flask, como: Como, publico: ClienteAparte, buzon: BuzonAparte
) -> None:
    marcos = como("marcos")
    suya = invitada(marcos)
    assert "Invitación por aceptar" in marcos.get(suya).text
    assert "invitada" in marcos.get(f"{PERSONAS}/").text
    sin_elegir = {"email": JULIA["correo"], "password": "cualquiera"}
    assert "no son correctos" in publico.post("/entrar", data=sin_elegir).text
    buzon.pasada()
    (mensaje,) = buzon.de("julia")
    assert "Marcos Arias le abrió una cuenta para trabajar en Manual de pruebas" in texto(mensaje)
    assert "vence el 19 de noviembre de 2026 a las 09:0" in texto(mensaje)
    ruta = enlace(mensaje)
    assert "Julia Vega, elija la contraseña" in publico.get(ruta).text
    assert publico.post(ruta, data={"contrasena": "julia vega 2026"}).status_code == 422
    respuesta = publico.post(ruta, data={"contrasena": SUYA})
    assert (respuesta.status_code, respuesta.location) == (302, "/bandeja")
    assert "Su cuenta está lista" in publico.get("/bandeja").text
    otro = app.test_client()
    assert otro.post(ruta, data={"contrasena": "otra frase muy larga"}).status_code == 409
    datos = {"email": JULIA["correo"], "password": SUYA}
    assert otro.post("/entrar", data=datos).status_code == 302
    assert actos_de_julia(app) == [
        ("crear-persona", "Marcos Arias", "{}"),
        ("invitar", "Marcos Arias", "{}"),
        ("aceptar-invitacion", "Julia Vega", "{}"),
    ]
    assert "Entra con su correo y su contraseña" in marcos.get(suya).text
    assert marcos.post(f"{suya}/invitar").status_code == 409


def test_an_invitation_is_sent_again_withdrawn_and_runs_out(
    app: Flask, como: Como, publico: ClienteAparte, buzon: BuzonAparte, elenco: Elenco
) -> None:
    marcos = como("marcos")
    suya = invitada(marcos)
    buzon.pasada()
    assert marcos.post(f"{suya}/invitar").status_code == 302
    buzon.pasada()
    vieja, nueva = (enlace(m) for m in buzon.de("julia"))
    assert publico.get(vieja).status_code == 410
    assert publico.get(nueva).status_code == 200
    assert marcos.post(f"{suya}/invitacion/retirar").status_code == 302
    assert publico.post(nueva, data={"contrasena": SUYA}).status_code == 409
    assert "Se retiró su invitación" in marcos.get(suya).text
    assert marcos.post(f"{suya}/invitacion/retirar").status_code == 409
    marcos.post(f"{suya}/invitar")
    buzon.pasada()
    ultima = enlace(buzon.de("julia")[-1])
    elenco.ahora += timedelta(days=7)
    assert publico.post(ultima, data={"contrasena": SUYA}).status_code == 409
    assert "Su invitación venció el 19 de noviembre" in como("marcos").get(suya).text
    assert [a for a, _, _ in actos_de_julia(app)] == [
        "crear-persona", "invitar", "invitar", "retirar-invitacion", "invitar",
    ]  # fmt: skip
    assert como("ana").post(f"{suya}/invitar").status_code == 403


def test_where_there_is_no_mail_a_password_is_handed_over_and_the_form_keeps_the_rest(
    como: Como, publico: ClienteAparte, buzon: BuzonAparte
) -> None:
    marcos = como("marcos")
    mala = marcos.post(f"{PERSONAS}/nueva", data=JULIA | {"como": "persona", "contrasena": "xy7w9"})
    assert mala.status_code == 422
    assert 'value="Julia Vega"' in mala.text
    assert 'id="como-persona" value="persona" checked' in mala.text
    assert "xy7w9" not in mala.text
    bien = marcos.post(f"{PERSONAS}/nueva", data=JULIA | {"como": "persona", "contrasena": SUYA})
    assert bien.status_code == 302
    buzon.pasada()
    assert buzon.mensajes == []
    datos = {"email": JULIA["correo"], "password": SUYA}
    assert publico.post("/entrar", data=datos).status_code == 302


def test_who_is_deactivated_is_out_at_once_and_the_record_says_what_she_leaves(
    app: Flask, como: Como, publico: ClienteAparte, buzon: BuzonAparte, elenco: Elenco
) -> None:
    with app.app_context():
        version = elenco.abrir()
        elenco.cambiar(version, "Una frase nueva.")
    marcos, ana = como("marcos"), como("ana")
    suya = f"{PERSONAS}/{elenco.personas['ana']}"
    publico.post("/contrasena/olvidada", data={"correo": correo("ana")})
    buzon.pasada()
    ruta = enlace(buzon.de("ana")[-1])
    antes = marcos.get(f"{suya}/desactivar").text
    assert "borrador sin terminar" in antes
    assert marcos.get(f"{PERSONAS}/{elenco.personas['sofia']}/desactivar").status_code == 200
    respuesta = marcos.post(f"{suya}/desactivar", data={"motivo": "Se jubiló."})
    assert (respuesta.status_code, respuesta.location) == (302, suya)
    assert ana.get("/bandeja").status_code == 302
    datos = {"email": correo("ana"), "password": CONTRASENA}
    assert publico.post("/entrar", data=datos).status_code == 200
    assert publico.get(ruta).status_code == 410
    assert publico.post(ruta, data={"contrasena": SUYA}).status_code in (403, 409)
    with app.app_context(), db.sessionmaker() as session:
        acto = session.scalars(sa.select(Acto).order_by(Acto.seq.desc())).first()
        assert acto is not None
        assert (acto.acto, acto.motivo, acto.sujeto_id) == (
            "desactivar-persona", "Se jubiló.", elenco.personas["ana"],
        )  # fmt: skip
        assert acto.datos == f'{{"quedan":[{version}]}}'
    assert marcos.post(f"{suya}/desactivar").status_code == 409
    assert marcos.post(f"{suya}/reactivar").status_code == 302
    assert ana.get("/bandeja").status_code == 302, "the session of before does not live again"
    assert publico.get(ruta).status_code == 410
    assert publico.post("/entrar", data=datos).status_code == 302
    with app.app_context(), transaccion() as session:
        otro = elenco.cargos["ejecutivo-general-produccion"]
        assert abrir(session, elenco.actor("ana"), otro)


def test_no_letter_goes_out_where_its_link_would_open_nothing(
    app: Flask, como: Como, buzon: BuzonAparte, proveedor: Proveedor
) -> None:
    marcos = como("marcos")
    invitada(marcos)
    con(app, con_contrasena=False)
    buzon.pasada()
    assert list(buzon.de("julia")) == []
    con(app, con_contrasena=True)
    buzon.pasada()
    (mensaje,) = buzon.de("julia")
    assert "le abrió una cuenta" in texto(mensaje)
