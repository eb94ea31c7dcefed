"""Competency tables with other columns or names broken in lines; notes by asterisk."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflows.lectura.fabrica import Estilo, Ficha, con_items, encabezado, leido

_CABEZA = "Tipo\tCompetencia\tGrado\tConcepto según el grado"


def _leer(*renglones: str) -> dict[str, Any]:
    base = encabezado(Ficha(), 1, 1, Estilo())
    return leido("\n".join([*base, "", "## COMPETENCIAS", "", *renglones]))


def _filas(leida: dict[str, Any]) -> list[tuple[str, str, int, str]]:
    return [tuple(f.values()) for f in leida["cargos"][0]["competencias"]]


@pytest.mark.parametrize(
    "renglones",
    [
        ("Tipo\tCompetencia\tConcepto según el grado\tGrado",
         "Institucional\tIniciativa\tPropone mejoras.\t2", "\tOrden\tGuarda cada cosa.\t3"),
        ("| Tipo | Grado | Competencia | Concepto según el grado |", "|---|---|---|---|",
         "| Institucional | 2 | Iniciativa | Propone mejoras. |",
         "| | 3 | Orden | Guarda cada cosa. |"),
        (_CABEZA, "Institucional\tIniciativa\tGrado 2\tPropone mejoras.",
         "\tOrden\tGrado: 3\tGuarda cada cosa."),
    ],
)  # fmt: skip
def test_the_heading_row_says_where_each_column_is(renglones: tuple[str, ...]) -> None:
    leida = _leer(*renglones)
    assert _filas(leida) == [
        ("Institucional", "Iniciativa", 2, "Propone mejoras."),
        ("Institucional", "Orden", 3, "Guarda cada cosa."),
    ]
    assert leida["cobertura"] == 1


@pytest.mark.parametrize(
    "renglones",
    [
        ("\tServicio a las", "personas usuarias\t3\tAtiende con respeto."),
        ("\tServicio a las\t3\tAtiende con respeto.", "\tpersonas usuarias"),
        ("| | Servicio a las | 3 | Atiende |", "| | personas usuarias | | con respeto. |"),
        ("| | Servicio a las | 3 | Atiende con respeto. |", "| | personas usuarias | | |"),
    ],
)
def test_a_name_broken_in_two_lines_is_one_name(renglones: tuple[str, ...]) -> None:
    leida = _leer(_CABEZA, "Institucional\tIniciativa\t2\tPropone mejoras.", *renglones)
    assert _filas(leida)[0][3] == "Propone mejoras."
    assert _filas(leida)[1][1:] == ("Servicio a las personas usuarias", 3, "Atiende con respeto.")
    assert any("partida en dos filas" in a["mensaje"] for a in leida["avisos"])


def test_the_rest_of_a_tipo_beside_the_rest_of_a_concepto() -> None:
    leida = _leer(
        "| Tipo | Competencia | Grado | Concepto según el grado |",
        "| Por clase ocupacional | Orden | 3 | Guarda |",
        "| y funciones | | | cada cosa. |",
    )
    tipo = "Por clase ocupacional y funciones"
    assert _filas(leida) == [(tipo, "Orden", 3, "Guarda cada cosa.")]


@pytest.mark.parametrize(
    ("cita", "nota"),
    [
        ("Bachillerato* o técnico.", "* Reformado por la Junta."),
        ("Bachillerato (*) o técnico.", "(*) Reformado por la Junta."),
        (r"Bachillerato \* o técnico.", r"\* Reformado por la Junta."),
    ],
)
def test_an_asterisk_points_to_a_note(cita: str, nota: str) -> None:
    for regla in ("", "---\n\n"):
        cargo = leido(con_items("formacion", cita, "", f"{regla}{nota}"))["cargos"][0]
        (formacion,) = cargo["secciones"]
        assert formacion["items"] == ["Bachillerato o técnico."]
        assert formacion["detalle"][0]["notas"] == ["*"]
        assert [(n["marca"], n["texto"]) for n in cargo["notas"]] == [
            ("*", "Reformado por la Junta.")
        ]


def test_emphasis_and_bullets_with_asterisks_point_to_nothing() -> None:
    cargo = leido(con_items("formacion", "* Bachiller en *Letras*.", "* Técnico."))["cargos"][0]
    assert cargo["secciones"][0]["items"] == ["Bachiller en Letras.", "Técnico."]
    assert cargo["notas"] == []


def test_the_rest_of_a_row_cut_by_a_page_is_of_it_though_its_grade_was_ticked() -> None:
    filas = (
        "Tipo\tCompetencia\t1\t2\t3\t4\t5\tConcepto según el grado",
        "Por clase ocupacional y funcion\tOrden\t\t\tX\t\t\tDeja todo en su",
        "es\t\t\t\t\t\t\tsitio al irse.",
        "\tServicio\t\t\t\tX\t\tAtiende con respeto.",
    )
    leida = _leer(*filas)
    assert _filas(leida) == [
        ("Por clase ocupacional y funciones", "Orden", 3, "Deja todo en su sitio al irse."),
        ("Por clase ocupacional y funciones", "Servicio", 4, "Atiende con respeto."),
    ]
    assert leida["sin_ubicar"] == []
