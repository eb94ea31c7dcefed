"""A database that goes away for a while, and one without room, on either engine."""

from __future__ import annotations

import re
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import sqlalchemy as sa
from flask import Flask

from tests.apoyo.bases import Direcciones, FabricaPostgresql, FabricaSqlite
from webapp.bd import db

_PACIENCIA = "PRAGMA busy_timeout = 100"


@contextmanager
def base_caida(
    app: Flask, fabrica: FabricaSqlite | FabricaPostgresql, direcciones: Direcciones
) -> Iterator[None]:
    """PostgreSQL takes no connection and cuts those there were; of SQLite, another process holds
    the lock for longer than anybody waits (who only reads notices nothing)."""
    if isinstance(fabrica, FabricaPostgresql):
        base = sa.make_url(direcciones.dueno).database
        with fabrica.administra.connect() as administra:
            administra.execute(sa.text(f"ALTER DATABASE {base} ALLOW_CONNECTIONS false"))
            _cortar(administra, base)
            yield
            administra.execute(sa.text(f"ALTER DATABASE {base} ALLOW_CONNECTIONS true"))
        return
    with _en_cada_conexion(app, _PACIENCIA):
        otra = sqlite3.connect(sa.make_url(direcciones.dueno).database or "", isolation_level=None)
        otra.execute("BEGIN EXCLUSIVE")
        yield
        otra.execute("ROLLBACK")
        otra.close()


def cortar(fabrica: FabricaPostgresql, direcciones: Direcciones) -> None:
    """Every connection to a database ends, as when its server starts again."""
    with fabrica.administra.connect() as administra:
        _cortar(administra, sa.make_url(direcciones.dueno).database)


def _cortar(administra: sa.Connection, base: str | None) -> None:
    administra.execute(
        sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :base"),
        {"base": base},
    )


@contextmanager
def sin_paginas(app: Flask) -> Iterator[None]:
    """A SQLite database whose file may not grow."""
    with app.app_context(), db.engine.connect() as conexion:
        paginas = conexion.exec_driver_sql("PRAGMA page_count").scalar()
    with _en_cada_conexion(app, f"PRAGMA max_page_count = {paginas}"):
        yield


@contextmanager
def _en_cada_conexion(app: Flask, orden: str) -> Iterator[None]:
    with app.app_context():
        motor = db.engine

    def al_conectar(conexion: sqlite3.Connection, _: object) -> None:
        conexion.execute(orden)

    motor.dispose()
    sa.event.listen(motor, "connect", al_conectar)
    try:
        yield
    finally:
        sa.event.remove(motor, "connect", al_conectar)
        motor.dispose()


@contextmanager
def archivos_de_a_lo_mas(octetos: int) -> Iterator[None]:
    """No file of this process may grow beyond that: what a full disk or a quota does to it."""
    suave, duro = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octetos, duro))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (suave, duro))


def formulario(pagina: str) -> dict[str, list[str]]:
    """The fields of the form that sends again what was typed."""
    campos: dict[str, list[str]] = {}
    principal = pagina[pagina.index("<main") :]
    for nombre, valor in re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)">', principal
    ):
        campos.setdefault(unescape(nombre), []).append(unescape(valor))
    return campos
