"""A change told with the words around it, and no more."""

from __future__ import annotations

from workflows.diferencias import Tipo, Tramo, recortar, tramos
from workflows.diferencias.recorte import final, principio

LARGO = "Coordinar con las sedes la entrega de los informes de cada mes y conservar su respaldo"


def test_what_stays_is_cut_between_words_and_the_change_is_not() -> None:
    antes = f"{LARGO}, supervisar su uso, {LARGO}."
    despues = antes.replace("supervisar", "coordinar")
    cortos = recortar(tramos(antes, despues), 20)
    assert [t.texto for t in cortos] == [
        "…su respaldo, ",
        "supervisar",
        "coordinar",
        " su uso, Coordinar…",
    ]


def test_between_two_changes_both_ends_are_kept() -> None:
    cambio = Tramo(Tipo.AGREGADO, "y")
    medio = recortar((cambio, Tramo(Tipo.IGUAL, LARGO), cambio), 15)[1].texto
    assert medio == "Coordinar con… su respaldo"
    assert recortar((cambio, Tramo(Tipo.IGUAL, "corto"), cambio), 15)[1].texto == "corto"


def test_what_nearly_fits_is_not_cut() -> None:
    assert principio(LARGO, len(LARGO) - 5) == final(LARGO, len(LARGO) - 5) == LARGO


def test_one_long_word_is_cut_all_the_same() -> None:
    palabra = "x" * 20_000
    assert principio(palabra, 10) == f"{'x' * 10}…"
    assert final(palabra, 10) == f"…{'x' * 10}"
