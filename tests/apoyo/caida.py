"""A database that goes away for a while, and one without room, on either engine."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import shlex
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

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


@contextmanager
def servidor_detenido(fabrica: FabricaPostgresql) -> Iterator[None]:
    """The whole server of PostgreSQL is stopped (fast), and started again as it was."""
    with fabrica.administra.connect() as administra:
        datos = Path(str(administra.scalar(sa.text("SHOW data_directory"))))
    orden = shlex.split((datos / "postmaster.opts").read_text("utf-8"))
    ctl = [str(Path(orden[0]).with_name("pg_ctl")), "-D", str(datos), "-w"]
    dueno = {"user": datos.stat().st_uid, "group": datos.stat().st_gid} if os.getuid() == 0 else {}
    comunes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **dueno}
    subprocess.run([*ctl, "-m", "fast", "stop"], check=True, **comunes)
    try:
        yield
    finally:
        registro = ["-l", str(datos / "arranque.log"), "-o", shlex.join(orden[1:])]
        subprocess.run([*ctl, *registro, "start"], check=True, **comunes)


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
def disco_lleno(
    app: Flask, fabrica: FabricaPostgresql, direcciones: Direcciones, megas: int = 64
) -> Iterator[Path]:
    """A PostgreSQL database on a disk of its own, full but for nothing; yields what fills it.

    Raises PermissionError where this process may not mount one.
    """
    base = sa.make_url(direcciones.dueno).database
    punto = Path(tempfile.mkdtemp(prefix="vigente-disco-"))
    montar = ["mount", "-t", "tmpfs", "-o", f"size={megas}m,mode=0777", "tmpfs", str(punto)]
    if subprocess.run(montar, capture_output=True, check=False).returncode:
        punto.rmdir()
        raise PermissionError("no se puede montar un disco")
    with app.app_context():
        motores = [db.engine, *db.engines.values()]

    def mudar(destino: str) -> None:
        for motor in motores:
            motor.dispose()
        with fabrica.administra.connect() as administra:
            _cortar(administra, base)
            administra.execute(sa.text(f"ALTER DATABASE {base} SET TABLESPACE {destino}"))

    try:
        espacio = punto / "base"
        espacio.mkdir()
        with fabrica.administra.connect() as administra:
            datos = administra.scalar(sa.text("SHOW data_directory"))
            dueno = Path(str(datos)).stat()
            os.chown(espacio, dueno.st_uid, dueno.st_gid)
            administra.execute(sa.text(f"CREATE TABLESPACE chico LOCATION '{espacio}'"))
        mudar("chico")
        relleno = punto / "relleno"
        with contextlib.suppress(OSError), relleno.open("wb", buffering=0) as archivo:
            while archivo.write(b"x" * 4096):
                pass
        yield relleno
        relleno.unlink(missing_ok=True)
        mudar("pg_default")
        with fabrica.administra.connect() as administra:
            administra.execute(sa.text("DROP TABLESPACE chico"))
    finally:
        subprocess.run(["umount", "-l", str(punto)], check=False)
        punto.rmdir()


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
