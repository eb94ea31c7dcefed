"""Comparing what is public, and each page on another day."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import transaccion
from webapp.casos.registrar_acuerdo import registrar_acuerdo

MANUAL = f"/manual/{SLUG}"
CARGO = f"{MANUAL}/cargos/operativo-general-produccion"


@pytest.fixture
def cambiado(app: Flask, elenco: Elenco) -> None:
    """A second version in force today, and a third that comes tomorrow."""
    with app.app_context():
        elenco.registrar("AJD-2026-010", elenco.revisada("Lo de hoy."))
        manana = elenco.ahora.date() + timedelta(days=1)
        acuerdo = elenco.acuerdo("AJD-2026-011", elenco.revisada("Lo de mañana."), rige=manana)
        with transaccion() as session:
            registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)


@pytest.mark.usefixtures("cambiado")
def test_the_last_change_is_what_one_sees_first_and_any_two_can_be_chosen(
    publico: ClienteAparte,
) -> None:
    pagina = publico.get(f"{CARGO}/comparar").text
    assert "Lo de hoy." in pagina
    assert "Lo de mañana." not in pagina
    pagina = publico.get(f"{CARGO}/comparar?de=09-2020&a=02-2026").text
    assert "Lo de mañana." in pagina
    assert publico.get(f"{CARGO}/comparar?de=09-2020&a=77-1999").status_code == 404
    assert "No hay una versión anterior" in publico.get(f"{CARGO}/comparar?a=09-2020").text


@pytest.mark.usefixtures("cambiado")
def test_the_versions_are_told_with_their_days_and_drawn(publico: ClienteAparte) -> None:
    pagina = " ".join(publico.get(CARGO).text.split())
    assert "a partir del 13 de noviembre de 2026" in pagina
    assert "del 1 de junio de 2020 al 11 de noviembre de 2026" in pagina
    assert pagina.count('class="linea-barra"') == 3
    assert "style=" not in pagina


@pytest.mark.usefixtures("cambiado")
def test_the_manual_between_two_days(publico: ClienteAparte) -> None:
    pagina = publico.get(f"{MANUAL}/cambios?de=2021-01-01&a=2026-11-12").text
    assert re.search(r"<strong>1</strong> que cambia", pagina)
    assert "comparar?de=09-2020&amp;a=01-2026" in pagina
    pagina = publico.get(f"{MANUAL}/cambios?de=2019-01-01&a=2026-11-13").text
    assert re.search(r"<strong>3</strong> cargos que entran", pagina)
    assert "02-2026" in pagina
    assert "decía lo mismo" in publico.get(f"{MANUAL}/cambios?de=2021-01-01&a=2022-01-01").text
    assert publico.get(f"{MANUAL}/cambios?de=x").status_code == 422


@pytest.mark.usefixtures("cambiado")
def test_without_days_it_is_the_last_change_that_is_shown(publico: ClienteAparte) -> None:
    pagina = " ".join(publico.get(f"{MANUAL}/cambios").text.split())
    assert "Lo que regía el 11 de noviembre de 2026 frente a lo que rige hoy" in pagina
    assert "<strong>1</strong> que cambia" in pagina
    antes = publico.get(f"{MANUAL}/cambios?a=2020-12-31").text
    assert 'value="2020-05-31"' in antes
    assert "<strong>3</strong> cargos que entran" in antes
    assert "decía lo mismo" in publico.get(f"{MANUAL}/cambios?a=2000-01-01").text


def test_two_cargos_side_by_side(publico: ClienteAparte) -> None:
    ruta = f"{MANUAL}/comparar-cargos"
    general, experto = "operativo-general-produccion", "operativo-experto-produccion"
    assert "Elija…" in publico.get(ruta).text
    pagina = publico.get(f"{ruta}?de={general}&a={experto}").text
    assert "De Operativo General a Operativo Experto" in pagina
    assert "Se pide lo mismo en los dos." in pagina
    assert "Es el mismo cargo" in publico.get(f"{ruta}?de={general}&a={general}").text
    assert publico.get(f"{ruta}?de=nada&a={general}").status_code == 404
    assert publico.get(f"{ruta}?de={general}&a={experto}&fecha=1999-01-01").status_code == 404
