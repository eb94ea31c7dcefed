"""The database: one engine for the application, one for its owner, and the one way to write."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from flask import current_app, g, request
from flask_sqlalchemy_lite import SQLAlchemy
from flask_sqlalchemy_lite._extension import _close_sessions
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session

from webapp.reserva import vigilar

_registro = logging.getLogger(__name__)

#: The PostgreSQL role the application works as: it owns no table and may not TRUNCATE.
ROL_APLICACION = "vigente_app"
#: LIMIT 1, as a word of the statement: as a parameter, the plan that PostgreSQL makes once for all
#: who ask takes it for a tenth of what there is, and is put aside for one made each time.
UNO: sa.ColumnElement[int] = sa.literal_column("1")
#: In ``session.info`` of a rehearsal: what it wrote is never kept.
ENSAYO = "ensayo"


class Base(DeclarativeBase):
    """Every constraint is named, so that a refusal can be told from another (rule 9)."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Instante(sa.TypeDecorator[datetime]):
    """A moment in UTC, kept as text of fixed width so that both engines store what was hashed."""

    impl = sa.String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """``datetime`` with a zone → ``2026-11-22T07:52:07.123456Z``."""
        return None if value is None else escribir_instante(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The inverse, always in UTC."""
        return None if value is None else datetime.fromisoformat(value)


def escribir_instante(momento: datetime) -> str:
    """The one text of a moment. Raises ValueError for a naive datetime."""
    if momento.tzinfo is None:
        raise ValueError("un momento sin zona horaria no se puede guardar")
    return momento.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class _BaseDeDatos(SQLAlchemy):
    """Who only reads asks, and nothing else: on PostgreSQL each statement sees what is kept when
    it is asked, in a transaction or out of one, so that beginning and ending one gives a page
    nothing. On SQLite the page sees one moment (decisions/0033)."""

    def get_session(self, name: str = "default") -> Session:
        """The session of the request, made when it is first asked for."""
        es_nueva = name not in g.get("_sqlalchemy_sessions", ())
        session = super().get_session(name)
        if es_nueva and g.get("solo_lee") and session.get_bind().dialect.name == "postgresql":
            session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
        return session


db = _BaseDeDatos(session_options={"expire_on_commit": False})


def anotar_si_lee() -> None:
    """Before a request asks anything: whether all that its session does is read. Our own views
    write in a :func:`transaccion` apart, whatever the method; those of libraries do not."""
    vista = current_app.view_functions.get(request.endpoint or "")
    g.solo_lee = request.method in ("GET", "HEAD") or hasattr(vista, "permiso")


#: Seconds that a server has to take a connection, and milliseconds to acknowledge what it is sent.
_PLAZOS = {"connect_timeout": 5, "tcp_user_timeout": 20_000}


def preparar_motor(motor: Engine, *, aplicacion: bool) -> None:
    """Put the connection hooks of its dialect on an engine.

    ``aplicacion`` engines of PostgreSQL step down to :data:`ROL_APLICACION` when the
    login role may, so that the session neither owns the tables nor can TRUNCATE them.
    """
    if motor.dialect.name == "sqlite":
        sa.event.listen(motor, "connect", _conectar_sqlite)
        sa.event.listen(motor, "begin", _empezar_sqlite)
        return
    sa.event.listen(motor, "do_connect", _con_plazos)
    vigilar(motor)
    if aplicacion:
        sa.event.listen(motor, "connect", conectar_postgresql)


def _con_plazos(_: Dialect, __: object, ___: object, opciones: dict[str, Any]) -> None:
    """A server that is away is noticed, unless the address says otherwise."""
    for plazo, valor in _PLAZOS.items():
        opciones.setdefault(plazo, valor)


def _conectar_sqlite(conexion: sqlite3.Connection, _: object) -> None:
    conexion.isolation_level = None
    for ajuste in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "busy_timeout = 15000",
        "synchronous = FULL",
    ):
        conexion.execute(f"PRAGMA {ajuste}")


def _empezar_sqlite(conexion: Connection) -> None:
    if conexion.get_execution_options().get("escribe"):
        conexion.exec_driver_sql("BEGIN IMMEDIATE")
        return
    # It locks nothing, and waits for nobody: there is no fault of it to be told.
    conexion.connection.cursor().execute("BEGIN")


def conectar_postgresql(conexion: Any, _: object = None) -> None:
    """Step down to :data:`ROL_APLICACION` on a new connection whose login may."""
    with conexion.cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = %s",
            (ROL_APLICACION,),
        )
        fila = cursor.fetchone()
        if fila and fila[0]:
            cursor.execute(f"SET ROLE {ROL_APLICACION}")
    conexion.commit()


def insertar(session: Session, en: type[Base], filas: Sequence[Mapping[str, Any]]) -> None:
    """Add rows of the same columns in one statement, after what the session still holds.

    Without the mapper, which would take as long again over objects that nobody asks for.
    """
    if filas:
        session.flush()
        session.connection().execute(_inserta(en), filas)


@cache
def _inserta(en: type[Base]) -> Any:
    return sa.insert(en.__table__)  # type: ignore[arg-type]  # declared as any selectable


def actualizar(session: Session, en: type[Base], filas: Sequence[Mapping[str, Any]]) -> None:
    """Change rows by their primary key, after what the session still holds; each row says the same
    attributes. What the session has read of them stays as it was read."""
    if filas:
        session.flush()
        nuevas = [{f"nuevo_{atributo}": valor for atributo, valor in f.items()} for f in filas]
        session.connection().execute(_actualiza(en, tuple(filas[0])), nuevas)


@cache
def _actualiza(en: type[Base], atributos: tuple[str, ...]) -> Any:
    suyas = {a: sa.inspect(en).columns[a] for a in atributos}
    llaves = [c == sa.bindparam(f"nuevo_{a}") for a, c in suyas.items() if c.primary_key]
    nuevas: dict[Any, Any] = {
        c: sa.bindparam(f"nuevo_{a}") for a, c in suyas.items() if not c.primary_key
    }
    tabla: Any = en.__table__
    return sa.update(tabla).where(*llaves).values(nuevas)


@contextmanager
def por_tramos(conexion: Connection) -> Iterator[None]:
    """Rows that come a few at a time are of a cursor that the server keeps while a transaction
    lasts: who only reads, and has none, has one for that."""
    if conexion.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        yield
        return
    propia: Any = conexion.connection.driver_connection
    with propia.transaction():
        yield


class EnDuda(Exception):
    """The server went away between being told to commit and saying that it did: who asked must
    look before asking again."""


@contextmanager
def transaccion() -> Iterator[Session]:
    """A writing transaction of its own: all of it is kept, or none (rules 4 and 8).

    On SQLite it begins IMMEDIATE, so that two writers queue instead of failing half-way.
    Raises EnDuda when nobody can say which of the two it was.
    """
    with db.sessionmaker() as session:
        session.connection(execution_options={"escribe": True})
        yield session
        if session.info.get(ENSAYO):
            session.rollback()
            return
        session.flush()
        try:
            session.commit()
        except DBAPIError as error:
            if error.connection_invalidated:
                raise EnDuda from error
            raise


def cerrar_sesiones(error: BaseException | None) -> None:
    """The end of a request: a connection that died after the answer was made spoils no answer."""
    try:
        _close_sessions(error)
    except DBAPIError as falla:
        _registro.warning("una conexión se cortó al terminar una petición: %s", falla.orig)
