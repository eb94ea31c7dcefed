"""Dates are read as Spanish documents print them, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.fechas import Fecha, escribir_fecha, escribir_mes, leer_fecha

dias = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("impresa", "fecha"),
    [
        ("Junio 2020", Fecha(2020, 6)),
        ("junio de 2020", Fecha(2020, 6)),
        ("JUNIO DEL 2020", Fecha(2020, 6)),
        ("Junio, 2020", Fecha(2020, 6)),
        ("Fecha: Junio 2020", Fecha(2020, 6)),
        ("Setiembre 2019", Fecha(2019, 9)),
        ("septiembre de 2019", Fecha(2019, 9)),
        ("agosto de 2015", Fecha(2015, 8)),
        ("ago. 2015", Fecha(2015, 8)),
        ("08/2015", Fecha(2015, 8)),
        ("2015-08", Fecha(2015, 8)),
        ("3 de agosto de 2015", Fecha(2015, 8, 3)),
        ("3 agosto 2015", Fecha(2015, 8, 3)),
        ("lunes 3 de agosto del 2015", Fecha(2015, 8, 3)),
        ("el miércoles, 12 de noviembre de 2025.", Fecha(2025, 11, 12)),
        ("3 de agosto del año 2015", Fecha(2015, 8, 3)),
        ("1° de julio de 2021", Fecha(2021, 7, 1)),
        ("1º de julio de 2021", Fecha(2021, 7, 1)),
        ("1.º de julio de 2021", Fecha(2021, 7, 1)),
        ("1ro de julio de 2021", Fecha(2021, 7, 1)),
        ("Primero de julio de 2021", Fecha(2021, 7, 1)),
        ("03/08/2015", Fecha(2015, 8, 3)),
        ("3-8-2015", Fecha(2015, 8, 3)),
        ("03.08.2015", Fecha(2015, 8, 3)),
        ("2015-08-03", Fecha(2015, 8, 3)),
        (" 2020 ", Fecha(2020)),
    ],
)
def test_a_printed_date_is_read(impresa: str, fecha: Fecha) -> None:
    assert leer_fecha(impresa) == fecha


@pytest.mark.parametrize(
    "impresa",
    [
        "",
        "pendiente",
        "a partir de su publicación",
        "31 de abril de 2020",
        "00/00/2020",
        "2020-00",
        "13/2020",
        "08/13/2015",
        "03/08/15",
        "3 de brumario de 2015",
        "03/08-2015",
        "junio",
        "20200",
        "0020",
    ],
)
def test_what_cannot_be_read_without_guessing_is_no_date(impresa: str) -> None:
    assert leer_fecha(impresa) is None


def test_a_month_or_a_year_begins_on_its_first_day() -> None:
    assert Fecha(2020, 6).primer_dia == date(2020, 6, 1)
    assert Fecha(2020).primer_dia == date(2020, 1, 1)


def test_a_date_is_written_as_it_is_said() -> None:
    assert escribir_fecha(date(2026, 11, 12)) == "12 de noviembre de 2026"
    assert escribir_mes(date(2020, 6, 1)) == "junio de 2020"
    assert [str(Fecha(2020)), str(Fecha(2020, 6))] == ["2020", "junio de 2020"]


@pytest.mark.parametrize(("mes", "dia"), [(None, 3), (2, 30), (0, None), (1, 0), (13, None)])
def test_a_date_that_does_not_exist_cannot_be_made(mes: int | None, dia: int | None) -> None:
    with pytest.raises(ValueError, match=r"mes|month|day"):
        Fecha(2021, mes, dia)


@settings(deadline=None)
@given(dias)
def test_a_day_written_is_read_back(dia: date) -> None:
    fecha = Fecha(dia.year, dia.month, dia.day)
    assert leer_fecha(escribir_fecha(dia)) == fecha
    assert leer_fecha(escribir_fecha(dia).upper()) == fecha
    assert leer_fecha(f"{dia.day:02d}/{dia.month:02d}/{dia.year}") == fecha
    assert leer_fecha(dia.isoformat()) == fecha
    assert fecha.primer_dia == dia


@settings(deadline=None)
@given(dias, st.sampled_from([1, 2, 3]))
def test_a_date_of_any_precision_is_read_back(dia: date, partes: int) -> None:
    fecha = Fecha(*(dia.year, dia.month, dia.day)[:partes])
    assert leer_fecha(str(fecha)) == fecha


@settings(deadline=None)
@given(st.text(max_size=20))
def test_no_text_whatever_breaks_the_reading(texto: str) -> None:
    leida = leer_fecha(texto)
    assert leida is None or leida.primer_dia.year == leida.anio
