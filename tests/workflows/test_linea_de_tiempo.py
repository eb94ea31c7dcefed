"""When each version was in force, told and drawn: the spans never overlap nor lie."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflows.linea_de_tiempo import ANCHO, trazar_linea

HOY = date(2026, 11, 12)
dias = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def test_each_version_goes_until_the_day_before_the_next() -> None:
    linea = trazar_linea([date(2027, 1, 1), date(2024, 5, 1), None, date(2020, 6, 1)], HOY)
    assert [(t.desde, t.hasta) for t in linea.tramos] == [
        (date(2027, 1, 1), None),
        (date(2024, 5, 1), date(2026, 12, 31)),
        (None, None),
        (date(2020, 6, 1), date(2024, 4, 30)),
    ]
    assert [t.nunca for t in linea.tramos] == [False, False, True, False]


def test_one_replaced_the_same_day_never_was_in_force() -> None:
    linea = trazar_linea([date(2024, 5, 1), date(2024, 5, 1)], HOY)
    assert [t.nunca for t in linea.tramos] == [False, True]


def test_a_cargo_without_versions_is_drawn_empty() -> None:
    assert trazar_linea([], HOY).tramos == ()


@given(st.lists(dias | st.none(), max_size=8), dias)
def test_the_drawing_says_what_was_in_force_on_any_day(
    desdes: list[date | None], hoy: date
) -> None:
    en_orden = sorted((d for d in desdes if d), reverse=True)
    linea = trazar_linea(en_orden, hoy)
    assert 0 <= linea.hoy <= ANCHO
    for tramo in linea.tramos:
        assert 0 <= tramo.inicio <= tramo.fin <= ANCHO
    for dia in [*en_orden, hoy, hoy + timedelta(days=40)]:
        rigen = [
            t.desde
            for t in linea.tramos
            if not t.nunca and t.desde and t.desde <= dia and (t.hasta is None or dia <= t.hasta)
        ]
        assert rigen == [d for d in en_orden if d <= dia][:1]
