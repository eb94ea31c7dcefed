"""Numbers written out and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.cifras import MAXIMO, en_letras, leer_letras


@pytest.mark.parametrize(
    ("n", "letras"),
    [(0, "cero"), (1, "uno"), (16, "dieciséis"), (21, "veintiuno"), (30, "treinta"),
     (31, "treinta y uno"), (99, "noventa y nueve"), (100, "cien"), (101, "ciento uno"),
     (212, "doscientos doce"), (555, "quinientos cincuenta y cinco"), (1000, "mil"),
     (1999, "mil novecientos noventa y nueve"), (2026, "dos mil veintiséis"),
     (9100, "nueve mil cien")],
)  # fmt: skip
def test_a_number_is_written_as_it_is_said(n: int, letras: str) -> None:
    assert en_letras(n) == letras


@given(st.integers(0, MAXIMO))
def test_what_is_written_is_read_back_with_or_without_accents(n: int) -> None:
    escrito = en_letras(n)
    assert leer_letras(escrito) == n
    assert leer_letras(escrito.upper().replace("É", "E").replace("Ó", "O")) == n


@pytest.mark.parametrize(
    ("letras", "n"),
    [("primero", 1), ("PRIMERA", 1), ("veintiún", 21), ("ciento una", 101), ("un", 1),
     ("quinientas", 500), ("  dos   mil  VEINTISEIS ", 2026)],
)  # fmt: skip
def test_the_other_ways_of_saying_it(letras: str, n: int) -> None:
    assert leer_letras(letras) == n


@pytest.mark.parametrize(
    "letras",
    ["", "y", "dos cien", "veinte uno", "treinta dos", "treinta y", "y dos", "treinta y diez",
     "treinta y y dos", "mil mil", "diez mil", "cero mil", "dos cero", "cien y dos", "uno dos",
     "doscientos cien", "perro", "dos mil perro", "treinta y veinte", "treinta y cero"],
)  # fmt: skip
def test_words_that_say_no_number_are_not_guessed(letras: str) -> None:
    assert leer_letras(letras) is None


@given(st.text())
def test_any_text_is_a_number_or_is_not(texto: str) -> None:
    n = leer_letras(texto)
    assert n is None or 0 <= n <= MAXIMO


@pytest.mark.parametrize("n", [-1, MAXIMO + 1])
def test_what_is_too_big_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="no se escribe"):
        en_letras(n)
