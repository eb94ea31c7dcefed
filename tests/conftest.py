"""Fixtures: the two engines, an application on a fresh database, and clients that don't mix."""

from __future__ import annotations

import contextvars
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from tests.apoyo import reparto
from tests.apoyo.bases import (
    Direcciones,
    FabricaPostgresql,
    FabricaSqlite,
    ajustes,
    cerrar,
    migrar,
    servidor_postgresql,
)
from webapp import create_app

settings.register_profile(
    "vigente",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("vigente")

Fabrica = FabricaSqlite | FabricaPostgresql


class ClienteAparte(FlaskClient):
    """Each request in an empty context: pytest-flask keeps one pushed, and flask-login caches
    the person in it, so a second client would act as the first."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """The same request, in a context of its own, read to its end as a server would send it."""
        kwargs.setdefault("buffered", True)
        return contextvars.Context().run(super().open, *args, **kwargs)

    def entrar(self, clave: str) -> ClienteAparte:
        """Sign in as somebody of the cast."""
        datos = {"email": reparto.correo(clave), "password": reparto.CONTRASENA}
        respuesta = self.post("/entrar", data=datos)
        assert respuesta.status_code == 302, respuesta.text
        return self


def _plantilla(carpeta: Path) -> Callable[[Direcciones], None]:
    def preparar(direcciones: Direcciones) -> None:
        migrar(direcciones, carpeta)
        app = create_app(ajustes(direcciones, carpeta))
        with app.app_context():
            from flask_security import hash_password  # needs the application

            reparto.fundar(hash_password(reparto.CONTRASENA))
        cerrar(app)

    return preparar


@pytest.fixture(scope="session")
def fabrica_sqlite(tmp_path_factory: pytest.TempPathFactory) -> FabricaSqlite:
    """The template database on SQLite."""
    carpeta = tmp_path_factory.mktemp("sqlite")
    return FabricaSqlite(carpeta, _plantilla(carpeta))


@pytest.fixture(scope="session")
def fabrica_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FabricaPostgresql]:
    """The template database on PostgreSQL; required where VIGENTE_EXIGE names it."""
    carpeta = tmp_path_factory.mktemp("pg")
    exige = "postgresql" in os.environ.get("VIGENTE_EXIGE", "")
    try:
        servidor = servidor_postgresql()
        socket = servidor.__enter__()
    except Exception as error:
        if exige:
            raise
        pytest.skip(f"no PostgreSQL can be started here: {error}")
    yield FabricaPostgresql(socket, _plantilla(carpeta))
    servidor.__exit__(None, None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def fabrica(request: pytest.FixtureRequest) -> Fabrica:
    """Each engine in turn: a test that uses the database runs on both."""
    elegida: Fabrica = request.getfixturevalue(f"fabrica_{request.param}")
    return elegida


@pytest.fixture
def direcciones(fabrica: Fabrica) -> Iterator[Direcciones]:
    """A fresh database with the cast in it."""
    nueva = fabrica.nueva()
    yield nueva
    fabrica.soltar(nueva)


@pytest.fixture
def elenco() -> reparto.Elenco:
    """The cast; it learns its ids from the application's database."""
    return reparto.Elenco()


@pytest.fixture
def app(direcciones: Direcciones, tmp_path: Path, elenco: reparto.Elenco) -> Iterator[Flask]:
    """The application on that database, its clock the cast's."""
    app = create_app(ajustes(direcciones, tmp_path, RELOJ=lambda: elenco.ahora))
    app.test_client_class = ClienteAparte
    with app.app_context():
        elenco.cargar()
    yield app
    cerrar(app)


@pytest.fixture
def app_sqlite(
    fabrica_sqlite: FabricaSqlite, tmp_path: Path, elenco: reparto.Elenco
) -> Iterator[Flask]:
    """The application of ``app``, on SQLite only: for what does not depend on the engine."""
    direcciones = fabrica_sqlite.nueva()
    app = create_app(ajustes(direcciones, tmp_path, RELOJ=lambda: elenco.ahora))
    app.test_client_class = ClienteAparte
    with app.app_context():
        elenco.cargar()
    yield app
    cerrar(app)
    fabrica_sqlite.soltar(direcciones)


@pytest.fixture
def en_app(app: Flask) -> Iterator[Flask]:
    """The application, with its context pushed: for tests of casos and consultas."""
    with app.app_context():
        yield app


@pytest.fixture
def como(app: Flask) -> Callable[[str], ClienteAparte]:
    """``como("ana")``: a browser of its own in which Ana is signed in."""

    def entrar(clave: str) -> ClienteAparte:
        cliente = app.test_client()
        assert isinstance(cliente, ClienteAparte)
        return cliente.entrar(clave)

    return entrar


@pytest.fixture
def publico(app: Flask) -> ClienteAparte:
    """A browser in which nobody is signed in."""
    cliente = app.test_client()
    assert isinstance(cliente, ClienteAparte)
    return cliente
