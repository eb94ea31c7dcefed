"""Whoever keeps guessing has to wait, and the owner of the account hardly notices."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.apoyo.reparto import CONTRASENA, Elenco, correo
from webapp.bd import db

AQUI, ALLA = "198.51.100.7", "203.0.113.9"


def probar(app: Flask, contrasena: str, *, quien: str = "ana", desde: str = AQUI) -> str:
    """What the page says, or "" when they came in."""
    cliente = app.test_client()
    respuesta = cliente.post(
        "/entrar",
        data={"email": correo(quien), "password": contrasena},
        environ_base={"REMOTE_ADDR": desde},
    )
    return "" if respuesta.status_code == 302 else respuesta.text


def test_the_sixth_guess_waits_even_with_the_right_password(app: Flask, elenco: Elenco) -> None:
    for _ in range(5):
        assert "no son correctos" in probar(app, "equivocada del todo")
    dicho = probar(app, CONTRASENA)
    assert "Hubo demasiados intentos. Espere 15 minutos" in dicho
    elenco.ahora += timedelta(minutes=14, seconds=30)
    assert "Espere un minuto" in probar(app, CONTRASENA)
    elenco.ahora += timedelta(minutes=1)
    assert probar(app, CONTRASENA) == ""


def test_what_was_typed_stays_and_nothing_says_whether_the_account_exists(app: Flask) -> None:
    for quien in ("ana", "nadie.de.aqui"):
        for _ in range(5):
            probar(app, "equivocada del todo", quien=quien)
    de_ana, de_nadie = (probar(app, CONTRASENA, quien=q) for q in ("ana", "nadie.de.aqui"))
    assert f'value="{correo("ana")}"' in de_ana
    assert de_ana.replace(correo("ana"), "x") == de_nadie.replace(correo("nadie.de.aqui"), "x")


def test_a_stranger_does_not_lock_out_the_owner(app: Flask) -> None:
    for _ in range(8):
        probar(app, "equivocada del todo", desde=ALLA)
    assert "demasiados intentos" in probar(app, CONTRASENA, desde=ALLA)
    assert probar(app, CONTRASENA, desde=AQUI) == ""


def test_coming_in_starts_the_count_afresh(app: Flask) -> None:
    for _ in range(3):
        for _ in range(4):
            probar(app, "equivocada del todo")
        assert probar(app, CONTRASENA) == ""


def test_trying_many_accounts_from_one_place_stops_too(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.acceso.intentos.LIMITES", (5, 25, 10))
    for n in range(10):
        probar(app, "equivocada del todo", quien=f"persona{n}")
    assert "demasiados intentos" in probar(app, CONTRASENA)
    assert probar(app, CONTRASENA, desde=ALLA) == ""


def test_the_count_is_in_the_database_and_names_nobody(app: Flask, elenco: Elenco) -> None:
    probar(app, "equivocada del todo")
    with app.app_context(), db.engine.connect() as conexion:
        filas = conexion.execute(sa.text("SELECT * FROM intento")).all()
        assert len(filas) == 3
        assert "ana" not in repr(filas)
        assert AQUI not in repr(filas)
    elenco.ahora += timedelta(minutes=16)
    probar(app, "equivocada del todo", quien="beto", desde=ALLA)
    with app.app_context(), db.engine.connect() as conexion:
        assert conexion.scalar(sa.text("SELECT COUNT(*) FROM intento")) == 3
