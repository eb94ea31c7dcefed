"""Migrations one at a time: whoever comes second waits, and finds nothing left to do."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from flask_alembic import Alembic
from sqlalchemy.engine import Engine

from webapp.bd import db

#: PostgreSQL's advisory lock of Vigente's migrations, in each database its own.
_LLAVE = 6_207_461_023
_ESPERA = "Otra migración está en curso en esta base de datos: se espera a que termine."


class Migrador(Alembic):
    """Flask-Alembic that takes its turn before it looks at what there is to do."""

    def run_migrations(self, *args: Any, **kwargs: Any) -> None:
        """As the library does, alone in the database."""
        with turno(db.engines["dueno"]):
            super().run_migrations(*args, **kwargs)


@contextmanager
def turno(motor: Engine) -> Iterator[None]:
    """Nobody else migrates this database until the block ends, or its process does."""
    if motor.dialect.name == "sqlite":
        with _turno_sqlite(Path(motor.url.database or "")):
            yield
        return
    with motor.connect().execution_options(isolation_level="AUTOCOMMIT") as conexion:
        if not conexion.scalar(sa.text(f"SELECT pg_try_advisory_lock({_LLAVE})")):
            click.echo(_ESPERA, err=True)
            conexion.execute(sa.text(f"SELECT pg_advisory_lock({_LLAVE})"))
        try:
            yield
        finally:
            conexion.execute(sa.text(f"SELECT pg_advisory_unlock({_LLAVE})"))


@contextmanager
def _turno_sqlite(archivo: Path) -> Iterator[None]:
    """The lock of a file beside the database; it ends with the process that holds it."""
    archivo.parent.mkdir(parents=True, exist_ok=True)
    with archivo.with_name(f"{archivo.name}.migracion").open("a") as llave:
        try:
            fcntl.flock(llave, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            click.echo(_ESPERA, err=True)
            fcntl.flock(llave, fcntl.LOCK_EX)
        yield
