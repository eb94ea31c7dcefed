"""The signature block and the title of a class specification, in the ways they are printed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflows.lectura.fabrica import CLASE
from workflows.lectura import a_json, leer
from workflows.lectura.fechas import es_fecha

_CUERPO = """
NATURALEZA DEL TRABAJO

Trabajo de taller.

EJEMPLOS TÍPICOS

1. Repara bombas.

PREPARACION ACADEMICA Y EXPERIENCIA MINIMA

Escuela superior.
"""
_APROBADO = {"por": "Rosa Vélez", "fecha": "3 de julio de 2015", "puesto": "Directora"}
_REVISADO = {"por": "Luis Paz", "fecha": "1 de julio de 2015", "puesto": "Supervisor"}


def _leer(texto: str) -> dict[str, Any]:
    return a_json(leer(texto.encode(), [CLASE]), CLASE)


@pytest.mark.parametrize(
    "firma",
    [
        "## APROBADO POR:\n\nRosa Vélez\nDirectora\n\n3 de julio de 2015\nFecha\n",
        "### **APROBADO POR:**\n\n3 de julio de 2015\n\nRosa Vélez\n\n*Directora*\n",
    ],
)
def test_the_label_of_the_signature_may_be_a_heading(firma: str) -> None:
    leida = _leer(f"MECÁNICO II\nU-2101\n{_CUERPO}\n{firma}")
    assert leida["cobertura"] == 1
    assert leida["cargos"][0]["firmas"]["aprobado"] == _APROBADO


@pytest.mark.parametrize(
    "firma",
    [
        "RECOMENDADO POR:\n\n____\nLuis Paz\nSupervisor\n\n1 de julio de 2015\nFecha\n\n"
        "APROBADO POR:\n\n____\nRosa Vélez\nDirectora\n\n3 de julio de 2015\nFecha\n",
        "Revisado por:\tAprobado por:\n\n____\t____\nLuis Paz\tRosa Vélez\n"
        "Supervisor\tDirectora\n\n1 de julio de 2015\t3 de julio de 2015\nFecha\tFecha\n",
        "Revisado por:         Aprobado por:\n____________          ____________\n"
        "Luis Paz              Rosa Vélez\nSupervisor            Directora\n"
        "1 de julio de 2015    3 de julio de 2015\n",
    ],
)
def test_two_signers_one_under_another_or_side_by_side(firma: str) -> None:
    leida = _leer(f"MECÁNICO II\nU-2101\n{_CUERPO}\n{firma}")
    assert leida["cobertura"] == 1
    firmas = leida["cargos"][0]["firmas"]
    assert (firmas["revisado"], firmas["aprobado"]) == (_REVISADO, _APROBADO)


@pytest.mark.parametrize(
    ("portada", "esperado"),
    [
        ("G - 45\n\nMECÁNICO I", ("MECÁNICO I", "G-45")),
        ("MECÁNICO III\nU-2101", ("MECÁNICO III", "U-2101")),
        ("ESTADO LIBRE ASOCIADO DE PUERTO RICO\n\nMECÁNICO", ("MECÁNICO", "")),
    ],
)
def test_codes_and_letterheads_around_a_title(portada: str, esperado: tuple[str, str]) -> None:
    leida = _leer(f"{portada}\n{_CUERPO}")
    (cargo,) = leida["cargos"]
    assert (cargo["titulo"], cargo["codigo"]) == esperado
    assert len(cargo["secciones"]) == 3


def test_words_above_a_labelled_title_are_not_the_title() -> None:
    leida = _leer(f"SERVICIO DE AGUAS\nTítulo de la clase: MECÁNICO II\nCódigo: U-2101\n{_CUERPO}")
    assert leida["cargos"][0]["titulo"] == "MECÁNICO II"
    assert [x["texto"] for x in leida["sin_ubicar"]] == ["SERVICIO DE AGUAS"]


@pytest.mark.parametrize(
    "fecha",
    [
        "12 de setiembre de 2014",
        "12 de septiembre de 2014",
        "August 3, 2015",
        "1ro de julio de 2015",
    ],
)
def test_dates_in_the_words_people_use(fecha: str) -> None:
    assert es_fecha(fecha)
