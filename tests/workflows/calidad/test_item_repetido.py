"""Items of one cargo that say the same."""

from __future__ import annotations

import pytest

from tests.workflows.calidad.textos import hallazgos, texto
from workflows.calidad import Severidad

LARGO = "Coordinar con las municipalidades la apertura de zanjas en vías públicas."


def test_the_second_of_two_identical_items_is_found_and_says_which_it_repeats() -> None:
    (hallado,) = hallazgos("item-repetido", texto("Leer pozos.", LARGO, "Lavar.", LARGO))
    assert (hallado.pieza, hallado.severidad) == ("item:p4", Severidad.MEDIA)
    assert hallado.mensaje == "Dice lo mismo que el ítem 2 de «Actividades principales»."


@pytest.mark.parametrize(
    "otra_vez",
    [
        "Coordinar con las Municipalidades la apertura de zanjas en vias publicas",
        "COORDINAR CON LAS MUNICIPALIDADES, LA APERTURA DE ZANJAS EN VÍAS PÚBLICAS.",
    ],
)
def test_accents_case_and_signs_make_no_difference(otra_vez: str) -> None:
    (hallado,) = hallazgos("item-repetido", texto(LARGO, otra_vez))
    assert hallado.severidad is Severidad.MEDIA


@pytest.mark.parametrize(
    "otra_vez",
    [
        "Coordinar con la municipalidad la apertura de zanjas en vías públicas.",
        "Coordinar con las municipalidades la apertura de zanja en las vías públicas.",
    ],
)
def test_one_that_differs_in_a_few_letters_is_found_as_such(otra_vez: str) -> None:
    (hallado,) = hallazgos("item-repetido", texto(LARGO, otra_vez))
    assert hallado.severidad is Severidad.BAJA
    assert "casi lo mismo" in hallado.mensaje


def test_a_long_item_repeated_under_another_heading_is_found() -> None:
    (hallado,) = hallazgos("item-repetido", texto(LARGO, generales=(LARGO,)))
    assert hallado.pieza == "item:p1"
    assert "«Actividades generales»" in hallado.mensaje


@pytest.mark.parametrize(
    ("uno", "otro"),
    [
        ("Purgar los hidrantes del sector 1.", "Purgar los hidrantes del sector 2."),
        (
            "Autorizar el ingreso de visitantes a la planta fuera de horario.",
            "No autorizar el ingreso de visitantes a la planta fuera de horario.",
        ),
        (
            "Registrar los ingresos de materiales y accesorios de la bodega central.",
            "Registrar los egresos de materiales y accesorios de la bodega central.",
        ),
        (
            "Atender las averías de la red de distribución en la zona urbana del cantón.",
            "Atender las averías de la red de conducción en la zona urbana del cantón.",
        ),
        ("Leer medidores.", "Leer medidor."),
        ("Leer medidores.", ""),
    ],
)
def test_two_items_that_say_different_things_are_left_alone(uno: str, otro: str) -> None:
    assert hallazgos("item-repetido", texto(uno, otro)) == []


def test_a_short_answer_may_stand_under_two_headings_but_not_twice_under_one() -> None:
    assert hallazgos("item-repetido", texto("No requiere.", generales=("No requiere.",))) == []
    assert len(hallazgos("item-repetido", texto("No requiere.", "No requiere."))) == 1


def test_blank_items_do_not_repeat_each_other() -> None:
    assert hallazgos("item-repetido", texto("", " ", "—", "...")) == []


def test_an_endless_list_of_endless_items_is_read_in_a_moment() -> None:
    lineas = [f"{LARGO} {chr(97 + n % 26) * 3}{chr(97 + n // 26) * 3} " * 50 for n in range(100)]
    assert hallazgos("item-repetido", texto(*lineas)) == []
