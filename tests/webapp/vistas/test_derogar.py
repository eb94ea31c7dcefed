"""Proposing to abolish a cargo keeps the reason that was typed, whatever bars it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte

RUTA = f"/manual/{SLUG}/cargos/operativo-general-produccion/derogar"


def test_the_reason_stays_when_somebody_opened_a_draft_meanwhile(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    ana = como("ana")
    assert ana.get(RUTA).status_code == 200
    with app.app_context():
        elenco.abrir("beto", elenco.cargos["operativo-general-produccion"])
    respuesta = ana.post(RUTA, data={"motivo": "Ya nadie hace este trabajo.", "confirmo": "si"})
    assert respuesta.status_code == 409
    assert "Ya nadie hace este trabajo." in respuesta.text
    assert 'role="alert"' in respuesta.text


def test_without_a_reason_it_is_asked_for(como: Callable[[str], ClienteAparte]) -> None:
    respuesta = como("ana").post(RUTA, data={"motivo": " "})
    assert respuesta.status_code == 422
    assert "Falta el motivo" in respuesta.text
