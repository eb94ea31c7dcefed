"""A text that went out to paper and came back keeps the ids of what it already said."""

from __future__ import annotations

from tests.workflows.diferencias.lectura import contenido
from workflows.contenido import Competencia, Contenido, Item, Seccion
from workflows.diferencias import heredar_ids

AP = "actividades_principales"


def _ids(x: Contenido) -> list[str]:
    return [i.id for s in x.secciones for i in s.items]


def test_the_same_text_comes_back_with_its_own_ids() -> None:
    base = contenido({AP: ["Leer medidores.", "Reparar fugas.", "Leer medidores."]})
    vuelta = contenido({AP: ["Leer medidores.", "Reparar fugas.", "Leer medidores."]}, "p")
    assert heredar_ids(base, vuelta) == base


def test_an_insertion_by_hand_gets_a_fresh_id_and_the_rest_keep_theirs() -> None:
    base = contenido({AP: ["Leer medidores del sector.", "Reparar fugas de la red."]})
    vuelta = contenido(
        {AP: ["Notificar cortas.", "Leer medidores del cantón.", "Reparar fugas de la red."]}, "p"
    )
    nuevo, leer, reparar = _ids(heredar_ids(base, vuelta))
    assert (leer, reparar) == ("b1", "b2")
    assert nuevo not in {"b1", "b2", "p1"}


def test_ids_that_happen_to_be_the_same_outside_mean_nothing() -> None:
    base = contenido({AP: ["Leer medidores.", "Reparar fugas."]})
    vuelta = contenido({AP: ["Reparar fugas.", "Leer medidores."]}, "b")
    assert _ids(heredar_ids(base, vuelta)) == ["b2", "b1"]


def test_an_id_the_base_repeated_is_given_once() -> None:
    base = Contenido(
        (), (Seccion(AP, (Item("x", "Leer medidores."), Item("x", "Reparar fugas."))),)
    )
    heredado = _ids(heredar_ids(base, base))
    assert heredado[0] == "x"
    assert heredado[1] != "x"


def test_a_row_keeps_its_id_by_its_name() -> None:
    base = Contenido((), (), (Competencia("c1", "Institucional", "Iniciativa", 3, "Propone."),))
    vuelta = Contenido((), (), (Competencia("z", "Institucional", "INICIATIVA", 4, "Actúa."),))
    assert heredar_ids(base, vuelta).competencias[0].id == "c1"
