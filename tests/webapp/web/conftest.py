"""The application as it is run in earnest, for what does not depend on the engine: on SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.apoyo.bases import Direcciones, FabricaSqlite, ajustes, cerrar
from tests.apoyo.en_serio import Navegador, en_serio
from tests.apoyo.reparto import Elenco
from tests.conftest import ClienteAparte
from tests.guardias.permisos import recorrido
from tests.guardias.permisos.mundo import construir
from webapp import create_app


def mundo_en(direcciones: Direcciones, carpeta: Path, elenco: Elenco) -> list[recorrido.Ruta]:
    """Fill a fresh database with the world of the permissions; every route there is, with a real
    address of it."""
    app = create_app(ajustes(direcciones, carpeta, RELOJ=lambda: elenco.ahora))
    app.test_client_class = ClienteAparte
    with app.app_context():
        elenco.cargar()
        rutas = list(recorrido.rutas(construir(app, elenco)))
    cerrar(app)
    return rutas


@pytest.fixture
def base(fabrica_sqlite: FabricaSqlite) -> Direcciones:
    """The database of the application in earnest."""
    return fabrica_sqlite.nueva()


@pytest.fixture
def en_https(base: Direcciones, tmp_path: Path, elenco: Elenco) -> Iterator[Flask]:
    """Production settings, with the cast."""
    with en_serio(base, tmp_path, RELOJ=lambda: elenco.ahora) as app:
        with app.app_context():
            elenco.cargar()
        yield app


@pytest.fixture
def rutas(
    en_https: Flask, base: Direcciones, tmp_path: Path, elenco: Elenco
) -> list[recorrido.Ruta]:
    """Every route by every method, with a real address in that application."""
    return mundo_en(base, tmp_path, elenco)


@pytest.fixture
def navegador(en_https: Flask) -> Callable[[str], Navegador]:
    """``navegador("ana")``: a browser in which Ana is signed in; "" for nobody."""

    def abrir(clave: str) -> Navegador:
        cliente = en_https.test_client()
        assert isinstance(cliente, Navegador)
        return cliente.entrar(clave) if clave else cliente

    return abrir
