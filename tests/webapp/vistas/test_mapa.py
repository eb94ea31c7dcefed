"""The home of a manual: each cargo in its cell, on any day, and what comes or is under way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from tests.apoyo.otro_manual import fundar_otro
from tests.apoyo.reparto import SLUG, Elenco
from tests.conftest import ClienteAparte
from webapp.bd import transaccion
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from workflows.formatos.cargador import fuente

MANUAL = f"/manual/{SLUG}/"


def test_each_cargo_stands_in_its_cell_with_its_version_and_empty_ones_are_seen(
    publico: ClienteAparte,
) -> None:
    pagina = publico.get(MANUAL).text
    assert pagina.count('class="casilla"') == 3
    assert pagina.count("no hay cargo") == 1
    assert "No. 09-2020" in pagina
    assert "desde 1 jun 2020" in pagina


def test_one_group_can_be_chosen_and_a_page_beyond_the_last_is_empty(
    publico: ClienteAparte,
) -> None:
    assert publico.get(f"{MANUAL}?area=produccion").text.count('class="casilla"') == 3
    assert publico.get(f"{MANUAL}?area=otra").text.count('class="casilla"') == 0
    assert publico.get(f"{MANUAL}?pagina=7").status_code == 200


def test_the_map_of_another_day_says_so_on_top_and_carries_the_day_in_its_links(
    publico: ClienteAparte,
) -> None:
    pagina = publico.get(f"{MANUAL}?fecha=2021-06-30").text
    assert "Así regía el manual al 30 de junio de 2021" in pagina
    assert "operativo-general-produccion?fecha=2021-06-30" in pagina
    assert "no regía ningún cargo" in publico.get(f"{MANUAL}?fecha=1999-01-01").text


def test_what_is_approved_ahead_is_announced_and_what_is_under_way_only_to_insiders(
    app: Flask, elenco: Elenco, publico: ClienteAparte, como: Callable[[str], ClienteAparte]
) -> None:
    with app.app_context():
        manana = elenco.ahora.date() + timedelta(days=1)
        acuerdo = elenco.acuerdo("AJD-2026-010", elenco.revisada("Lo nuevo."), rige=manana)
        with transaccion() as session:
            registrar_acuerdo(session, elenco.actor("sofia"), elenco.manual_id, acuerdo)
        elenco.abrir(cargo_id=elenco.cargos["operativo-experto-produccion"])
    pagina = publico.get(MANUAL).text
    assert "todavía no rige" in pagina
    assert "a partir del 13 de noviembre de 2026" in pagina
    assert "Cambios en curso" not in pagina
    assert "Cambios en curso" in como("ana").get(MANUAL).text
    assert "Cambios en curso" not in como("ana").get(f"{MANUAL}?fecha=2021-06-30").text


def test_a_manual_whose_cargos_have_one_name_each_is_a_list(
    app: Flask, elenco: Elenco, publico: ClienteAparte
) -> None:
    with app.app_context():
        fundar_otro(elenco, fuente("especificacion-clase"), slug="clases", roles={})
    pagina = publico.get("/manual/clases/")
    assert pagina.status_code == 200
    assert "todavía no tiene cargos" in pagina.text
    assert publico.get("/manual/clases/buscar?q=algo").status_code == 200
