"""A connection that waits is looked at, and asked only when there is a reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from flask import Flask

from tests.apoyo.bases import Direcciones, FabricaPostgresql, FabricaSqlite
from tests.apoyo.caida import cortar
from tests.apoyo.reparto import SLUG
from tests.conftest import ClienteAparte
from webapp import reserva
from webapp.bd import db

Fabrica = FabricaSqlite | FabricaPostgresql
INDICE = f"/manual/{SLUG}/"


@contextmanager
def preguntas(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """The times that a server is asked whether it is there."""
    hechas: list[object] = []
    with app.app_context():
        dialecto = db.engine.dialect
    de_verdad = dialecto.do_ping
    with monkeypatch.context() as m:
        m.setattr(dialecto, "do_ping", lambda c: (hechas.append(c), de_verdad(c))[1])
        yield hechas


def test_a_server_is_asked_only_by_who_has_been_quiet(
    app: Flask, publico: ClienteAparte, fabrica: Fabrica, monkeypatch: pytest.MonkeyPatch
) -> None:
    publico.get(INDICE)
    with preguntas(app, monkeypatch) as hechas:
        assert publico.get(INDICE).status_code == 200
        assert len(hechas) == 0
        monkeypatch.setattr(reserva, "QUIETA", 0.0)
        assert publico.get(INDICE).status_code == 200
        assert len(hechas) == (1 if isinstance(fabrica, FabricaPostgresql) else 0)


def test_what_the_server_said_on_leaving_is_seen_without_asking(
    app: Flask, publico: ClienteAparte, fabrica: Fabrica, direcciones: Direcciones
) -> None:
    if not isinstance(fabrica, FabricaPostgresql):
        pytest.skip("SQLite has no server")
    publico.get(INDICE)
    cortar(fabrica, direcciones)
    assert [publico.get(INDICE).status_code for _ in range(5)] == [200] * 5


def test_who_reads_begins_no_transaction_where_it_gives_nothing(
    app: Flask, fabrica: Fabrica
) -> None:
    casos = (
        ("GET", INDICE, False),
        ("HEAD", INDICE, False),
        ("POST", f"/manual/{SLUG}/junta", False),  # our own write in a transaction apart
        ("POST", "/entrar", True),
    )
    for metodo, ruta, empieza in casos:
        with app.app_context(), app.test_request_context(ruta, method=metodo):
            app.preprocess_request()
            conexion = db.session.connection()
            conexion.exec_driver_sql("SELECT 1")
            en_transaccion = _en_transaccion(conexion.connection.dbapi_connection)
        es_postgresql = isinstance(fabrica, FabricaPostgresql)
        assert en_transaccion is (empieza if es_postgresql else True), (metodo, ruta)


def _en_transaccion(conexion: Any) -> bool:
    if isinstance(conexion, sqlite3.Connection):
        return conexion.in_transaction
    return bool(conexion.info.transaction_status != psycopg.pq.TransactionStatus.IDLE)
