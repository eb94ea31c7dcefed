"""Footnotes: the mark in the sentence, the note at the foot."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflows.lectura.fabrica import con_items, leido, pagina


def _leer(*renglones: str) -> tuple[dict[str, Any], dict[str, Any]]:
    leida = leido(con_items("formacion", *renglones))
    return leida["cargos"][0], leida


@pytest.mark.parametrize("marca", ["<sup>1</sup>", "^1^", "[^1]", "¹", "<sup>(1)</sup>"])
@pytest.mark.parametrize("espacio", ["", " "])
def test_a_mark_is_taken_out_of_the_text_and_kept(marca: str, espacio: str) -> None:
    cargo, leida = _leer(f"Topografía{espacio}{marca}, o Geografía.", "", "---", "", f"{marca}")
    seccion = cargo["secciones"][0]
    assert seccion["items"] == ["Topografía, o Geografía."]
    assert seccion["detalle"][0]["notas"] == ["1"]
    assert [(n["marca"], n["texto"]) for n in cargo["notas"]] == [("1", "")]
    assert leida["cobertura"] == 1


@pytest.mark.parametrize(
    "nota",
    [["<sup>1</sup> Según la ley vigente."], ["[^1]: Según la ley vigente."],
     ["¹ Según la ley", "vigente."],
     ["1 Según la ley vigente."], ["(1) Según la ley vigente."],
     ["<sup>1</sup>", "", "Según la ley vigente."],
     ["^1^Según la ley vigente."]],
)  # fmt: skip
def test_the_note_under_the_rule_is_read(nota: list[str]) -> None:
    cargo, leida = _leer("Topografía¹.", "", "---", "", *nota, pagina(2, 2), "Otro párrafo.")
    assert [(n["marca"], n["texto"]) for n in cargo["notas"]] == [("1", "Según la ley vigente.")]
    assert cargo["secciones"][0]["items"] == ["Topografía.", "Otro párrafo."]
    assert leida["cobertura"] == 1


def test_a_sentence_cut_by_notes_and_a_header_is_still_one() -> None:
    cargo, _ = _leer("Topografía¹, Geografía y", "", "---", "¹ Nota.", pagina(2, 2), "Geología.")
    assert cargo["secciones"][0]["items"] == ["Topografía, Geografía y Geología."]


def test_two_notes_one_under_the_other() -> None:
    cargo, _ = _leer("Topografía¹ y Geología².", "", "---", "¹ Una.", "² Otra.")
    assert [(n["marca"], n["texto"]) for n in cargo["notas"]] == [("1", "Una."), ("2", "Otra.")]
    assert cargo["secciones"][0]["detalle"][0]["notas"] == ["1", "2"]


def test_a_mark_nobody_explains_is_a_note_without_text_and_a_remark() -> None:
    cargo, leida = _leer("Topografía¹.")
    assert cargo["notas"][0]["texto"] == ""
    assert any("La nota 1 no trae texto" in a["mensaje"] for a in leida["avisos"])


def test_a_note_nobody_cites_is_kept_and_reported() -> None:
    cargo, leida = _leer("Topografía.", "", "---", "¹ Suelta.")
    assert cargo["notas"][0]["texto"] == "Suelta."
    assert any("Nadie cita la nota 1" in a["mensaje"] for a in leida["avisos"])


def test_the_same_note_with_two_texts_is_left_for_a_person() -> None:
    cargo, leida = _leer("Topografía¹.", "", "---", "¹ Una.", "", "¹ Otra.")
    assert [n["texto"] for n in cargo["notas"]] == ["Una."]
    assert [x["texto"] for x in leida["sin_ubicar"]] == ["¹ Otra."]


@pytest.mark.parametrize("texto", ["Bodega de 20 m² y 3 km².", "Tanque de 5 m³."])
def test_a_square_metre_is_no_footnote(texto: str) -> None:
    cargo, _ = _leer(texto)
    assert cargo["secciones"][0]["items"] == [texto]
    assert cargo["notas"] == []


def test_a_mark_at_the_start_of_a_wrapped_line_belongs_to_its_sentence() -> None:
    cargo, _ = _leer("Bachillerato en Topografía", "<sup>1</sup>, Geografía o Geología.")
    assert cargo["secciones"][0]["items"] == ["Bachillerato en Topografía, Geografía o Geología."]


def test_a_rule_without_notes_is_only_a_rule() -> None:
    cargo, leida = _leer("Topografía.", "", "---", "", "Geología.")
    assert cargo["secciones"][0]["items"] == ["Topografía.", "Geología."]
    assert leida["cobertura"] == 1
