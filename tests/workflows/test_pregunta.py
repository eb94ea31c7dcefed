"""What is typed in the search box: understood as a reader means it, and never an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.apoyo import manualito
from workflows.formatos import cargar
from workflows.palabras import palabras, plegadas
from workflows.pregunta import en_contexto, leer_pregunta, marcar

FORMATO = cargar("manual-cargos")


def entendido(texto: str) -> list[tuple[str, set[str] | None]]:
    """(words, sections) of each part."""
    return [
        (c.escrita, None if c.secciones is None else set(c.secciones))
        for c in leer_pregunta(texto, FORMATO).clausulas
    ]


@pytest.mark.parametrize(
    ("texto", "partes"),
    [
        ("Topografía", [("topografia", None)]),
        ("agua  POTABLE", [("agua", None), ("potable", None)]),
        ('"agua potable" clara', [("agua potable", None), ("clara", None)]),
        ("topog*", [("topog*", None)]),
        ('"equipos de bomb*"', [("equipos de bomb*", None)]),
        ("formación: topografía", [("topografia", {"formacion"})]),
        ("formacion:topografia", [("topografia", {"formacion"})]),
        ("Requisito legal: licencia", [("licencia", {"requisito_legal"})]),
        ("plan requisitos legales: licencia de", [("plan", None), ("licencia", {"requisito_legal"}),
                                                  ("de", {"requisito_legal"})]),
        ("actividades: plan", [("plan", {"actividades_generales", "actividades_principales"})]),
        ("área: producción", [("produccion", {"campo:area"})]),
        ("competencias: orden", [("orden", {"competencias"})]),
        ("nada: licencia", [("nada", None), ("licencia", None)]),
        ("hora 10:30", [("hora", None), ("10 30", None)]),
        ("veintidós-mil", [("veintidos mil", None)]),
        ('"sin cerrar', [("sin cerrar", None)]),
        ("a AND b OR NOT c", [(x, None) for x in ("a", "and", "b", "or", "not", "c")]),
        ("", []),
        ('"" * : () ^ - ""', []),
        ("formación:", []),
    ],
)  # fmt: skip
def test_what_was_typed_is_understood(
    texto: str, partes: list[tuple[str, set[str] | None]]
) -> None:
    assert entendido(texto) == partes


def test_a_very_long_question_is_read_as_far_as_it_goes_and_says_so() -> None:
    pregunta = leer_pregunta("palabra " * 1_250, FORMATO)
    assert len(pregunta.clausulas) == 12
    assert pregunta.sobra


@given(st.text(max_size=400))
def test_no_text_is_refused_and_its_parts_are_only_words(texto: str) -> None:
    for clausula in leer_pregunta(texto, FORMATO).clausulas:
        assert all(p.isalnum() and len(p) <= 64 for p in clausula.palabras)


@given(st.text(max_size=200))
def test_each_word_is_told_where_it_stands(texto: str) -> None:
    fin = 0
    for palabra in palabras(texto):
        assert fin <= palabra.fin <= len(texto)
        assert palabra.inicio < palabra.fin
        fin = palabra.inicio


@given(st.text(alphabet="aáÁb cC.", max_size=60), st.text(alphabet="aab c*", max_size=12))
def test_marks_never_change_a_word(texto: str, busca: str) -> None:
    clausulas = leer_pregunta(busca, FORMATO).clausulas
    assert "".join(m.texto for m in marcar(texto, clausulas)) == texto


def test_the_words_asked_for_are_marked_as_the_text_writes_them() -> None:
    clausulas = leer_pregunta('"bachillerato en" topog*', FORMATO).clausulas
    marcas = marcar("BACHILLERATO en Topografía.", clausulas)
    assert [m.texto for m in marcas if m.hallado] == ["BACHILLERATO en", "Topografía"]


def test_the_context_is_cut_at_a_word() -> None:
    marcas = marcar("uno dos tres " * 20 + "clave " + "cuatro cinco " * 20,
                    leer_pregunta("clave", FORMATO).clausulas)  # fmt: skip
    dicho = "".join(m.texto for m in en_contexto(marcas))
    assert dicho.startswith("… ")
    assert dicho.endswith(" …")
    assert "clave" in dicho
    assert len(dicho) < 190


def test_a_phrase_does_not_go_from_one_item_to_the_next() -> None:
    texto = manualito.contenido()
    assert leer_pregunta('"informes que pida la jefatura"', FORMATO).coincide(texto)
    assert not leer_pregunta('"de la dependencia rendir"', FORMATO).coincide(texto)
    assert leer_pregunta("dependencia rendir", FORMATO).coincide(texto)


@given(st.text())
def test_the_words_are_the_same_with_their_places_or_without(texto: str) -> None:
    assert plegadas(texto) == [p.texto for p in palabras(texto)]
