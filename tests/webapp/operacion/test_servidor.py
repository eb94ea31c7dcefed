"""Several processes serve one database, add up their figures, and stop without losing a request."""

from __future__ import annotations

import contextlib
import json
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apoyo.bases import Direcciones
from tests.apoyo.gunicorn import Servidor, sirviendo


@pytest.fixture
def servidor(direcciones: Direcciones, tmp_path: Path) -> Iterator[Servidor]:
    """Two worker processes on a database with the cast in it."""
    with sirviendo(direcciones, tmp_path) as servidor:
        yield servidor


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
