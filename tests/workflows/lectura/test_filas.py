"""Rows of tables that are not a table: a row of one cell, a cell of several paragraphs."""

from __future__ import annotations

import pytest

from workflows.formatos import cargar
from workflows.lectura import leer
from workflows.lectura.modelo import CargoLeido, Lectura
from workflows.lectura.renglones import presentar

_CONDICIONES = cargar("especificacion-con-condiciones")
_TITULO = "Nombre del puesto: Chofer\nCódigo: CH-100\n\n"


def _leer(texto: str) -> tuple[CargoLeido, Lectura]:
    lectura = leer(texto.encode(), [_CONDICIONES])
    return lectura.cargos[0], lectura


def _items(cargo: CargoLeido, clave: str) -> list[str]:
    return [i.texto for i in cargo.contenido.seccion(clave).items]


@pytest.mark.parametrize(
    "crudo", ["| Conducir. | |", "|  | Conducir. |", "\tConducir.\t\t", "|Conducir.|"]
)
def test_a_row_of_one_cell_is_its_text(crudo: str) -> None:
    assert presentar(1, crudo).limpio == "Conducir."


def test_an_item_alone_in_its_row_keeps_its_number() -> None:
    cargo, lectura = _leer(f"{_TITULO}| FUNCIONES | |\n| 1. Conducir. | |\n| 2. Lavar. | |\n")
    assert _items(cargo, "tareas") == ["Conducir.", "Lavar."]
    assert not lectura.sin_ubicar
