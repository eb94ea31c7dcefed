"""A substitute that the administrador names signs as themselves, and says whom they replace."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.apoyo.rechazo import rechaza
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import db, transaccion
from webapp.bitacora.cadena import revisar_cadena
from webapp.casos.nombrar import nombrar
from webapp.modelos import Acto
from workflows.errores import DatosInvalidos

PERSONAS = f"/manual/{SLUG}/personas"
CARGO = f"/manual/{SLUG}/cargos/operativo-general-produccion"


def sustituye(elenco: Elenco, quien: str, rol: str, a: str) -> None:
    """For two weeks, from today."""
    hoy = elenco.ahora.date()
    with transaccion() as session:
        nombrar(
            session, elenco.actor("marcos"), elenco.manual_id, elenco.personas[quien], rol=rol,
            desde=hoy, hasta=hoy + timedelta(days=14), sustituye_id=elenco.personas[a],
        )  # fmt: skip


def test_what_a_substitute_signs_says_whom_they_replace_wherever_it_is_shown(
    app: Flask,
    elenco: Elenco,
    como: Callable[[str], ClienteAparte],
    publico: ClienteAparte,
) -> None:
    with app.app_context():
        sustituye(elenco, "elena", "revisor", "rafael")
        version = elenco.abrir()
        elenco.cambiar(version, "Operar las bombas nuevas.")
        elenco.elaborar(version)
        elenco.revisar(version, "elena")
        with db.sessionmaker() as session:
            acto = session.scalars(select(Acto).where(Acto.acto == "revisar")).one()
            assert json.loads(acto.datos)["sustitucion"]["persona"] == "Rafael Solís"
            assert (acto.persona, acto.rol) == ("Elena Rojas", "revisor")
        elenco.registrar("AJD-2026-300", version)
        with db.engines["default"].connect() as conexion:
            assert [r for r in revisar_cadena(conexion, elenco.manual_id, SLUG) if r] == []
    dicho = "en sustitución de Rafael Solís"
    marcos, elena = como("marcos"), como("elena")
    for pagina in (
        publico.get(CARGO),
        elena.get(f"{CARGO}/historia"),
        elena.get("/cuenta/delegaciones/"),
        marcos.get(f"{PERSONAS}/"),
        marcos.get(f"{PERSONAS}/{elenco.personas['elena']}"),
    ):
        assert dicho in pagina.text, pagina.request.path
    assert f"Elena Rojas, Auditora, {dicho}" in publico.get(f"{CARGO}/bajar/texto").text
    bitacora = marcos.get(f"/manual/{SLUG}/bitacora").text
    assert (
        "Revisor de Capital Humano, desde el 12 de noviembre de 2026, "
        f"hasta el 26 de noviembre de 2026, {dicho}" in bitacora
    )
    assert bitacora.count(dicho) == 2, "of the appointment, and of what was signed by it"


@pytest.mark.usefixtures("en_app")
def test_a_substitute_signs_what_whom_they_replace_wrote_and_not_what_they_wrote(
    elenco: Elenco,
) -> None:
    sustituye(elenco, "elena", "revisor", "beto")
    version = elenco.abrir("beto")
    elenco.cambiar(version, "Operar las bombas nuevas.", "beto")
    elenco.elaborar(version, "beto")
    assert elenco.revisar(version, "elena") == "revisado"


@pytest.mark.usefixtures("en_app")
def test_one_replaces_somebody_else_who_has_that_role(elenco: Elenco) -> None:
    with rechaza(DatosInvalidos, "a sí mismo"):
        sustituye(elenco, "elena", "revisor", "elena")
    with rechaza(DatosInvalidos, "no tiene ese rol, ni lo tuvo"):
        sustituye(elenco, "elena", "revisor", "sofia")


def test_the_form_of_an_appointment_asks_whom_it_replaces_and_keeps_what_was_typed(
    app: Flask, elenco: Elenco, como: Callable[[str], ClienteAparte]
) -> None:
    marcos, elena = como("marcos"), f"{PERSONAS}/{elenco.personas['elena']}"
    sofia, rafael = elenco.personas["sofia"], elenco.personas["rafael"]
    datos = {"rol": "revisor", "desde": "2026-11-20", "hasta": "2026-12-04", "sustituye": sofia}
    malo = marcos.post(f"{elena}/roles", data=datos)
    assert malo.status_code == 422
    for queda in (
        '<option value="revisor" selected>',
        'value="2026-11-20"',
        f'<option value="{sofia}" selected>Sofía Brenes (Secretaría de Junta)</option>',
        "no tiene ese rol, ni lo tuvo",
    ):
        assert queda in malo.text, queda
    assert marcos.post(f"{elena}/roles", data=datos | {"sustituye": rafael}).status_code == 302
    pagina = marcos.get(elena).text
    assert "en sustitución de Rafael Solís" in pagina
    assert "(todavía no empieza)" in pagina
    assert (
        marcos.post(f"{elena}/roles", data={"rol": "auditor", "sustituye": ""}).status_code == 302
    )
