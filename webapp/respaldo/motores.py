"""How each engine gives a copy of itself while people work, and takes one back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from webapp.bd import ROL_APLICACION
from workflows.errores import ActoInvalido, NoEncontrado

#: Name inside the file → the engine it is for.
MIEMBROS = {"sqlite": "base.sqlite", "postgresql": "base.pgdump"}


def volcar(url: URL, destino: Path) -> None:
    """Write a consistent copy of the database at ``url`` to ``destino``, without stopping it.

    Raises NoEncontrado when PostgreSQL's programs are not here, ActoInvalido when they fail.
    """
    if url.get_backend_name() == "sqlite":
        ruta = Path(url.database or "")
        if not ruta.is_file():
            raise NoEncontrado(f"No hay una base de datos en «{ruta}».", "Revise DATABASE_URL.")
        origen = sqlite3.connect(f"{ruta.resolve().as_uri()}?mode=ro", uri=True)
        copia = sqlite3.connect(destino)
        origen.backup(copia, pages=2000)
        copia.execute("PRAGMA journal_mode = DELETE")
        copia.close()
        origen.close()
        return
    _correr(url, "pg_dump", "--format=custom", "--no-owner", f"--file={destino}")


def reponer(url: URL, origen: Path) -> None:
    """Put the copy ``origen`` where ``url`` says. Raises ActoInvalido where something is."""
    if url.get_backend_name() == "sqlite":
        destino = Path(url.database or "")
        if destino.exists() and destino.stat().st_size:
            raise ActoInvalido(
                f"Ya hay una base de datos en «{destino}».",
                "Muévala a otro lado antes de restaurar. No se cambió nada.",
            )
        destino.parent.mkdir(parents=True, exist_ok=True)
        parcial = destino.with_name(destino.name + ".restaurando")
        shutil.copyfile(origen, parcial)
        with parcial.open("rb+") as archivo:
            os.fsync(archivo.fileno())
        parcial.replace(destino)
        return
    motor = sa.create_engine(url, poolclass=sa.NullPool)
    with motor.begin() as conexion:
        if sa.inspect(conexion).get_table_names():
            raise ActoInvalido(
                f"La base «{url.database}» ya tiene tablas.",
                "Restaure en una base vacía. No se cambió nada.",
            )
        _papel(conexion)
    opciones = ("--no-owner", "--exit-on-error", "--single-transaction")
    _correr(url, "pg_restore", *opciones, str(origen))


def _papel(conexion: Connection) -> None:
    """The role that the grants in the copy name; it lives outside any database."""
    hay = conexion.scalar(
        sa.text("SELECT 1 FROM pg_roles WHERE rolname = :rol"), {"rol": ROL_APLICACION}
    )
    if not hay:
        conexion.execute(sa.text(f"CREATE ROLE {ROL_APLICACION} NOLOGIN"))


def _correr(url: URL, programa: str, *argumentos: str) -> None:
    """Run a program of PostgreSQL on ``url``; the password goes where nobody lists it."""
    carpeta = os.environ.get("VIGENTE_PG_BIN")
    ruta = shutil.which(programa, path=carpeta or os.environ.get("PATH"))
    if ruta is None:
        raise NoEncontrado(
            f"Aquí no está «{programa}», de PostgreSQL.",
            "Instale el cliente de su misma versión, o diga dónde está con VIGENTE_PG_BIN.",
        )
    sin_clave = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, url.query
    )
    entorno = {**os.environ, "PGPASSWORD": str(url.password or "")}
    hecho = subprocess.run(
        [ruta, f"--dbname={sin_clave.render_as_string()}", *argumentos],
        capture_output=True, text=True, check=False, env=entorno,
    )  # fmt: skip
    if hecho.returncode:
        raise ActoInvalido(f"{programa} no pudo: {hecho.stderr.strip()}", "No se cambió nada.")
