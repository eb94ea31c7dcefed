"""Spaces that should not be there."""

from __future__ import annotations

import pytest

from tests.workflows.calidad.textos import hallazgos, texto


@pytest.mark.parametrize(
    ("malo", "bueno"),
    [
        ("Leer  medidores.", "Leer medidores."),
        ("Leer medidores .", "Leer medidores."),
        ("Leer pozos , tanques y redes.", "Leer pozos, tanques y redes."),
        ("Leer pozos  , tanques.", "Leer pozos, tanques."),
        ("Lavar (a diario) ; avisar.", "Lavar (a diario); avisar."),
        ("Leer \u00a0medidores  y  pozos .", "Leer medidores y pozos."),
    ],
)
def test_a_space_too_many_is_found_and_mended(malo: str, bueno: str) -> None:
    (hallado,) = hallazgos("espacios", texto(malo))
    assert hallado.pieza == "item:p1"
    assert hallado.arreglo == bueno
    assert malo[hallado.inicio : hallado.fin].isspace()


def test_all_those_of_one_item_are_one_finding() -> None:
    (hallado,) = hallazgos("espacios", texto("Leer  pozos ,  tanques."))
    assert hallado.mensaje == "Sobran espacios en 3 lugares."
    assert (hallado.inicio, hallado.fin) == (4, 6)


def test_a_concepto_is_looked_at_too() -> None:
    (hallado,) = hallazgos("espacios", texto("Leer.", concepto="Propone  mejoras."))
    assert (hallado.pieza, hallado.arreglo) == ("competencia:c1", "Propone mejoras.")


@pytest.mark.parametrize(
    "bueno",
    [
        "Leer medidores, pozos y tanques.",
        "Leer medidores.  ",
        "Leer medidores:\n  a) pozos.",
        "Programar en .NET y C#.",
        "Anotar lo leído (. . .) en la boleta.",
        "Firmar: ____ .",
        "El caudal es de 1 500,5 m3 o más…",
        "",
    ],
)
def test_what_is_as_it_should_be_is_left_alone(bueno: str) -> None:
    assert hallazgos("espacios", texto(bueno)) == []
