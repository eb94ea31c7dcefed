"""``manual calidad``: what it says of a document and of a manual, and with which status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.apoyo import manualito
from tests.apoyo.reparto import SLUG, Elenco

Orden = Callable[..., Result]


@pytest.fixture
def linea(app: Flask) -> Orden:
    corredor = app.test_cli_runner()
    return lambda *args: corredor.invoke(args=["manual", *map(str, args)])


@pytest.fixture
def documento(tmp_path: Path) -> Path:
    """Two cargos with one código, and an activity with a space too many."""
    cargos = [
        ("51110", "OPERATIVO", "GENERAL", "SANEAMIENTO"),
        ("51110", "OPERATIVO", "EXPERTO", "B"),
    ]
    texto = manualito.documento(cargos).replace("Operar los", "Operar  los", 1)
    ruta = tmp_path / "parte.txt"
    ruta.write_text(texto, "utf-8")
    return ruta


def test_a_document_is_reported_with_its_places_as_json(linea: Orden, documento: Path) -> None:
    resultado = linea("calidad", documento, "--json")
    assert resultado.exit_code == 0
    informe = json.loads(resultado.stdout)
    assert [list(h) for h in informe[:1]] == [
        ["regla", "severidad", "cargo", "seccion", "item", "lineas", "mensaje", "propuesta"]
    ]
    duplicados = [h for h in informe if h["regla"] == "codigo-duplicado"]
    assert [h["cargo"].split(" · ")[1] for h in duplicados] == ["GENERAL", "EXPERTO"]
    assert all(h["seccion"] == "encabezado" and h["lineas"][0] > 0 for h in duplicados)


def test_people_read_it_by_cargo_with_the_count_at_the_end(linea: Orden, documento: Path) -> None:
    dicho = linea("calidad", documento).output
    assert "51110 OPERATIVO · GENERAL · SANEAMIENTO" in dicho
    assert "alta  codigo-duplicado: encabezado, línea" in dicho
    assert "2 de severidad alta" in dicho


def test_the_status_says_whether_what_is_demanded_holds(linea: Orden, documento: Path) -> None:
    assert linea("calidad", documento).exit_code == 0
    assert linea("calidad", documento, "--exige", "alta").exit_code == 1
    assert linea("calidad").exit_code == 2
    assert linea("calidad", documento, "--manual", SLUG).exit_code == 2
    assert linea("calidad", "no-existe.txt").exit_code == 1


def test_a_manual_is_reported_as_it_was_last_approved(linea: Orden, elenco: Elenco) -> None:
    resultado = linea("calidad", "--manual", SLUG, "--json")
    assert resultado.exit_code == 0
    assert json.loads(resultado.stdout) == []
    assert linea("calidad", "--manual", SLUG).output == "Ninguna revisión encontró nada.\n"
    assert linea("calidad", "--manual", "otro").exit_code == 1


def test_reading_and_importing_say_what_the_checks_find(
    linea: Orden, elenco: Elenco, documento: Path
) -> None:
    assert "codigo-duplicado" in linea("leer", documento).output
    dicho = linea("importar", documento, "--manual", "otro", "--como", "borrador").output
    assert "Revisión de calidad: " in dicho
    assert "manual calidad" in dicho
