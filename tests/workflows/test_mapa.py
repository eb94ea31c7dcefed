"""The map of a manual: its axes are the formato's, its order the códigos'."""

from __future__ import annotations

from workflows.formatos import cargar
from workflows.mapa import Ejes, ejes, trazar

POR = Ejes("estrato", "categoria", "area")


def cargo(codigo: str, estrato: str, categoria: str) -> tuple[dict[str, str], str]:
    """A cargo whose cell shows its código."""
    return {"codigo": codigo, "estrato": estrato, "categoria": categoria}, codigo


def test_the_axes_are_what_the_formato_says_identifies_a_cargo() -> None:
    assert ejes(cargar("manual-cargos")) == POR
    assert ejes(cargar("especificacion-clase")) is None


def test_rows_and_columns_follow_the_digits_that_tell_them_apart_even_with_holes() -> None:
    mapa = trazar(
        "Operación",
        [
            cargo("34320", "OPERATIVO", "AVANZADO"),
            cargo("32220", "GESTOR", "ESPECIALISTA"),
            cargo("31120", "DIRECTOR", "EXPERTO"),
            cargo("34220", "OPERATIVO", "ESPECIALISTA"),
            cargo("33320", "EJECUTIVO", "AVANZADO"),
        ],
        POR,
    )
    assert mapa.columnas == ("EXPERTO", "ESPECIALISTA", "AVANZADO")
    assert [f.nombre for f in mapa.filas] == ["DIRECTOR", "GESTOR", "EJECUTIVO", "OPERATIVO"]
    assert mapa.filas[0].celdas == (("31120",), (), ())
    assert mapa.filas[3].celdas == ((), ("34220",), ("34320",))


def test_codes_that_say_nothing_leave_the_order_of_the_first_one() -> None:
    mapa = trazar("", [cargo("7", "B", "X"), cargo("", "A", "X"), cargo("9", "B", "Z")], POR)
    assert [f.nombre for f in mapa.filas] == ["A", "B"]
    assert mapa.columnas == ("X", "Z")


def test_a_spelling_apart_is_the_same_row_and_two_cargos_share_a_cell() -> None:
    mapa = trazar("", [cargo("12", "Técnico", "A"), cargo("11", "TECNICO", "A")], POR)
    assert [f.nombre for f in mapa.filas] == ["Técnico"]
    assert mapa.filas[0].celdas == (("11", "12"),)
