"""One's own password: how it is kept, how it is changed, and what ends when it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.apoyo.reparto import CONTRASENA, Elenco, correo
from tests.conftest import ClienteAparte
from webapp.acceso.contrasenas import cifrar, es_de
from webapp.bd import db
from webapp.modelos import Acto, Persona

NUEVA = "la caña de azúcar crece"


def cambiar(cliente: Any, actual: str, nueva: str) -> Any:
    """Send the form of the page."""
    return cliente.post("/cuenta/contrasena", data={"actual": actual, "contrasena": nueva})


def entra(app: Flask, clave: str, contrasena: str) -> bool:
    """Whether somebody comes in with that password."""
    datos = {"email": correo(clave), "password": contrasena}
    return bool(app.test_client().post("/entrar", data=datos).status_code == 302)


def test_a_password_is_kept_as_argon2id_and_matches_however_its_accents_are_typed(
    en_app: Flask, elenco: Elenco
) -> None:
    with db.sessionmaker() as session:
        ana = session.get_one(Persona, elenco.personas["ana"])
        assert ana.password.startswith("$argon2id$v=19$")
        ana.password = cifrar("la ca\u00f1a")
        assert es_de(ana, "la can\u0303a")
        assert not es_de(ana, "la cana")
        ana.password = ""
        assert not es_de(ana, "")


def test_who_says_the_present_one_changes_it_and_only_this_browser_stays_in(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    aqui, alla = como("ana"), como("ana")
    respuesta = cambiar(aqui, CONTRASENA, NUEVA)
    assert (respuesta.status_code, respuesta.location) == (302, "/cuenta")
    assert "Se cambió su contraseña" in aqui.get("/cuenta").text
    assert alla.get("/bandeja").status_code == 302
    assert entra(app, "ana", NUEVA)
    assert not entra(app, "ana", CONTRASENA)
    with app.app_context(), db.sessionmaker() as session:
        acto = session.scalars(select(Acto).order_by(Acto.seq.desc())).first()
        assert acto is not None
        assert (acto.acto, acto.persona, acto.datos) == ("cambiar-contrasena", "Ana Mora", "{}")
        assert acto.sujeto_id == acto.persona_id == elenco.personas["ana"]


def test_a_change_that_cannot_be_says_why_by_its_field_and_never_repeats_a_password(
    como: Callable[[str], ClienteAparte],
) -> None:
    ana = como("ana")
    for actual, nueva, motivo in (
        ("no es esta, y es larga", NUEVA, "Esa no es su contraseña de ahora"),
        (CONTRASENA, "xy7w9", "tiene 5 caracteres y hacen falta 12"),
        (CONTRASENA, "Contraseña 2026!", "de las que se prueban primero"),
        (CONTRASENA, "acueducto-2026", "su nombre, su correo o la institución"),
        (CONTRASENA, "x" * 129, "caben 128"),
    ):
        respuesta = cambiar(ana, actual, nueva)
        assert respuesta.status_code == 422
        assert motivo in respuesta.text
        assert actual not in respuesta.text
        assert nueva not in respuesta.text
    assert ana.get("/bandeja").status_code == 200


def test_whoever_finds_a_browser_open_cannot_go_on_guessing(
    como: Callable[[str], ClienteAparte],
) -> None:
    ana = como("ana")
    for n in range(5):
        assert cambiar(ana, f"no es la {n}, y es larga", NUEVA).status_code == 422
    respuesta = cambiar(ana, CONTRASENA, NUEVA)
    assert respuesta.status_code == 429
    assert "Espere 15 minutos" in respuesta.text
