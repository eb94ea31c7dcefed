"""Every case of the table reads as a person would mark it."""

from __future__ import annotations

import pytest

from tests.workflows.diferencias.casos import Caso
from tests.workflows.diferencias.casos_de_hoja import TODOS
from tests.workflows.diferencias.lectura import contenido, leer
from workflows.diferencias import aplicar, comparar, es_silencioso, resumen
from workflows.formatos import cargar

todos = pytest.mark.parametrize("caso", TODOS, ids=lambda c: c.nombre)


@todos
def test_the_difference_reads_as_a_person_would_mark_it(caso: Caso) -> None:
    diferencia = comparar(contenido(caso.antes), contenido(caso.despues, "p"))
    assert leer(diferencia) == list(caso.lectura)
    assert diferencia.cuenta == len(caso.lectura)


@pytest.mark.parametrize(
    "caso", [c for c in TODOS if c.resumen is not None], ids=lambda c: c.nombre
)
def test_the_summary_says_it_in_short_lines(caso: Caso) -> None:
    diferencia = comparar(contenido(caso.antes), contenido(caso.despues, "p"))
    assert resumen(diferencia, cargar("manual-cargos")) == list(caso.resumen or ())


@todos
def test_applying_the_difference_gives_the_proposal(caso: Caso) -> None:
    base, propuesto = contenido(caso.antes), contenido(caso.despues, "p")
    assert aplicar(base, comparar(base, propuesto)) == propuesto


@todos
def test_only_what_needs_no_look_is_quiet(caso: Caso) -> None:
    cambios = list(comparar(contenido(caso.antes), contenido(caso.despues, "p")).cambios())
    assert (bool(cambios) and all(es_silencioso(c) for c in cambios)) is caso.silencioso


def test_no_two_cases_have_the_same_name() -> None:
    nombres = [c.nombre for c in TODOS]
    assert len(nombres) == len(set(nombres)) >= 25
