"""How items end, in a section where they end with a full stop."""

from __future__ import annotations

import pytest

from tests.workflows.calidad.textos import hallazgos, texto

OTROS = ("Leer medidores.", "Purgar hidrantes.", "Limpiar tanques.")


@pytest.mark.parametrize(
    ("malo", "bueno"),
    [
        ("Reparar fugas", "Reparar fugas."),
        ("Reparar fugas de 2 m3", "Reparar fugas de 2 m3."),
        ("Reparar fugas (de día)", "Reparar fugas (de día)."),
        ("Reparar fugas,", "Reparar fugas."),
        ("Reparar fugas ,", "Reparar fugas."),
        ("Reparar fugas..", "Reparar fugas."),
        ("Reparar fugas.,", "Reparar fugas."),
        ("Reparar fugas. .", "Reparar fugas."),
        ("Reparar fugas;", "Reparar fugas."),
    ],
)
def test_an_item_that_ends_otherwise_than_the_rest_is_found_and_mended(
    malo: str, bueno: str
) -> None:
    (hallado,) = hallazgos("puntuacion", texto(*OTROS, malo))
    assert (hallado.pieza, hallado.arreglo) == ("item:p4", bueno)


def test_a_sentence_left_halfway_gets_no_stop_proposed() -> None:
    (hallado,) = hallazgos("puntuacion", texto("Reparar fugas de la", *OTROS))
    assert hallado.arreglo is None


@pytest.mark.parametrize(
    "bueno",
    [
        "Reparar fugas;",
        "Licencia B-1; o",
        "Licencia B-1 o",
        "Reparar fugas, y",
        "Reparar fugas y",
        "Son sus deberes:",
        "Reparar fugas…",
        "Reparar fugas...",
        "Reparar fugas, válvulas, etc.",
        "Reparar «fugas».",
        "Reparar fugas (ver anexo.)",
        "¿Reparar fugas?",
        "",
    ],
)
def test_an_ending_that_leads_to_the_next_item_or_closes_is_right(bueno: str) -> None:
    assert hallazgos("puntuacion", texto(bueno, *OTROS)) == []


@pytest.mark.parametrize("ultimo", ["Licencia B-1; o", "Reparar fugas y"])
def test_nothing_leads_on_from_the_last_item_but_only_a_person_knows_what_to_write(
    ultimo: str,
) -> None:
    (hallado,) = hallazgos("puntuacion", texto(*OTROS, ultimo))
    assert hallado.arreglo is None


@pytest.mark.parametrize(
    "lineas",
    [
        ("Leer medidores", "Purgar hidrantes", "Limpiar tanques."),
        ("Leer medidores.", "Purgar hidrantes", "Limpiar tanques", "Reparar fugas."),
        ("Leer medidores.", "Purgar hidrantes"),
        ("Leer medidores",),
    ],
)
def test_where_stops_are_not_the_custom_nothing_is_missing(lineas: tuple[str, ...]) -> None:
    assert hallazgos("puntuacion", texto(*lineas)) == []
