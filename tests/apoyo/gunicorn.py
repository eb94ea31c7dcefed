"""gunicorn as ``make serve`` starts it: several processes on a test's database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.apoyo.bases import Direcciones

RAIZ = Path(__file__).parents[2]
#: Opens the page of the figures.
CLAVE = "clave de las figuras"
_ESPERA = 120.0


@dataclass
class Servidor:
    """The master process and its address."""

    proceso: subprocess.Popen[bytes]
    base: str

    def pedir(self, ruta: str) -> str:
        """The body of a page."""
        pedido = urllib.request.Request(
            self.base + ruta, headers={"Authorization": f"Bearer {CLAVE}"}
        )
        with urllib.request.urlopen(pedido, timeout=20) as respuesta:
            return str(respuesta.read().decode())

    def obreros(self) -> list[int]:
        """The process ids of its workers."""
        pid = self.proceso.pid
        return [int(x) for x in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def esperar(self, obreros: int = 0) -> Servidor:
        """Until it answers, with so many workers, or the reason it does not."""
        tope = time.monotonic() + _ESPERA
        while time.monotonic() < tope:
            assert self.proceso.poll() is None, self.proceso.communicate()[0].decode()
            try:
                if len(self.obreros()) >= obreros:
                    self.pedir("/salud/lista")
                    return self
            except OSError:
                pass  # nobody listens yet, or all are starting
            time.sleep(0.05)
        raise AssertionError(f"no atendió en {_ESPERA:.0f} segundos")


@contextmanager
def sirviendo(
    direcciones: Direcciones,
    carpeta: Path,
    *,
    salida: int | None = subprocess.PIPE,
    entorno: Mapping[str, str] | None = None,
) -> Iterator[Servidor]:
    """Two worker processes that serve a database until the block ends."""
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        puerto = libre.getsockname()[1]
    ajustes = {
        **os.environ,
        "PORT": str(puerto),
        "HOST": "127.0.0.1",
        "DATABASE_URL": direcciones.aplicacion,
        "DATABASE_OWNER_URL": direcciones.dueno,
        "SECRET_KEY": "k3Yx-9vQw_7LpZr2TnBs8HdFj5GmCa4E",
        "VIGENTE_PRODUCCION": "1",
        "VIGENTE_HTTPS": "1",
        "VIGENTE_URL": "https://manual.example",
        "VIGENTE_METRICAS": CLAVE,
        "VIGENTE_REGISTRO": "json",
        "TMPDIR": str(carpeta),
        **(entorno or {}),
    }
    orden = [sys.executable, "-m", "gunicorn", "-c", "python:webapp.operacion.servidor", "wsgi:app"]
    proceso = subprocess.Popen(
        orden, cwd=RAIZ, env=ajustes, stdout=salida, stderr=subprocess.STDOUT
    )
    try:
        yield Servidor(proceso, f"http://127.0.0.1:{puerto}").esperar()
    finally:
        proceso.kill()
        proceso.communicate()
