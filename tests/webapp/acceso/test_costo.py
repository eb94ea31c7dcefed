"""A password kept when hashing cost less is kept again at today's cost, as somebody comes in."""

from __future__ import annotations

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select, update

from tests.apoyo.reparto import CONTRASENA, correo
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.modelos import Persona


def test_a_password_of_another_cost_still_opens_the_door(
    app: Flask, publico: ClienteAparte
) -> None:
    barata = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1).hash(CONTRASENA)
    suya = Persona.email == correo("ana")
    with app.app_context(), transaccion() as session:
        session.execute(update(Persona).where(suya).values(password=barata))
    publico.entrar("ana")
    assert publico.get("/bandeja").status_code == 200
    with app.app_context():
        assert db.session.scalar(select(Persona.password).where(suya)) != barata
