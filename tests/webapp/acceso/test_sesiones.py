"""Whoever is signed in sees where, and closes from one machine what is open in another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.bases import Direcciones, ajustes, cerrar
from tests.apoyo.contar import contando
from tests.apoyo.reparto import CONTRASENA, SLUG, Elenco, correo
from tests.conftest import ClienteAparte
from webapp import create_app
from webapp.acceso.dispositivo import describir
from webapp.bd import db, transaccion
from webapp.casos.desactivar_persona import desactivar_persona
from webapp.casos.poner_contrasena import poner_contrasena
from webapp.modelos import Acto, Sesion

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
TELEFONO = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0"

Como = Callable[[str], ClienteAparte]


def entrar(app: Flask, agente: str = "", *, recordada: bool = False) -> ClienteAparte:
    """Ana in a browser of her own."""
    cliente = app.test_client()
    assert isinstance(cliente, ClienteAparte)
    respuesta = cliente.post(
        "/entrar",
        data={
            "email": correo("ana"),
            "password": CONTRASENA,
            **({"remember": "y"} if recordada else {}),
        },
        headers={"User-Agent": agente},
    )
    assert respuesta.status_code == 302
    return cliente


def filas(app: Flask) -> list[tuple[str, str, bool]]:
    """Device, why it ended and whether it is open, oldest first."""
    with app.app_context(), db.sessionmaker() as session:
        return [
            (s.dispositivo, s.motivo, s.cerrada is None)
            for s in session.scalars(sa.select(Sesion).order_by(Sesion.id))
        ]


def pide_entrar(cliente: ClienteAparte, ruta: str = "/bandeja") -> str:
    """The log-in page where a request ended, having checked that it would come back."""
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 302
    assert respuesta.location == f"/entrar?next={ruta}"
    return str(cliente.get(respuesta.location).text)


@pytest.mark.parametrize(
    ("agente", "dicho"),
    [
        (WINDOWS, "Firefox en Windows"),
        (TELEFONO, "Safari en iPhone"),
        (EDGE, "Edge en Windows"),
        ("curl/8.5", "Un programa que no dice su nombre"),
        ("<script>" * 100, "Un programa que no dice su nombre"),
    ],
)
def test_a_machine_is_named_in_words_its_owner_knows(agente: str, dicho: str) -> None:
    assert describir(agente) == dicho


def test_the_telephone_left_in_the_taxi_is_closed_from_the_desk(app: Flask) -> None:
    escritorio, telefono = entrar(app, WINDOWS), entrar(app, TELEFONO)
    assert telefono.get("/bandeja").status_code == 200
    pagina = escritorio.get("/cuenta").text
    assert pagina.index("Firefox en Windows") < pagina.index("Safari en iPhone")
    assert pagina.count("Esta sesión") == 1
    with app.app_context(), db.sessionmaker() as session:
        suya = session.scalars(
            sa.select(Sesion.id).where(Sesion.dispositivo == "Safari en iPhone")
        ).one()
    assert escritorio.post(f"/cuenta/sesiones/{suya}/cerrar").status_code == 302
    dicho = pide_entrar(telefono)
    assert "se cerró desde la lista de sesiones de su cuenta" in dicho
    assert "Safari en iPhone" not in escritorio.get("/cuenta").text
    assert "se cerró desde" not in telefono.get("/entrar").text, "it is said once"
    assert escritorio.post(f"/cuenta/sesiones/{suya}/cerrar").status_code == 404


def test_what_one_process_closes_another_refuses(
    app: Flask, direcciones: Direcciones, tmp_path: Path, elenco: Elenco
) -> None:
    cliente, otro = entrar(app), entrar(app)
    galleta = cliente.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert galleta is not None
    vecino = create_app(ajustes(direcciones, tmp_path, RELOJ=lambda: elenco.ahora))
    vecino.test_client_class = ClienteAparte
    alla = vecino.test_client()
    alla.set_cookie(galleta.key, galleta.value)
    assert alla.get("/bandeja").status_code == 200
    otro.post("/cuenta/sesiones/cerrar-las-demas")
    assert alla.get("/bandeja").status_code == 302
    cerrar(vecino)


def test_nobody_closes_the_session_of_another(app: Flask, como: Como) -> None:
    ana, beto = como("ana"), como("beto")
    with app.app_context(), db.sessionmaker() as session:
        primera = session.scalars(sa.select(Sesion.id).order_by(Sesion.id)).first()
    assert beto.post(f"/cuenta/sesiones/{primera}/cerrar").status_code == 404
    assert ana.get("/bandeja").status_code == 200


def test_all_the_others_and_then_all(app: Flask) -> None:
    uno, dos, tres = entrar(app), entrar(app), entrar(app)
    dos.post("/cuenta/sesiones/cerrar-las-demas")
    assert dos.get("/bandeja").status_code == 200
    assert [c.get("/bandeja").status_code for c in (uno, tres)] == [302, 302]
    otro = entrar(app)
    respuesta = dos.post("/cuenta/sesiones/salir-de-todas", follow_redirects=True)
    assert "Salió de Vigente en todos los equipos." in respuesta.text
    assert [c.get("/bandeja").status_code for c in (dos, otro)] == [302, 302]
    assert not any(abierta for _, _, abierta in filas(app))


def test_a_cookie_kept_from_before_signing_out_opens_nothing(app: Flask) -> None:
    cliente = entrar(app)
    galleta = cliente.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert galleta is not None
    cliente.post("/salir")
    cliente.set_cookie(app.config["SESSION_COOKIE_NAME"], galleta.value)
    assert "Usted salió de Vigente" in pide_entrar(cliente)


def test_a_form_sent_after_the_session_was_closed_leads_back_to_its_page(app: Flask) -> None:
    cliente, otro = entrar(app), entrar(app)
    otro.post("/cuenta/sesiones/cerrar-las-demas")
    for vino, vuelve in (
        ("http://localhost/cuenta?x=1", "/entrar?next=/cuenta?x%3D1"),
        ("http://malo.example/cuenta", "/entrar"),
    ):
        respuesta = cliente.post("/cuenta", data={"avisos": "no"}, headers={"Referer": vino})
        assert respuesta.location == vuelve


def test_it_ends_unused_after_eight_hours_and_in_all_cases_after_a_day(
    app: Flask, elenco: Elenco
) -> None:
    cliente = entrar(app)
    elenco.ahora += timedelta(hours=8)
    assert "pasó mucho tiempo" in pide_entrar(cliente)
    cliente = entrar(app)
    for _ in range(3):
        elenco.ahora += timedelta(hours=7)
        with cliente.get("/bandeja") as respuesta:
            assert respuesta.status_code == 200
    elenco.ahora += timedelta(hours=3)
    assert "pasó mucho tiempo" in pide_entrar(cliente)


def test_a_remembered_machine_lasts_thirty_days_and_can_be_closed_like_any(
    app: Flask, elenco: Elenco
) -> None:
    cliente = entrar(app, recordada=True)
    galleta = cliente.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert galleta is not None
    assert galleta.expires is not None, "the browser keeps it when it is closed"
    assert cliente.get_cookie("vigente-recordar") is None
    elenco.ahora += timedelta(days=29)
    assert cliente.get("/bandeja").status_code == 200
    entrar(app).post("/cuenta/sesiones/cerrar-las-demas")
    assert cliente.get("/bandeja").status_code == 302
    cliente = entrar(app, recordada=True)
    elenco.ahora += timedelta(days=30)
    assert cliente.get("/bandeja").status_code == 302


def test_who_it_is_costs_one_statement_and_its_use_is_written_every_five_minutes(
    app: Flask, elenco: Elenco
) -> None:
    cliente = entrar(app)

    def dichas() -> list[str]:
        with contando(app) as todas, cliente.get("/avisos/") as respuesta:
            assert respuesta.status_code == 200
        return [d for d in todas if "sesion" in d or "FROM persona" in d]

    assert len(dichas()) == 1
    elenco.ahora += timedelta(minutes=4)
    assert len(dichas()) == 1
    elenco.ahora += timedelta(minutes=1)
    assert [d.split()[0] for d in dichas()] == ["SELECT", "UPDATE"]
    assert len(dichas()) == 1


def test_a_new_password_and_a_closed_account_end_what_was_open(app: Flask, elenco: Elenco) -> None:
    ana = elenco.personas["ana"]
    cliente = entrar(app)
    with app.app_context(), transaccion() as session:
        poner_contrasena(
            session, elenco.actor("marcos"), elenco.manual_id, ana,
            contrasena="otra frase larga", clave_cifrada="$otra",
        )  # fmt: skip
    assert "La contraseña de su cuenta cambió" in pide_entrar(cliente)
    with app.app_context(), transaccion() as session:
        session.execute(sa.update(Sesion).values(cerrada=None))
        desactivar_persona(session, elenco.actor("marcos"), elenco.manual_id, ana)
    assert [motivo for _, motivo, _ in filas(app)] == ["cuenta"]


def test_whoever_manages_people_closes_them_with_an_acto(app: Flask, elenco: Elenco) -> None:
    cliente, otro = entrar(app), entrar(app)
    marcos = app.test_client()
    assert isinstance(marcos, ClienteAparte)
    marcos.entrar("marcos")
    ruta = f"/manual/{SLUG}/personas/{elenco.personas['ana']}/sesiones/cerrar"
    assert cliente.post(ruta).status_code == 403
    respuesta = marcos.post(ruta, follow_redirects=True)
    assert "Se cerraron las 2 sesiones que tenía abiertas." in respuesta.text
    assert "Quien administra el manual cerró esta sesión" in pide_entrar(cliente)
    assert otro.get("/bandeja").status_code == 302
    assert marcos.get("/bandeja").status_code == 200
    with app.app_context(), db.sessionmaker() as session:
        ultimo = session.scalars(
            sa.select(Acto).where(Acto.manual_id == elenco.manual_id).order_by(Acto.seq.desc())
        ).first()
        assert ultimo is not None
        assert (ultimo.acto, ultimo.sujeto_id) == ("cerrar-sesiones", elenco.personas["ana"])


def test_what_ended_long_ago_is_forgotten_and_the_key_is_never_kept(
    app: Flask, elenco: Elenco
) -> None:
    cliente = entrar(app, WINDOWS)
    with cliente.session_transaction() as galleta:
        llave = galleta["llave"]
    with app.app_context(), db.engine.connect() as conexion:
        assert llave not in repr(conexion.execute(sa.text("SELECT * FROM sesion")).all())
    elenco.ahora += timedelta(days=61)
    entrar(app, TELEFONO)
    assert [quien for quien, _, _ in filas(app)] == ["Safari en iPhone"]


def test_where_nobody_is_remembered_the_box_is_not_there(app: Flask) -> None:
    vida = app.config["SESION_VIDA"]
    assert "Recordarme" in app.test_client().get("/entrar").text
    app.config["SESION_VIDA"] = type(vida)(vida.inactiva, vida.maxima, timedelta())
    assert "Recordarme" not in app.test_client().get("/entrar").text
    cliente = entrar(app, recordada=True)
    galleta = cliente.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert galleta is not None
    assert galleta.expires is None
