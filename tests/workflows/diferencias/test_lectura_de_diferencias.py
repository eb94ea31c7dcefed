"""Every case of the table reads as a person would mark it."""

from __future__ import annotations

import pytest

from tests.workflows.diferencias.casos import CASOS, Caso
from tests.workflows.diferencias.lectura import contenido, leer
from workflows.diferencias import aplicar, comparar, resumen
from workflows.formatos import cargar

todos = pytest.mark.parametrize("caso", CASOS, ids=[c.nombre for c in CASOS])


@todos
def test_the_difference_reads_as_a_person_would_mark_it(caso: Caso) -> None:
    diferencia = comparar(contenido(caso.antes), contenido(caso.despues, "p"))
    assert leer(diferencia) == list(caso.lectura)
    assert diferencia.cuenta == len(caso.lectura)


@pytest.mark.parametrize(
    "caso", [c for c in CASOS if c.resumen is not None], ids=lambda c: c.nombre
)
def test_the_summary_says_it_in_short_lines(caso: Caso) -> None:
    diferencia = comparar(contenido(caso.antes), contenido(caso.despues, "p"))
    assert resumen(diferencia, cargar("manual-cargos")) == list(caso.resumen or ())


@todos
def test_applying_the_difference_gives_the_proposal(caso: Caso) -> None:
    base, propuesto = contenido(caso.antes), contenido(caso.despues, "p")
    assert aplicar(base, comparar(base, propuesto)) == propuesto
