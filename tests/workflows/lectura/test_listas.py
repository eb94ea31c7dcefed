"""Items: their marks, their numbers, and the sentences that pages and lines cut."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflows.lectura.fabrica import con_items, items, leido, pagina

_CLAVE = "actividades_generales"


def _leer(*renglones: str) -> tuple[list[str], dict[str, Any]]:
    leida = leido(con_items(_CLAVE, *renglones))
    return items(leida["cargos"][0], _CLAVE), leida


def _formas(leida: dict[str, Any]) -> list[str]:
    return [d["forma"] for d in leida["cargos"][0]["secciones"][0]["detalle"]]


@pytest.mark.parametrize(
    "marca",
    ["{}. ", "{}) ", "{}.- ", "{} . ", "({}) ", "{}.\t", "**{}.** ", "{}\\. ", "{}.", "{} - ",
     "- {}. ", "{}°. ", "  {}.   "],
)  # fmt: skip
def test_numbers_are_marks_however_they_are_written(marca: str) -> None:
    textos, leida = _leer(*(marca.format(n) + t for n, t in enumerate(("Abrir.", "Cerrar."), 1)))
    assert textos == ["Abrir.", "Cerrar."]
    assert _formas(leida) == ["numero", "numero"]


@pytest.mark.parametrize(
    "marca", ["- ", "* ", "• ", "· ", "– ", "o ", "▪ ", "•", "\uf0b7\t", "-", "+ "]
)
def test_bullets_are_marks_whatever_their_shape(marca: str) -> None:
    textos, leida = _leer(f"{marca}Abrir.", f"{marca}Cerrar.")
    assert textos == ["Abrir.", "Cerrar."]
    assert _formas(leida) == ["vineta", "vineta"]


def test_letters_are_marks_when_they_follow_each_other() -> None:
    assert _leer("a) Abrir.", "b) Cerrar.", "c) Barrer.")[0] == ["Abrir.", "Cerrar.", "Barrer."]
    assert _leer("i) Abrir.", "ii) Cerrar.", "iii) Barrer.")[0] == ["Abrir.", "Cerrar.", "Barrer."]
    assert _leer("y) Abrir.")[0] == ["y) Abrir."]


def test_letters_under_a_number_do_not_disturb_the_count() -> None:
    textos, leida = _leer("1. Abrir:", "a) la puerta;", "b) el portón.", "2. Cerrar.")
    assert textos == ["Abrir:", "la puerta;", "el portón.", "Cerrar."]
    assert _formas(leida) == ["numero", "vineta", "vineta", "numero"]
    assert not [a for a in leida["avisos"] if "numeración" in a["mensaje"]]


def test_a_list_may_change_its_marks_half_way() -> None:
    textos, leida = _leer("1. Abrir.", "2. Cerrar.", "- Barrer.", "", "Regar el jardín.")
    assert textos == ["Abrir.", "Cerrar.", "Barrer.", "Regar el jardín."]
    assert _formas(leida) == ["numero", "numero", "vineta", "parrafo"]


@pytest.mark.parametrize(
    ("numeros", "dice"),
    [((1, 2, 4), "salta de 2 a 4"), ((1, 2, 1), "vuelve a empezar en 1"), ((1, 2, 2), "después de"),
     ((3, 4), "empieza en 3")],
)  # fmt: skip
def test_odd_numbering_is_reported_and_every_text_kept(numeros: tuple[int, ...], dice: str) -> None:
    textos, leida = _leer(*(f"{n}. Tarea sin punto final" for n in numeros))
    assert textos == ["Tarea sin punto final"] * len(numeros)
    assert any(dice in a["mensaje"] for a in leida["avisos"])


def test_a_wrapped_line_joins_its_item_with_one_space() -> None:
    textos, _ = _leer("1. Abrir la puerta", "  de la bodega,", "Bodega Central.", "2. Cerrar.")
    assert textos == ["Abrir la puerta de la bodega, Bodega Central.", "Cerrar."]


def test_a_wrapped_line_that_begins_with_a_number_is_no_item() -> None:
    textos, _ = _leer("1. Cumplir lo que manda el artículo", "23. del reglamento.", "2. Cerrar.")
    assert textos == ["Cumplir lo que manda el artículo 23. del reglamento.", "Cerrar."]


def test_a_decimal_or_a_year_is_no_list_mark() -> None:
    textos, _ = _leer("3.5 metros de alto.", "", "2020. Fue un buen año.")
    assert textos == ["3.5 metros de alto.", "2020. Fue un buen año."]


def test_a_number_alone_takes_the_text_of_the_next_line() -> None:
    assert _leer("1.", "Abrir.", "2.", "", "Cerrar.")[0] == ["Abrir.", "Cerrar."]


def test_a_mark_without_text_is_left_for_a_person() -> None:
    textos, leida = _leer("1. Abrir.", "2.")
    assert textos == ["Abrir."]
    assert [x["texto"] for x in leida["sin_ubicar"]] == ["2."]


def test_inner_spaces_and_broken_words_stay_as_printed() -> None:
    textos, _ = _leer("1. Coordi nar  las   activida des.")
    assert textos == ["Coordi nar  las   activida des."]


def test_markup_goes_and_entities_speak() -> None:
    textos, _ = _leer(
        "1. **Abrir** la <i>puerta</i> &amp; el *portón* de 2*3 m, snake_case_a &lt;b&gt;."
    )
    assert textos == ["Abrir la puerta & el portón de 2*3 m, snake_case_a <b>."]


@pytest.mark.parametrize(
    ("antes", "despues", "junto"),
    [
        ("Abrir la puerta de la", "bodega.", True),
        ("Abrir la puerta de la Unidad", "Central de Bodegas.", True),
        ("Abrir la puerta,", "Cerrar el portón.", True),
        ("Abrir la puerta. Luego,", "con la llave, el portón.", True),
        ("Abrir la puerta.", "a nivel de bodega.", True),
        ("Abrir la puerta.", "- Cerrar el portón.", False),
        ("Abrir la puerta", "2. Cerrar el portón.", False),
        ("Abrir la puerta.", "Cerrar el portón.", False),
    ],
)
def test_a_page_header_in_the_middle_of_a_sentence_does_not_break_it(
    antes: str, despues: str, junto: bool
) -> None:
    textos, leida = _leer(f"1. {antes}", pagina(2, 2), despues)
    limpio = despues.lstrip("-2. ")
    assert textos == ([f"{antes} {limpio}"] if junto else [antes, limpio])
    assert leida["cobertura"] == 1


def test_a_second_sentence_after_a_header_belongs_to_the_number_that_goes_on() -> None:
    textos, leida = _leer(
        "1. Abrir.", "2. Cobrar.", pagina(2, 2), "Así mismo, pagar.", "3. Cerrar."
    )
    assert textos == ["Abrir.", "Cobrar. Así mismo, pagar.", "Cerrar."]
    assert any("se unió al ítem 2" in a["mensaje"] for a in leida["avisos"])


def test_a_rule_between_pages_does_not_break_a_sentence_either() -> None:
    assert _leer("1. Abrir la puerta de", "", "---", "", "la bodega.")[0] == [
        "Abrir la puerta de la bodega."
    ]


def test_the_lines_of_an_item_are_told() -> None:
    _, leida = _leer("1. Abrir la puerta de", pagina(2, 2), "la bodega.", "2. Cerrar.")
    detalle = leida["cargos"][0]["secciones"][0]["detalle"]
    primera, ultima = detalle[0]["lineas"]
    assert ultima - primera > 5
    assert detalle[1]["lineas"] == [ultima + 1, ultima + 1]
