"""The moments of the actos never contradict their order, whatever the server's clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.errores import ActoInvalido
from workflows.reloj import RELOJ, TOLERANCIA, exigir_en_orden, momento_tras

ANTES = datetime(2026, 11, 12, 6, 3, tzinfo=UTC)


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_an_acto_takes_its_moment_or_that_of_the_one_before_or_is_refused(salto: timedelta) -> None:
    momento = momento_tras(ANTES + salto, ANTES)
    assert momento == (ANTES if -TOLERANCIA <= salto < timedelta(0) else ANTES + salto)
    if salto < -TOLERANCIA:
        with pytest.raises(ActoInvalido, match="poner en hora el servidor"):
            exigir_en_orden("elaborar", momento, ANTES)
        exigir_en_orden(RELOJ, momento, ANTES)
    else:
        exigir_en_orden("elaborar", momento, ANTES)


@pytest.mark.parametrize(
    ("atraso", "dicho"),
    [
        (timedelta(minutes=6), "6 minutos"),
        (timedelta(hours=3, minutes=5), "3 h 5 min"),
        (timedelta(days=365), "365 días"),
    ],
)
def test_the_refusal_says_by_how_much(atraso: timedelta, dicho: str) -> None:
    with pytest.raises(ActoInvalido, match=dicho):
        exigir_en_orden("elaborar", ANTES - atraso, ANTES)


def test_the_first_acto_of_a_manual_has_none_before_it() -> None:
    assert momento_tras(ANTES, None) == ANTES
    exigir_en_orden("crear", ANTES, None)
