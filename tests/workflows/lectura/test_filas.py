"""Rows of tables that are not a table: a row of one cell, a cell of several paragraphs."""

from __future__ import annotations

import pytest

from tests.workflows.lectura.fabrica import CHOFER, leer_clase, textos
from workflows.lectura.renglones import presentar


@pytest.mark.parametrize(
    "crudo", ["| Conducir. | |", "|  | Conducir. |", "\tConducir.\t\t", "|Conducir.|"]
)
def test_a_row_of_one_cell_is_its_text(crudo: str) -> None:
    assert presentar(1, crudo).limpio == "Conducir."


def test_an_item_alone_in_its_row_keeps_its_number() -> None:
    cargo, lectura = leer_clase(f"{CHOFER}| FUNCIONES | |\n| 1. Conducir. | |\n| 2. Lavar. | |\n")
    assert textos(cargo, "tareas") == ["Conducir.", "Lavar."]
    assert not lectura.sin_ubicar
