"""The competency table, in tabs, pipes or worse."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflows.lectura.fabrica import con_items, leido, pagina

_CABEZA = "Tipo\tCompetencia\tGrado\tConcepto según el grado"
_UNA = "Institucional\tIniciativa\t2\tPropone mejoras."
_OTRA = "\tServicio\t3\tAtiende con respeto."
_TIPO = "Por clase ocupacional y funciones"


def _leer(*renglones: str) -> dict[str, Any]:
    return leido(con_items("competencias", *renglones))


def _filas(leida: dict[str, Any]) -> list[tuple[str, str, int, str]]:
    return [tuple(f.values()) for f in leida["cargos"][0]["competencias"]]


_BUENAS = [
    ("Institucional", "Iniciativa", 2, "Propone mejoras."),
    ("Institucional", "Servicio", 3, "Atiende con respeto."),
]


@pytest.mark.parametrize(
    "renglones",
    [
        [_CABEZA, _UNA, _OTRA],
        [_UNA, _OTRA],
        [x.replace("\t", " | ") for x in (_CABEZA, _UNA, _OTRA)],
        [f"| {x.replace('	', ' | ')} |" for x in (_CABEZA, _UNA, _OTRA)],
        ["| Tipo | Competencia | Grado | Concepto |", "|:--|---|:-:|---|",
         "| **Institucional** | Iniciativa | 2 | Propone mejoras. |",
         "| | Servicio | **3** | Atiende con respeto. |"],
        [x.replace("\t", "   ") for x in (_CABEZA, _UNA, _OTRA)],
        [_CABEZA, _UNA, "", "", _OTRA + "\t\t"],
        [_CABEZA, _UNA, _CABEZA, "Institucional" + _OTRA],
        [_CABEZA, "Institucional", _UNA.removeprefix("Institucional"), _OTRA],
        [_CABEZA, "Institucional\tIniciativa\t 2 \tPropone", "mejoras.", _OTRA],
        [_CABEZA, "Institucional\tIniciativa\t2\tPropone", "\t\t\tmejoras.", _OTRA],
        ["Tipo", "Competencia", "Grado", "Concepto según el grado", "Institucional", "Iniciativa",
         "2", "Propone mejoras.", "Servicio", "3", "Atiende con respeto."],
        ["Institucional Iniciativa 2 Propone mejoras.", "Servicio 3 Atiende con respeto."],
    ],
)  # fmt: skip
def test_the_table_is_read_in_any_layout(renglones: list[str]) -> None:
    leida = _leer(*renglones)
    assert _filas(leida) == _BUENAS
    assert leida["cobertura"] == 1


@pytest.mark.parametrize("repite", [[], [_CABEZA]])
@pytest.mark.parametrize("sangria", ["", "\t\t\t", "Institucional\t\t\t", "\tIniciativa\t\t"])
def test_a_row_cut_by_a_page_header_is_healed(sangria: str, repite: list[str]) -> None:
    leida = _leer(
        _CABEZA, "Institucional\tIniciativa\t2\tPropone", pagina(2, 2), *repite,
        f"{sangria}mejoras.", _OTRA,
    )  # fmt: skip
    assert _filas(leida) == _BUENAS
    assert leida["cobertura"] == 1


def test_a_second_sentence_on_the_next_page_stays_in_its_row() -> None:
    leida = _leer(_CABEZA, _UNA, pagina(2, 2), "Actúa sin esperar.", _OTRA)
    assert _filas(leida)[0][3] == "Propone mejoras. Actúa sin esperar."
    assert any("Se unió al concepto de «Iniciativa»" in a["mensaje"] for a in leida["avisos"])


def test_a_heading_stranded_before_its_page_still_opens_the_table() -> None:
    leida = _leer("", pagina(2, 2), "", _CABEZA, _UNA, _OTRA)
    assert _filas(leida) == _BUENAS
    assert not [a for a in leida["avisos"] if "título antes" in a["mensaje"]]


def test_a_table_that_lost_its_heading_is_still_a_table() -> None:
    leida = leido(con_items("experiencia", "1. Un año.", "", _CABEZA, _UNA, _OTRA))
    assert _filas(leida) == _BUENAS
    assert any("no trae su título" in a["mensaje"] for a in leida["avisos"])


@pytest.mark.parametrize("grado", ["VII", "0", "6", "12", "alto", "3.5", "²", "3 o 4"])
def test_a_grade_out_of_range_is_never_invented(grado: str) -> None:
    renglon = f"\tServicio\t{grado}\tAtiende con mucho respeto a la gente."
    leida = _leer(_CABEZA, _UNA, renglon, "\tOrden\t1\tDeja todo en su lugar.")
    assert [f[1] for f in _filas(leida)] == ["Iniciativa", "Orden"]
    assert [x["texto"] for x in leida["sin_ubicar"]] == [renglon]
    assert any("quedó sin ubicar" in a["mensaje"] for a in leida["avisos"])


def test_a_row_without_grade_is_left_for_a_person() -> None:
    renglon = "Institucional\tServicio\t\tAtiende con respeto."
    leida = _leer(_CABEZA, _UNA, renglon)
    assert _filas(leida) == _BUENAS[:1]
    assert [x["texto"] for x in leida["sin_ubicar"]] == [renglon]


@pytest.mark.parametrize(
    "tipo",
    [
        "Por clas e ocupacional y funciones",
        "POR CLASE OCUPACIONAL Y FUNCIONES",
        "Por clase ocupacional y  funciones",
    ],
)
def test_a_broken_term_is_read_as_the_term_and_reported(tipo: str) -> None:
    leida = _leer(_CABEZA, _UNA, f"{tipo}\tOrden\t1\tOrdena.", "\tAseo\t1\tLimpia.")
    assert [f[0] for f in _filas(leida)] == ["Institucional", _TIPO, _TIPO]
    assert any(f"«{tipo}» se leyó como «{_TIPO}»" in a["mensaje"] for a in leida["avisos"])


def test_a_term_broken_over_two_rows_is_one_term() -> None:
    leida = _leer(
        _CABEZA, "Por clase ocupacional\tOrden\t1\tOrdena.", "y funciones\tAseo\t1\tLimpia."
    )
    assert [f[0] for f in _filas(leida)] == [_TIPO, _TIPO]


def test_an_unknown_tipo_stays_as_printed_and_is_reported() -> None:
    leida = _leer(_CABEZA, "Transversal\tOrden\t1\tOrdena.")
    assert _filas(leida)[0][0] == "Transversal"
    assert any("«Transversal» no es un tipo" in a["mensaje"] for a in leida["avisos"])


def test_broken_words_in_a_concepto_are_not_mended() -> None:
    assert _filas(_leer(_CABEZA, "Institucional\tOrd en\t1\tOrde na."))[0][1:] == (
        "Ord en", 1, "Orde na.",
    )  # fmt: skip


def test_prose_under_the_table_finds_no_place() -> None:
    leida = _leer(_CABEZA, _UNA, "", "Este cuadro lo aprobó la comisión.")
    assert _filas(leida) == _BUENAS[:1]
    assert len(leida["sin_ubicar"]) == 1
