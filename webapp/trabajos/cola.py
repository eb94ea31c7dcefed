"""The queue: huey tells a worker that there is a job, in SQLite or in PostgreSQL.

A message is only a number of a row. One that is lost costs a minute: ``retomar`` looks for rows
that nobody is at.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask, current_app
from huey import Huey, PostgresHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from huey.serializer import SignedSerializer

from webapp.bd import conectar_postgresql, db, transaccion
from webapp.trabajos import filas, salidas
from webapp.trabajos.correr import correr

#: The schema of huey's own tables on PostgreSQL (made by the migration, not by huey).
ESQUEMA = "vigente_cola"


class Cola:
    """The queue of an application. It touches nothing until something is put in it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.proceso = secrets.token_hex(8)
        self._huey: Huey | None = None
        self._encolar: Callable[[int], object]
        self._llave = threading.Lock()

    @property
    def huey(self) -> Huey:
        """Made the first time it is asked for, by whichever thread."""
        with self._llave:
            if self._huey is None:
                self._huey = self._hacer()
        return self._huey

    def avisar(self, id_: int) -> None:
        """Tell a worker about a job that is committed. It is found later when this fails."""
        try:
            self._decir(id_)
        except Exception:
            self.app.logger.exception("no se pudo avisar del trabajo %s; se retomará", id_)

    def retomar(self) -> list[int]:
        """Tell the workers again about what nobody is at, and forget what is old."""
        with self.app.app_context():
            ahora = self.app.config["RELOJ"]()
            with transaccion() as session:
                ids = filas.pendientes(session, ahora)
                viejos = filas.vencidos(session, ahora)
            for huella in viejos:
                salidas.borrar(Path(self.app.config["SALIDAS"]), huella)
        for id_ in ids:
            self._decir(id_)
        return ids

    def correr(self, id_: int) -> None:
        """Do one job here and now."""
        with self.app.app_context():
            correr(self.app, id_, self.proceso + secrets.token_hex(8))

    def cerrar(self) -> None:
        """Give back the connection of the queue."""
        if self._huey is not None:
            self._huey.storage.close()

    def soltar(self) -> None:
        """This worker ends: what it had begun waits for another."""
        with self.app.app_context(), transaccion() as session:
            filas.soltar(session, self.proceso)

    def _decir(self, id_: int) -> None:
        assert self.huey is not None
        self._encolar(id_)

    def _hacer(self) -> Huey:
        comunes = {"serializer": SignedSerializer(self.app.config["SECRET_KEY"], salt="trabajos"),
                   "results": False}  # fmt: skip
        with self.app.app_context():
            motor = db.engine
            if motor.dialect.name == "sqlite":
                archivo = Path(self.app.config["COLA"])
                archivo.parent.mkdir(parents=True, exist_ok=True)
                huey: Huey = SqliteHuey("trabajos", filename=str(archivo), **comunes)
            else:
                huey = PostgresHuey(
                    "trabajos",
                    connection=lambda: _conectar(motor),
                    create_tables=False,
                    **comunes,
                )
        self._encolar = huey.task(name="hacer")(self.correr)
        huey.periodic_task(crontab(minute="*"), name="retomar")(self.retomar)
        huey.on_startup(name="retomar")(self.retomar)
        return huey


class _AlLado(Consumer):  # type: ignore[misc]  # huey is not typed
    """huey's consumer beside a server that has its own way of stopping."""

    def _set_signal_handlers(self) -> None:
        """The server's, not ours."""


def iniciar(app: Flask) -> None:
    """Give an application its queue."""
    app.extensions["trabajos"] = Cola(app)


def atender_al_lado(app: Flask) -> Callable[[], None]:
    """Start ``TRABAJADORES`` worker threads (none where it is 0); call the answer to end them."""
    hilos: int = app.config["TRABAJADORES"]
    if hilos <= 0:
        return lambda: None
    suya: Cola = app.extensions["trabajos"]
    consumidor = _AlLado(suya.huey, workers=hilos, max_delay=1.0, shutdown_timeout=2.0)
    consumidor.start()

    def terminar() -> None:
        consumidor.stop(graceful=True)
        suya.soltar()

    return terminar


def cola() -> Cola:
    """The queue of the current application."""
    suya: Cola = current_app.extensions["trabajos"]
    return suya


def _conectar(motor: Any) -> psycopg.Connection[Any]:
    """A connection of huey's own, as the role that owns nothing."""
    argumentos, opciones = motor.dialect.create_connect_args(motor.url)
    conexion = psycopg.connect(*argumentos, **opciones)
    conectar_postgresql(conexion, None)
    conexion.execute(f"SET search_path TO {ESQUEMA}")
    conexion.commit()
    return conexion
