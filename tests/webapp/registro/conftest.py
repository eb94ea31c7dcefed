"""One record per engine, filled once: every attack on it is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.apoyo.bases import FabricaPostgresql, FabricaSqlite
from tests.apoyo.escenario import Escenario, montar


def _montado(
    fabrica: FabricaSqlite | FabricaPostgresql, carpetas: pytest.TempPathFactory
) -> Iterator[Escenario]:
    direcciones = fabrica.nueva()
    escenario = montar(direcciones, carpetas.mktemp("escenario"), fabrica.nombre)
    yield escenario
    for via in escenario.vias.values():
        via.dispose()
    fabrica.soltar(direcciones)


@pytest.fixture(scope="session")
def escenario_sqlite(
    fabrica_sqlite: FabricaSqlite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Escenario]:
    """The record on SQLite."""
    yield from _montado(fabrica_sqlite, tmp_path_factory)


@pytest.fixture(scope="session")
def escenario_postgresql(
    fabrica_postgresql: FabricaPostgresql, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Escenario]:
    """The record on PostgreSQL."""
    yield from _montado(fabrica_postgresql, tmp_path_factory)


@pytest.fixture
def escenario(request: pytest.FixtureRequest) -> Escenario:
    """The record on the engine that the test is parametrised with."""
    elegido: Escenario = request.getfixturevalue(f"escenario_{request.param}")
    return elegido
