"""Numbers are read as boards and documents write them, and written as the formato prints them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.errores import DatosInvalidos
from workflows.formatos import cargar
from workflows.formatos.modelo import Alcance, Numeracion
from workflows.numeracion import (
    NumeroAcuerdo,
    escribir_version,
    leer_acuerdo,
    leer_version,
    siguiente,
)

MANUAL = cargar("manual-cargos")
JUNTA = MANUAL.instrumento
DIRECTOR = cargar("especificacion-clase").instrumento


@pytest.mark.parametrize(
    "escrito",
    [
        "AJD-2026-112",
        "ajd-2026-112",
        "  AJD – 2026 – 112 ",
        "AJD—2026—112",
        "AJD‑2026‑112",
        "A J D - 2026 - 112",
        "AJD-2026-112.",
        "Acuerdo AJD-2026-112",
        "Acuerdo: AJD-2026-112",
        "ACUERDO N.º AJD-2026-112",
        "acuerdo No. ajd-2026-112",
        "Acuerdo\nAJD-2026-112",
    ],
)
def test_an_acuerdo_is_read_however_it_was_typed(escrito: str) -> None:
    assert leer_acuerdo(JUNTA, escrito) == NumeroAcuerdo(2026, 112, "AJD-2026-112")


def test_the_number_stays_as_the_board_gave_it_zeros_included() -> None:
    assert leer_acuerdo(JUNTA, "AJD-2020-007") == NumeroAcuerdo(2020, 7, "AJD-2020-007")


def test_a_board_whose_initials_begin_like_the_word_number_keeps_them() -> None:
    otra = replace(JUNTA, patron=r"NAC-(?P<anio>\d{4})-(?P<consecutivo>\d+)", ejemplo="NAC-2026-1")
    assert leer_acuerdo(otra, "Acuerdo nac-2026-4").texto == "NAC-2026-4"


def test_a_board_that_writes_small_letters_keeps_them() -> None:
    otra = replace(JUNTA, patron=r"Sesión (?P<anio>\d{4})-(?P<consecutivo>\d+)")
    assert leer_acuerdo(otra, "Sesión 2026 – 31").texto == "Sesión 2026-31"


@pytest.mark.parametrize(
    "escrito", ["", "112", "AJD-26-112", "AJD-2026", "AJD-2026-112-3", "JD-2026-112"]
)
def test_what_is_not_an_acuerdo_is_refused_with_the_example(escrito: str) -> None:
    with pytest.raises(DatosInvalidos) as refusal:
        leer_acuerdo(JUNTA, escrito)
    assert refusal.value.remedio == "Escríbalo como AJD-2026-112."
    assert refusal.value.campo == "numero"


def test_a_manual_approved_by_signature_has_no_acuerdos_to_read() -> None:
    with pytest.raises(DatosInvalidos, match="no se aprueba con un número"):
        leer_acuerdo(DIRECTOR, "AJD-2026-112")


@pytest.mark.parametrize(
    "escrito",
    [
        "09-2020",
        "9-2020",
        "No. 09-2020",
        "No 9 – 2020",
        "N.º 09-2020",
        "N° 09-2020",
        "Versión: No. 09-2020",
        "VERSION NO. 09-2020",
        "v. 09-2020",
        "Núm. 09-2020",
    ],
)
def test_a_printed_version_is_read_however_it_was_printed(escrito: str) -> None:
    assert leer_version(MANUAL.numeracion, escrito) == (2020, 9)


@pytest.mark.parametrize("escrito", ["", "09", "2020", "09-20", "09/2020", "AJD-2020-197"])
def test_what_is_not_a_version_is_refused_with_an_example(escrito: str) -> None:
    with pytest.raises(DatosInvalidos, match="Escríbalo como 09-2020"):
        leer_version(MANUAL.numeracion, escrito)


def test_where_no_number_is_printed_none_is_read_nor_written() -> None:
    ninguna = Numeracion(Alcance.NINGUNA)
    assert escribir_version(ninguna, 2026, 4) == ""
    with pytest.raises(DatosInvalidos, match="por su fecha"):
        leer_version(ninguna, "04-2026")


@settings(deadline=None)
@given(
    st.sampled_from(
        [
            "{consecutivo:02d}-{anio}",
            "{anio}-{consecutivo}",
            "{anio}{consecutivo:03d}",
            "V{consecutivo} ({anio})",
            "Versión {consecutivo:03d} – {anio}",
        ]
    ),
    st.integers(1900, 2999),
    st.integers(1, 99_999),
)
def test_what_is_written_is_read_back(forma: str, anio: int, consecutivo: int) -> None:
    numeracion = Numeracion(Alcance.CARGO, forma)
    assert leer_version(numeracion, escribir_version(numeracion, anio, consecutivo)) == (
        anio,
        consecutivo,
    )


def test_the_printed_form_has_two_digits() -> None:
    assert escribir_version(MANUAL.numeracion, 2026, 4) == "04-2026"
    assert escribir_version(MANUAL.numeracion, 2026, 112) == "112-2026"


def test_the_first_number_is_the_starting_point() -> None:
    assert siguiente([]) == 1
    assert siguiente([], inicio=10) == 10


def test_after_imported_history_numbering_goes_on_without_filling_its_gaps() -> None:
    assert siguiente([4, 9]) == 10
    assert siguiente([4, 9], inicio=20) == 20
    assert siguiente([4, 9], inicio=5) == 10


@settings(deadline=None)
@given(st.sets(st.integers(1, 50)), st.integers(1, 60), st.integers(1, 20))
def test_numbers_issued_one_after_another_are_unique_and_leave_no_gap(
    importados: set[int], inicio: int, cuantos: int
) -> None:
    emitidos = list(importados)
    nuevos = []
    for _ in range(cuantos):
        nuevos.append(siguiente(emitidos, inicio))
        emitidos.append(nuevos[-1])
    assert nuevos == list(range(nuevos[0], nuevos[0] + cuantos))
    assert nuevos[0] >= inicio
    assert not importados & set(nuevos)
