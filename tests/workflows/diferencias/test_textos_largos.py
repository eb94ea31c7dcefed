"""Texts nobody would write still compare in bounded time, and never lose a character."""

from __future__ import annotations

import pytest

from tests.workflows.diferencias.lectura import marcar
from workflows.contenido import Contenido, Item, Seccion
from workflows.diferencias import Tipo, comparar, texto_antes, texto_despues, tramos

FRASE = "Revisar el estado de los tanques y de las válvulas de la red. "


def test_one_word_changed_in_a_very_long_item_is_the_only_one_marked() -> None:
    antes = FRASE * 330
    despues = FRASE * 100 + FRASE.replace("válvulas", "bombas") + FRASE * 229
    assert marcar(tramos(antes, despues)).count("[-válvulas-]{+bombas+}") == 1
    assert [t.texto for t in tramos(antes, despues) if t.tipo is not Tipo.IGUAL] == [
        "válvulas",
        "bombas",
    ]


def test_words_changed_at_both_ends_of_a_very_long_item_are_found_at_both_ends() -> None:
    antes = "Operar bombas. " + FRASE * 330 + "Avisar al jefe."
    despues = "Calibrar bombas. " + FRASE * 330 + "Avisar al turno."
    cambios = [t.texto for t in tramos(antes, despues) if t.tipo is not Tipo.IGUAL]
    assert cambios == ["Operar", "Calibrar", "jefe", "turno"]


def test_beyond_all_measure_the_item_reads_as_replaced() -> None:
    antes, despues = "fuga " * 21_000, "pozo " + "fuga " * 20_000 + "pozo"
    runs = tramos(antes, despues)
    assert [t.tipo for t in runs if t.texto.strip()] == [Tipo.QUITADO, Tipo.AGREGADO]
    assert (texto_antes(runs), texto_despues(runs)) == (antes, despues)


@pytest.mark.parametrize(
    ("antes", "despues"),
    [
        ("a " * 10_000, "b " + "a " * 4_000 + "c " + "a b " * 3_000),
        ("." * 20_000, "," * 3 + "." * 9_000 + ", " * 5_000),
        ("a" * 20_000, "ab" * 10_000),
        (" " * 20_000, "\n" * 20_000),
        (FRASE * 300, " ".join(reversed(FRASE.split())) * 300),
    ],
)
def test_the_oddest_long_texts_keep_every_character(antes: str, despues: str) -> None:
    runs = tramos(antes, despues)
    assert texto_antes(runs) == antes
    assert texto_despues(runs) == despues


def test_two_very_long_items_are_recognised_as_the_same_without_ids() -> None:
    def con(id_: str, texto: str) -> Contenido:
        return Contenido((), (Seccion("naturaleza", (Item(id_, texto),)),))

    diferencia = comparar(con("a", FRASE * 330), con("z", FRASE * 320 + "Fin."))
    assert [i.tipo for s in diferencia.secciones for i in s.items] == [Tipo.EDITADO]
