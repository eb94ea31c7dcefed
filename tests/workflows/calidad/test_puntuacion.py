"""How items end, in a section where they end with a full stop."""

from __future__ import annotations

import pytest

from tests.workflows.calidad.textos import cargo, hallazgos, texto

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


@pytest.mark.parametrize("cortada", ["Licencia B-1; o", "Reparar fugas y", "Reparar fugas de la"])
def test_a_sentence_cut_short_lacks_more_than_a_stop(cortada: str) -> None:
    assert hallazgos("puntuacion", texto(*OTROS, cortada)) == []
    assert len(hallazgos("frase-truncada", texto(*OTROS, cortada))) == 1


@pytest.mark.parametrize(
    ("malo", "bueno"),
    [
        ("Atender daños, fugas y otros., avisados por radio.",
         "Atender daños, fugas y otros, avisados por radio."),
        ("Leer pozos,, tanques y redes.", "Leer pozos, tanques y redes."),
        ("Leer pozos.. Lavar tanques.", "Leer pozos. Lavar tanques."),
        ("Atender reclamos del Instituto. a nivel cantonal.",
         "Atender reclamos del Instituto a nivel cantonal."),
        ("Servir con eficacia. para mejorar", "Servir con eficacia para mejorar."),
    ],
)  # fmt: skip
def test_a_sign_too_many_inside_is_found_and_mended(malo: str, bueno: str) -> None:
    (hallado,) = hallazgos("puntuacion", texto(*OTROS, malo))
    assert (hallado.pieza, hallado.arreglo) == ("item:p4", bueno)


def test_a_stop_that_may_want_a_capital_after_it_is_for_a_person_to_mend() -> None:
    (hallado,) = hallazgos("puntuacion", texto("Leer pozos. limpiar tanques.", *OTROS))
    assert hallado.arreglo is None
    assert "«limpiar»" in hallado.mensaje


@pytest.mark.parametrize(
    "bueno",
    [
        "Coordinar con Acueductos S.A. y otras empresas.",
        "Revisar hidrómetros, válvulas, etc., según el plan.",
        "Llevar el control (planillas, vales, etc.) y archivarlo.",
        "Ver el art. sexto y el Lic. que firma.",
        "Atender de 8 a. m. a 4 p. m. en la oficina.",
        "Usar tubería de 1.5 pulgadas… o menos.",
        "Usar el programa en .NET y otros.",
        "Aplicar la norma ISO. y la de EE. UU. en el laboratorio.",
        "Anotar ... y archivar.",
    ],
)
def test_abbreviations_and_ellipses_are_no_mistake(bueno: str) -> None:
    assert hallazgos("puntuacion", texto(bueno, *OTROS)) == []


def test_the_words_of_the_table_end_alike_too() -> None:
    filas = [(f"C{n}", 3, f"Resuelve lo que le toca {n}.") for n in range(3)]
    malo = cargo(competencias=[*filas, ("Orden", 3, "Trabaja con orden")])
    (hallado,) = hallazgos("puntuacion", malo)
    assert (hallado.pieza, hallado.arreglo) == ("competencia:c4", "Trabaja con orden.")


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
