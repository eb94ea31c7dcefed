"""A phrase is a good password; what everybody tries, and what is written on one's door, is not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workflows.contrasenas import MAXIMO, MINIMO, defecto, propias

DE_ANA = propias("Ana Mora", "ana.mora@aguas.example", "Acueducto de Sabanilla")


@pytest.mark.parametrize(
    "buena",
    [
        "una frase bien larga", "la caña de azúcar crece", "varias cosas que hacer",
        "enamorado de la lluvia", "me gusta vivir en el acueducto", "xk3-99pp-aabbq",
        "correcto caballo batería", "elefante2026", "Ana Mora toca el violín", "ñandú ñoño ñu",
    ],
)  # fmt: skip
def test_a_phrase_is_good_whatever_signs_it_has(buena: str) -> None:
    assert defecto(buena, DE_ANA) is None


@pytest.mark.parametrize(
    "comun",
    [
        "contraseña2026", "P@ssw0rd2026!", "qwertyuiop12", "123456789012", "210987654321",
        "aaaaaaaaaaaa", "abcabcabcabc", "bienvenido2026", "costarica2026!", "Noviembre 2026!",
        "1qaz2wsx3edc", "password password", "teamo teamo teamo", "admin-admin-1234",
        "gato99gato99",
    ],
)  # fmt: skip
def test_what_is_tried_first_is_refused_however_it_is_dressed(comun: str) -> None:
    dicho = defecto(comun)
    assert dicho is not None
    assert dicho[0] == "Esa contraseña es de las que se prueban primero."


@pytest.mark.parametrize("suya", ["Sabanilla2026", "acueductosabanilla", "S4banill4-2026!"])
def test_what_anybody_knows_of_its_owner_is_refused(suya: str) -> None:
    assert defecto(suya) is None, "for somebody else it would do"
    dicho = defecto(suya, DE_ANA)
    assert dicho is not None
    assert "su nombre, su correo o la institución" in dicho[0]


def test_the_length_is_told_with_what_is_missing() -> None:
    assert defecto("corta") == (
        "La contraseña tiene 5 caracteres y hacen falta 12.", "Una frase corta sirve.",
    )  # fmt: skip
    frase = "el río suena cuando piedras trae "
    assert defecto((frase * 9)[:64]) is None
    assert "caben 128" in (defecto(frase * 9) or ("",))[0]


@given(st.text(), st.sets(st.text(max_size=12), max_size=4))
@example("0" * 12, set())
def test_any_text_is_judged_and_never_said_again(texto: str, otros: set[str]) -> None:
    dicho = defecto(texto, propias(*otros))
    if dicho is None:
        assert MINIMO <= len(texto) <= MAXIMO
    elif len(texto) >= MINIMO:
        assert texto not in " ".join(dicho)


@given(st.text(st.sampled_from("abcdefghijkmnpqrstuvwxyz23456789"), min_size=20, max_size=64))
def test_knowing_its_owner_never_makes_a_password_better(texto: str) -> None:
    if defecto(texto, DE_ANA) is None:
        assert defecto(texto) is None
