"""``make bench``: everything, on both engines, against a bare hello under the same server.

    .venv/bin/python -m bench [CARGOS…] [--motores sqlite,postgresql] [--solo paginas,peso]

Nothing is asserted. The table is printed, and saved with its figures in docs/bench.
"""

from __future__ import annotations

import argparse
import logging
import shlex
import sys
from contextlib import ExitStack
from pathlib import Path

from bench import paginas, peso, servidor, tabla
from bench.bases import Motor, aplicacion, motores, preparada
from bench.medidas import Medida
from webapp import RAIZ

TAMANOS = (100, 2_000)
VERSIONES = 5
PARTES = ("paginas", "peso")


def main(pedido: argparse.Namespace) -> None:
    """Measure what was asked, and say it."""
    medidas: list[Medida] = []
    with motores(pedido.motores) as listos:
        if "paginas" in pedido.solo:
            for cargos in pedido.cargos:
                medidas += _paginas(listos, cargos, pedido)
        if "peso" in pedido.solo:
            for motor in listos:
                medidas += peso.medir(motor)
    medidas.sort(key=lambda m: (list(tabla.TAREAS).index(m.tarea), m.motor != "SQLite", m.cargos))
    print(tabla.escribir(medidas, pedido.salida, f"python -m bench {shlex.join(sys.argv[1:])}"))


def _paginas(listos: list[Motor], cargos: int, pedido: argparse.Namespace) -> list[Medida]:
    with ExitStack() as pila:
        hola = pila.enter_context(servidor.hola())
        servidores, borradores = {}, {}
        for motor in listos:
            direcciones = preparada(motor, cargos, VERSIONES, "paginas")
            with aplicacion(direcciones) as app:
                borradores[motor.nombre] = paginas.abrir_trabajo(app)
            servidores[motor.nombre] = pila.enter_context(servidor.vigente(direcciones))
        print(f"  las páginas, con {cargos} cargos…", flush=True)
        return paginas.medir(
            hola, servidores, cargos, borradores,
            rondas=pedido.rondas, peticiones=pedido.peticiones,
        )  # fmt: skip


def _leer(argumentos: list[str]) -> argparse.Namespace:
    lector = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    lector.add_argument("cargos", nargs="*", type=int, default=list(TAMANOS))
    lector.add_argument("--motores", type=_lista, default=["sqlite", "postgresql"])
    lector.add_argument("--solo", type=_lista, default=list(PARTES))
    lector.add_argument("--rondas", type=int, default=3)
    lector.add_argument("--peticiones", type=int, default=40)
    lector.add_argument("--salida", type=Path, default=RAIZ / "docs" / "bench")
    return lector.parse_args(argumentos)


def _lista(texto: str) -> list[str]:
    return texto.split(",")


if __name__ == "__main__":
    logging.disable(logging.INFO)  # the migrations say each step
    main(_leer(sys.argv[1:]))
