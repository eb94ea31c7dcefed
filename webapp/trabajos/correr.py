"""Do one job: take it, keep its heart beating, and write how it ended."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flask import Flask

from webapp.bd import transaccion
from webapp.caidas import sin_espacio
from webapp.trabajos import filas
from webapp.trabajos.clases import CLASES
from workflows.errores import ErrorVigente

#: Seconds between two heartbeats, whatever the job is doing.
PULSO = 5.0
#: Seconds between two writes of how far it is.
PAUSA = 0.5


class YaNoEsMio(Exception):
    """Another worker took the job: this one was taken for dead, and stops."""


class _Turno:
    """A job in the hands of one worker."""

    def __init__(self, app: Flask, id_: int, dueno: str) -> None:
        self.app, self.id, self.dueno = app, id_, dueno
        self._perdido = threading.Event()
        self._dicho = ("", 0.0)

    def ahora(self) -> datetime:
        momento: datetime = self.app.config["RELOJ"]()
        return momento

    def avanzar(self, hechos: int, total: int, paso: str) -> None:
        """Write how far it is, not more than twice a second."""
        if self._perdido.is_set():
            raise YaNoEsMio
        antes, cuando = self._dicho
        if paso == antes and hechos < total and time.monotonic() - cuando < PAUSA:
            return
        self._dicho = (paso, time.monotonic())
        if not self._anotar(latido=self.ahora(), hechos=hechos, total=total, paso=paso):
            raise YaNoEsMio

    def latir(self) -> None:
        """Say that somebody is still at it."""
        if not self._anotar(latido=self.ahora()):
            self._perdido.set()

    def _anotar(self, **valores: object) -> bool:
        with transaccion() as session:
            return filas.anotar(session, self.id, self.dueno, **valores)


def correr(app: Flask, id_: int, dueno: str) -> None:
    """Do a job that waits, or whose worker died. Needs an application context.

    Nothing it does is inside a transaction; a refusal or a fault ends it with its sentence.
    """
    turno = _Turno(app, id_, dueno)
    with transaccion() as session:
        trabajo = filas.reclamar(session, id_, dueno, turno.ahora())
        if trabajo is None:
            return
        clase, datos = trabajo.clase, json.loads(trabajo.datos)
    try:
        with _latiendo(turno):
            salida = CLASES[clase](datos, turno.avanzar)
    except YaNoEsMio:
        app.logger.warning("el trabajo %s lo sigue otro trabajador", id_)
        return
    except ErrorVigente as error:
        _fallar(turno, error.mensaje, error.remedio)
        return
    except Exception as error:
        app.logger.exception("el trabajo %s no terminó", id_)
        lleno = sin_espacio(error)
        _fallar(
            turno,
            "No queda espacio en el servidor, y el documento no se terminó."
            if lleno
            else "Ocurrió un error inesperado y el documento no se terminó.",
            "Avise a quien administra el sistema: hay que liberar espacio. Después pídalo de nuevo."
            if lleno
            else "Inténtelo de nuevo; si se repite, avise a quien administra el sistema.",
        )
        return
    with transaccion() as session:
        filas.terminar(session, id_, dueno, salida, turno.ahora())


def _fallar(turno: _Turno, error: str, remedio: str) -> None:
    with transaccion() as session:
        filas.fallar(session, turno.id, turno.dueno, error, remedio, turno.ahora())


@contextmanager
def _latiendo(turno: _Turno) -> Iterator[None]:
    """A thread that says every few seconds that the job is alive, until the block ends."""
    fin = threading.Event()

    def latir() -> None:
        while not fin.wait(PULSO):
            try:
                with turno.app.app_context():
                    turno.latir()
            except Exception:
                turno.app.logger.exception("el trabajo %s no pudo decir que sigue", turno.id)

    hilo = threading.Thread(target=latir, name=f"latido-{turno.id}", daemon=True)
    hilo.start()
    try:
        yield
    finally:
        fin.set()
        hilo.join()
