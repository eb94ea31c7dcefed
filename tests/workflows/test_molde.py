"""A frozen text is read back as it was, alone or from its molde."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.molde import amoldar, comprimir, leer

TEXTOS = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


@given(TEXTOS, TEXTOS)
def test_what_is_read_is_what_was_kept(texto: str, molde: str) -> None:
    assert leer(comprimir(texto)) == texto
    cuerpo, amoldado = amoldar(texto, molde)
    assert leer(comprimir(molde) + cuerpo if amoldado else cuerpo) == texto


def test_a_text_much_like_its_molde_takes_little_and_one_unlike_it_stands_alone() -> None:
    molde = "Coordinar, revisar y registrar las muestras que llegan de los pozos del norte. " * 2
    cuerpo, amoldado = amoldar(molde + "Y las del sur.", molde)
    assert amoldado
    assert len(cuerpo) < len(comprimir(molde)) / 2
    assert amoldar("Otra cosa, que no se parece en nada.", molde)[1] is False
    assert amoldar(molde, None)[1] is False


@given(st.binary(max_size=60))
def test_bytes_that_were_cut_or_added_are_not_taken_for_a_text(ruido: bytes) -> None:
    entero = comprimir("Operar por turnos.")
    for roto in (entero[:-1], entero + comprimir("") + b"\0", ruido):
        with pytest.raises((zlib.error, UnicodeDecodeError)):
            leer(roto)
