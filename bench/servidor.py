"""Servers as ``make serve`` starts them: gunicorn's processes and threads, production's checks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.apoyo.bases import Direcciones
from webapp import RAIZ

PROCESOS = 2
_ESPERA = 60.0


@dataclass(frozen=True, slots=True)
class Servidor:
    """A server on a loopback port."""

    proceso: subprocess.Popen[bytes]
    puerto: int

    def procesos(self) -> list[int]:
        """Its worker processes."""
        tareas = Path(f"/proc/{self.proceso.pid}/task").glob("*/children")
        return [int(h) for t in tareas for h in t.read_text("ascii").split()]

    def cpu(self) -> float:
        """Milliseconds of processor that its workers have used."""
        usados = 0
        for pid in self.procesos():
            for tarea in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                usados += int(tarea.read_text("ascii").split()[0])
        return usados / 1e6


@contextmanager
def hola() -> Iterator[Servidor]:
    """The bare Flask."""
    with (
        tempfile.TemporaryDirectory(prefix="vigente-bench-") as carpeta,
        _servido("bench.hola:app", "bench.servidor_hola", {}, Path(carpeta)) as servidor,
    ):
        yield servidor


@contextmanager
def vigente(direcciones: Direcciones) -> Iterator[Servidor]:
    """Vigente on a database."""
    with tempfile.TemporaryDirectory(prefix="vigente-bench-") as carpeta:
        entorno = {
            "BENCH_INSTANCIA": carpeta,
            "DATABASE_URL": direcciones.aplicacion,
            "DATABASE_OWNER_URL": direcciones.dueno,
            "SECRET_KEY": "k3Yx-9vQw_7LpZr2TnBs8HdFj5GmCa4E",
            "VIGENTE_PRODUCCION": "1",
            "VIGENTE_HTTPS": "1",
            "VIGENTE_URL": "https://manual.example",
            "VIGENTE_REGISTRO": "json",
        }
        with _servido(
            "bench.atendida:app", "webapp.operacion.servidor", entorno, Path(carpeta)
        ) as servidor:
            yield servidor


@contextmanager
def _servido(app: str, ajustes: str, entorno: dict[str, str], carpeta: Path) -> Iterator[Servidor]:
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        puerto = libre.getsockname()[1]
    completo = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("VIGENTE_", "PROMETHEUS_"))},
        "HOST": "127.0.0.1",
        "PORT": str(puerto),
        "VIGENTE_PROCESOS": str(PROCESOS),
        "TMPDIR": str(carpeta),
        **entorno,
    }
    with (carpeta / "registro.jsonl").open("wb") as registro:
        proceso = subprocess.Popen(  # noqa: S603  # this same program
            [sys.executable, "-m", "gunicorn", "-c", f"python:{ajustes}", app],
            cwd=RAIZ, env=completo, stdout=registro, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _esperar(proceso, puerto, carpeta / "registro.jsonl")
            yield Servidor(proceso, puerto)
        finally:
            proceso.send_signal(signal.SIGTERM)
            proceso.wait(_ESPERA)


def _esperar(proceso: subprocess.Popen[bytes], puerto: int, registro: Path) -> None:
    limite = time.monotonic() + _ESPERA
    while time.monotonic() < limite:
        if proceso.poll() is not None:
            raise RuntimeError(registro.read_text("utf-8"))
        try:
            socket.create_connection(("127.0.0.1", puerto), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"no atendió en {_ESPERA:.0f} segundos: {registro.read_text('utf-8')}")
