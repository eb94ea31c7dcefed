"""What the checks say of the real document, finding by finding (issue 5, acceptance 3)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from flask import Flask

from tests.webapp.test_semillas import semilla

PRINCIPALES = "actividades_principales"


@pytest.fixture
def hallazgos(app: Flask) -> list[dict[str, Any]]:
    """The report on the first part of the real manual, as other programs take it."""
    orden = ["manual", "calidad", str(semilla("000")), "--json"]
    resultado = app.test_cli_runner().invoke(args=orden)
    assert resultado.exit_code == 0, resultado.output
    informe: list[dict[str, Any]] = json.loads(resultado.stdout)
    return informe


def de(hallazgos: list[dict[str, Any]], regla: str, codigo: str = "") -> list[dict[str, Any]]:
    return [h for h in hallazgos if h["regla"] == regla and h["cargo"].startswith(codigo)]


def test_what_is_wrong_in_the_real_manual_is_found(hallazgos: list[dict[str, Any]]) -> None:
    (repetido,) = de(hallazgos, "item-repetido")
    assert repetido["cargo"].startswith("22154")
    assert (repetido["seccion"], repetido["item"]) == (PRINCIPALES, 15)
    assert "el ítem 11" in repetido["mensaje"]
    contenidos = de(hallazgos, "item-contenido-en-otro")
    assert {(h["cargo"][:5], h["item"]) for h in contenidos} == {
        ("22154", 12), ("22154", 13), ("22154", 14)
    }  # fmt: skip
    assert all("el ítem 16" in h["mensaje"] for h in contenidos)
    (partido,) = de(hallazgos, "encabezado-inconsistente")
    assert partido["cargo"].startswith("21154")
    assert "página 2 de 5 está partido" in partido["mensaje"]
    notas = {h["cargo"][:5]: h["lineas"] for h in de(hallazgos, "nota-sin-texto")}
    assert notas == {"22154": [281, 281], "22254": [389, 389], "22354": [472, 472]}
    (paginas,) = de(hallazgos, "pagina-total")
    assert paginas["cargo"].startswith("22254")
    assert "son 6 y el documento trae 5" in paginas["mensaje"]
    (partida,) = de(hallazgos, "palabra-partida")
    assert partida["cargo"].startswith("22254")
    assert "«clas e»" in partida["mensaje"]


def test_the_spellings_of_the_real_manual_are_found(hallazgos: list[dict[str, Any]]) -> None:
    variantes = {h["cargo"][:5]: h for h in de(hallazgos, "variante-ortografica")}
    assert set(variantes) == {"21454", "22154"}
    assert "«intradomiciliares» por «intradomiciliarias»" in variantes["21454"]["mensaje"]
    assert "intradomiciliarias, lectura" in variantes["21454"]["propuesta"]
    assert "«Publicas» por «Públicas»" in variantes["22154"]["mensaje"]
    assert "Relaciones Públicas y" in variantes["22154"]["propuesta"]


def test_the_stops_of_the_real_manual_are_found(hallazgos: list[dict[str, Any]]) -> None:
    puntos = de(hallazgos, "puntuacion")
    sin_punto = Counter(h["cargo"][:5] for h in puntos if "falta el punto" in h["mensaje"])
    assert sin_punto == {"21154": 2, "21454": 1, "22154": 3, "22254": 3, "22354": 3}
    a_nivel = {(h["cargo"][:5], h["item"]) for h in puntos if "antes de «a»" in h["mensaje"]}
    assert a_nivel == {("22154", 4), ("22254", 4), ("22354", 4)}
    (otros,) = [h for h in puntos if "otros.," in h["mensaje"]]
    assert (otros["cargo"][:5], otros["item"]) == ("22254", 9)
    assert "entre otros, evacuados" in otros["propuesta"]


def test_what_is_right_in_the_real_manual_is_left_alone(hallazgos: list[dict[str, Any]]) -> None:
    assert Counter(h["regla"] for h in hallazgos) == {
        "encabezado-inconsistente": 1,
        "pagina-total": 1,
        "item-repetido": 1,
        "item-contenido-en-otro": 3,
        "nota-sin-texto": 3,
        "frase-truncada": 1,
        "palabra-partida": 1,
        "variante-ortografica": 2,
        "puntuacion": 17,
    }
    for h in hallazgos:
        assert h["severidad"] in ("alta", "media", "baja")
        primera, ultima = h["lineas"]
        assert 0 < primera <= ultima


def test_the_other_real_document_has_one_stop_missing(app: Flask) -> None:
    resultado = app.test_cli_runner().invoke(
        args=["manual", "calidad", str(semilla("002")), "--json"]
    )
    (unico,) = json.loads(resultado.stdout)
    assert (unico["regla"], unico["item"]) == ("puntuacion", 13)
    assert unico["propuesta"].endswith("computadora personal.")
