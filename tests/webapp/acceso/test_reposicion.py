"""A forgotten password: asked from the log-in page, and nobody learns who has an account."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.buzon import BuzonAparte, enlace, texto
from tests.apoyo.reparto import CONTRASENA, Elenco, correo
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.casos.actor import Actor
from webapp.casos.operador import operador
from webapp.casos.poner_contrasena import poner_contrasena
from webapp.modelos import Acto, Carta, Persona

NUEVA = "la caña de azúcar crece"


@pytest.fixture
def buzon(app: Flask) -> BuzonAparte:
    """The sender, and what it left."""
    return BuzonAparte(app)


def pedir(cliente: Any, de: str) -> Any:
    """Send the form of the page."""
    return cliente.post("/contrasena/olvidada", data={"correo": de})


def elegir(cliente: Any, ruta: str, contrasena: str = NUEVA) -> Any:
    """Send the form of a link."""
    return cliente.post(ruta, data={"contrasena": contrasena})


def test_who_forgot_it_chooses_another_and_every_session_ends(
    app: Flask, publico: ClienteAparte, como: Callable[[str], ClienteAparte], buzon: BuzonAparte
) -> None:
    ana = como("ana")
    pedir(publico, "  ANA@pruebas.example ")
    buzon.pasada()
    (mensaje,) = buzon.de("ana")
    assert "vence el 12 de noviembre de 2026 a las 10:0" in texto(mensaje)
    ruta = enlace(mensaje)
    for _ in range(2):  # what looks at links before people do uses nothing up
        pagina = publico.get(ruta)
        assert (pagina.status_code, pagina.headers["Cache-Control"]) == (200, "no-store")
        assert 'value="ana@pruebas.example"' in pagina.text
    mala = elegir(publico, ruta, "ana mora 2026")
    assert mala.status_code == 422
    assert "ana mora 2026" not in mala.text
    respuesta = elegir(publico, ruta)
    assert (respuesta.status_code, respuesta.location) == (302, "/entrar")
    assert ana.get("/bandeja").status_code == 302
    assert "Ya se usó" in elegir(publico, ruta, "otra frase muy distinta").text
    assert publico.get(ruta).status_code == 410
    datos = {"email": correo("ana"), "password": NUEVA}
    assert publico.post("/entrar", data=datos).status_code == 302
    buzon.pasada()
    aviso = buzon.de("ana")[-1]
    assert aviso.subject == "Vigente: su contraseña cambió"
    assert ruta not in texto(aviso)
    with app.app_context(), db.sessionmaker() as session:
        acto = session.scalars(sa.select(Acto).order_by(Acto.seq.desc())).first()
        assert acto is not None
        assert (acto.acto, acto.persona, acto.datos) == ("reponer-contrasena", "Ana Mora", "{}")


def test_the_answer_is_the_same_for_whoever_has_no_account_and_nobody_else_is_written_to(
    app: Flask, elenco: Elenco, buzon: BuzonAparte
) -> None:
    with app.app_context(), transaccion() as session:
        session.get_one(Persona, elenco.personas["beto"]).active = False
        session.get_one(Persona, elenco.personas["elena"]).password = ""
        operador(session, elenco.ahora)
    dichos = set()
    for de in (*map(correo, ("ana", "beto", "elena", "no.hay")), "operador@localhost"):
        cliente = app.test_client()
        respuesta = pedir(cliente, de)
        siguiente = cliente.get(respuesta.location)
        dichos.add((respuesta.status_code, respuesta.location, siguiente.text.replace(de, "")))
    assert len(dichos) == 1
    assert "Si hay una cuenta abierta con ese correo" in dichos.pop()[2]
    buzon.pasada()
    assert [m.to for m in buzon.mensajes] == [["Ana Mora <ana@pruebas.example>"]]
    malo = pedir(app.test_client(), "<b>ana")
    assert malo.status_code == 422
    assert 'value="&lt;b&gt;ana"' in malo.text


def test_asking_again_and_again_fills_nobodys_mailbox(
    app: Flask, publico: ClienteAparte, elenco: Elenco, buzon: BuzonAparte
) -> None:
    for de in (correo("ana"), correo("no.hay")):
        for _ in range(3):
            assert pedir(publico, de).status_code == 302
            buzon.pasada()
        respuesta = pedir(publico, de)
        assert respuesta.status_code == 429
        assert "Espere 15 minutos" in respuesta.text
        assert f'value="{de}"' in respuesta.text
    assert len(buzon.mensajes) == 3
    elenco.ahora += timedelta(minutes=16)
    assert pedir(publico, correo("ana")).status_code == 302
    assert publico.post(
        "/entrar", data={"email": correo("ana"), "password": CONTRASENA}
    ).status_code == 302, "asking locks nobody out"  # fmt: skip


def test_a_link_that_ran_out_was_replaced_or_is_not_ours_opens_nothing(
    app: Flask, publico: ClienteAparte, elenco: Elenco, buzon: BuzonAparte
) -> None:
    rutas = []
    for _ in range(2):
        pedir(publico, correo("ana"))
        buzon.pasada()
        rutas.append(enlace(buzon.de("ana")[-1]))
    primera, segunda = rutas
    otra_clase = segunda.replace("/contrasena/", "/invitacion/")
    retocada = segunda[:-4] + ("aaaa" if not segunda.endswith("aaaa") else "bbbb")
    for muerta in (primera, otra_clase, retocada, "/contrasena/x", "/contrasena/" + "A" * 3000):
        assert publico.get(muerta).status_code == 410
        respuesta = elegir(publico, muerta)
        assert respuesta.status_code == 409
        assert "Este enlace ya no sirve" in respuesta.text
    elenco.ahora += timedelta(minutes=61)
    assert publico.get(segunda).status_code == 410
    assert elegir(publico, segunda).status_code == 409
    datos = {"email": correo("ana"), "password": CONTRASENA}
    assert publico.post("/entrar", data=datos).status_code == 302


def test_of_two_who_come_with_the_same_link_one_chooses(
    app: Flask, publico: ClienteAparte, buzon: BuzonAparte
) -> None:
    pedir(publico, correo("ana"))
    buzon.pasada()
    ruta = enlace(buzon.de("ana")[-1])
    suyas = ["la caña de azúcar crece", "el río suena de noche"]
    with ThreadPoolExecutor(2) as dos:
        dichos = list(dos.map(lambda c: elegir(app.test_client(), ruta, c).status_code, suyas))
    assert sorted(dichos) == [302, 409]
    entran = [
        app.test_client().post("/entrar", data={"email": correo("ana"), "password": c}).status_code
        for c in suyas
    ]
    assert entran == [302 if d == 302 else 200 for d in dichos]


@pytest.mark.parametrize("que", ["cerrada", "otra-contrasena"])
def test_a_link_dies_with_the_account_or_with_another_password(
    app: Flask, publico: ClienteAparte, elenco: Elenco, buzon: BuzonAparte, que: str
) -> None:
    pedir(publico, correo("ana"))
    buzon.pasada()
    ruta = enlace(buzon.de("ana")[-1])
    with app.app_context(), transaccion() as session:
        if que == "cerrada":
            session.get_one(Persona, elenco.personas["ana"]).active = False
        else:
            poner_contrasena(
                session, Actor(elenco.personas["marcos"], elenco.ahora), elenco.manual_id,
                elenco.personas["ana"], contrasena=NUEVA, clave_cifrada="$otra",
            )  # fmt: skip
    assert publico.get(ruta).status_code == 410
    assert elegir(publico, ruta).status_code in (403, 409)
    with app.app_context(), db.sessionmaker() as session:
        ana = session.get_one(Persona, elenco.personas["ana"])
        assert ana.password == "$otra" or que == "cerrada"
        assert session.scalars(sa.select(Carta.usada).where(Carta.clase == "reposicion")).all() == [
            None
        ]


def test_no_password_nor_link_is_in_the_record_the_log_or_another_message(
    app: Flask, publico: ClienteAparte, buzon: BuzonAparte, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    pedir(publico, correo("ana"))
    buzon.pasada()
    ruta = enlace(buzon.de("ana")[-1])
    elegir(publico, ruta, "corta")
    elegir(publico, ruta)
    buzon.pasada()
    ficha = ruta.rsplit("/", 1)[1]
    with app.app_context(), db.engine.connect() as conexion:
        tablas = sa.inspect(conexion).get_table_names()
        for tabla in ("acto", "aviso", "carta", "intento", "persona"):
            assert tabla in tablas
            dicho = repr(conexion.execute(sa.text(f"SELECT * FROM {tabla}")).all())
            assert ficha not in dicho
            assert NUEVA not in dicho
    assert ficha not in caplog.text
    assert NUEVA not in caplog.text
    for mensaje in buzon.mensajes:
        assert NUEVA not in texto(mensaje)
