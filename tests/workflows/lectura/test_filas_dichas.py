"""What a person says of a row of the competency table is done to that row, and to no other."""

from __future__ import annotations

import pytest

from tests.workflows.lectura.fabrica import CLASE, MANUAL, con_items
from workflows.errores import DatosInvalidos
from workflows.lectura import Lectura, a_json, leer
from workflows.lectura.correcciones import Dicho, Que, a_texto, de_texto, decir_filas
from workflows.lectura.modelo import Clase
from workflows.lectura.renglones import FilaDicha

_CABEZA = "Tipo\tCompetencia\tGrado\tConcepto según el grado"
_UNA = "Institucional\tIniciativa\t2\tPropone"
_OTRA = "\tServicio\t3\tAtiende con respeto."
_MALA = "\tOrden\t7\tDeja cada"
TABLA = con_items("competencias", _CABEZA, _UNA, "mejoras.", _OTRA, _MALA, "cosa en su lugar.")
INICIATIVA = ("Institucional", "Iniciativa", 2, "Propone mejoras.")
SERVICIO = ("Institucional", "Servicio", 3, "Atiende con respeto.")
ORDEN = ("Institucional", "Orden", 4, "Deja cada cosa en su lugar.")


def linea(frase: str) -> int:
    """The number of the line that says ``frase``."""
    return next(n for n, x in enumerate(TABLA.split("\n"), 1) if frase in x)


def con(**dichas: list[tuple[str, str, int, str]]) -> Lectura:
    """The reading once it was said what the row of a line is; the line by a word of it."""
    dichos = {
        linea(palabra): Dicho(Que.FILA, "", tuple(FilaDicha(*f) for f in filas))
        for palabra, filas in dichas.items()
    }
    dichos = de_texto(a_texto(dichos))
    return leer(TABLA.encode(), [MANUAL], dichos=dichos)


def filas(lectura: Lectura) -> list[tuple[str, str, int, str]]:
    """The rows that were read."""
    return [tuple(f.values()) for f in a_json(lectura, MANUAL)["cargos"][0]["competencias"]]


def test_a_row_says_what_it_was_said_to_say_and_gives_its_tipo_to_the_next() -> None:
    assert filas(con()) == [INICIATIVA, SERVICIO]
    dicha = ("Por clase ocupacional y funciones", "Iniciativa propia", 5, "Propone y hace.")
    lectura = con(Iniciativa=[dicha])
    assert filas(lectura) == [dicha, SERVICIO]
    assert [lectura.lineas[linea(x) - 1].clase for x in ("Iniciativa", "mejoras")] == [
        Clase.TABLA, Clase.TABLA,
    ]  # fmt: skip


def test_it_can_be_said_from_any_of_its_lines() -> None:
    dicha = ("Institucional", "Empuje", 1, "Propone.")
    assert filas(con(mejoras=[dicha])) == [dicha, SERVICIO]


def test_a_row_without_a_good_grade_enters_once_it_is_said_which_and_keeps_its_lines() -> None:
    assert [x.numero for x in con().sin_ubicar] == [linea("Orden"), linea("cosa en")]
    lectura = con(Orden=[ORDEN])
    assert filas(lectura) == [INICIATIVA, SERVICIO, ORDEN]
    assert lectura.cobertura == 1
    assert [a for a in lectura.avisos if a.linea == linea("Orden")] == []


def test_a_row_is_taken_away_with_all_its_lines_and_leaves_its_tipo() -> None:
    lectura = con(Iniciativa=[], Orden=[ORDEN])
    assert filas(lectura) == [SERVICIO, ORDEN]
    fuera = [x.numero for x in lectura.lineas if x.clase is Clase.FUERA]
    assert fuera == [linea("Iniciativa"), linea("mejoras")]


def test_a_row_is_added_under_another() -> None:
    nueva = ("Institucional", "Escucha", 2, "Oye antes de responder.")
    assert filas(con(Servicio=[SERVICIO, nueva])) == [INICIATIVA, SERVICIO, nueva]


def test_a_line_of_another_section_becomes_a_row() -> None:
    texto = con_items("naturaleza", "Cuidar la bodega.", "Orden, grado cuatro.", "Barrer.")
    n = next(n for n, x in enumerate(texto.split("\n"), 1) if "Orden" in x)
    dicho = Dicho(Que.FILA, "", (FilaDicha(*ORDEN),))
    lectura = leer(texto.encode(), [MANUAL], dichos={n: dicho})
    assert filas(lectura) == [ORDEN]
    assert lectura.cobertura == 1


def test_everything_wrong_with_what_was_typed_is_said_by_field() -> None:
    escritas = [("", "Orden", "4", ""), ("", "", "6", "x" * 20_001), ("x", "y" * 300, "1", "")]
    with pytest.raises(DatosInvalidos) as negativa:
        decir_filas(escritas, MANUAL)
    assert list(negativa.value.por_campo()) == [
        "competencia-1", "grado-1", "concepto-1", "competencia-2",
    ]  # fmt: skip
    assert decir_filas(escritas[:1], MANUAL).filas == (("", "Orden", 4, ""),)
    with pytest.raises(DatosInvalidos, match="no hay tabla"):
        decir_filas([], CLASE)
