"""The application as it is run in earnest, for what does not depend on the engine: on SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.apoyo.bases import FabricaSqlite
from tests.apoyo.en_serio import Navegador, en_serio
from tests.apoyo.reparto import Elenco
from tests.guardias import test_permisos

rutas = test_permisos.rutas


@pytest.fixture
def en_https(fabrica_sqlite: FabricaSqlite, tmp_path: Path, elenco: Elenco) -> Iterator[Flask]:
    """Production settings, with the cast."""
    direcciones = fabrica_sqlite.nueva()
    with en_serio(direcciones, tmp_path, RELOJ=lambda: elenco.ahora) as app:
        with app.app_context():
            elenco.cargar()
        yield app
    fabrica_sqlite.soltar(direcciones)


@pytest.fixture
def navegador(en_https: Flask) -> Callable[[str], Navegador]:
    """``navegador("ana")``: a browser in which Ana is signed in; "" for nobody."""

    def abrir(clave: str) -> Navegador:
        cliente = en_https.test_client()
        assert isinstance(cliente, Navegador)
        return cliente.entrar(clave) if clave else cliente

    return abrir
