"""Several processes serve one database, add up their figures, and stop without losing a request."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.apoyo.bases import Direcciones

RAIZ = Path(__file__).parents[3]
CLAVE = "clave de las figuras"


@dataclass
class Servidor:
    """gunicorn, as ``make serve`` starts it."""

    proceso: subprocess.Popen[bytes]
    base: str

    def pedir(self, ruta: str) -> str:
        """The body of a page."""
        pedido = urllib.request.Request(
            self.base + ruta, headers={"Authorization": f"Bearer {CLAVE}"}
        )
        with urllib.request.urlopen(pedido, timeout=20) as respuesta:
            return str(respuesta.read().decode())

    def esperar(self) -> Servidor:
        """Until it answers, or the reason it does not."""
        for _ in range(600):
            assert self.proceso.poll() is None, self.proceso.communicate()[0].decode()
            try:
                self.pedir("/salud/lista")
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
            else:
                return self
        raise AssertionError("no atendió en 30 segundos")


@pytest.fixture
def servidor(direcciones: Direcciones, tmp_path: Path) -> Iterator[Servidor]:
    """Two worker processes on a database with the cast in it."""
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        puerto = libre.getsockname()[1]
    entorno = {
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
        "TMPDIR": str(tmp_path),
    }
    orden = [sys.executable, "-m", "gunicorn", "-c", "python:webapp.operacion.servidor", "wsgi:app"]
    proceso = subprocess.Popen(
        orden, cwd=RAIZ, env=entorno, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    yield Servidor(proceso, f"http://127.0.0.1:{puerto}").esperar()
    proceso.kill()
    proceso.communicate()


def test_the_figures_are_of_all_the_processes_and_a_stop_answers_whatever_it_began(
    servidor: Servidor,
) -> None:
    for _ in range(12):
        servidor.pedir("/")
    figuras = servidor.pedir("/metricas")
    assert 'vigente_peticiones_total{codigo="200",metodo="GET",vista="inicio"} 12.0' in figuras
    respuestas: list[str] = []

    def pedir_sin_parar() -> None:
        with contextlib.suppress(OSError):  # nobody listens any more
            while True:
                respuestas.append(servidor.pedir("/"))

    hilos = [threading.Thread(target=pedir_sin_parar) for _ in range(4)]
    for hilo in hilos:
        hilo.start()
    while len(respuestas) < 8:
        time.sleep(0.01)
    servidor.proceso.send_signal(signal.SIGTERM)
    for hilo in hilos:
        hilo.join(30)
    salida = servidor.proceso.communicate(timeout=30)[0].decode()
    assert servidor.proceso.returncode == 0
    registradas = [json.loads(x) for x in salida.splitlines() if x.startswith('{"codigo"')]
    empezadas = [x for x in registradas if x["vista"] == "inicio"]
    assert len(empezadas) == 12 + len(respuestas)
    assert all(r.rstrip().endswith("</html>") for r in respuestas)
