"""``make bench``: everything, on both engines, against a bare hello under the same server.

    .venv/bin/python -m bench [CARGOS…] [--motores sqlite,postgresql] [--solo paginas,peso]

Nothing is asserted. The table is printed, and saved with its figures in docs/bench.
"""

from __future__ import annotations

import argparse
import logging
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench import documentos, importacion, memoria, paginas, peso, servidor, tabla, textos, vida
from bench.bases import Motor, aplicacion, motores, preparada
from bench.cliente import PorHttp
from bench.medidas import Medida, milisegundos, percentil
from bench.metas import TAREAS
from webapp import RAIZ

TAMANOS = (100, 2_000)
VERSIONES = 5
PARTES = ("paginas", "vida", "importar", "peso", "textos", "documentos")
LOTES = (50, 500)
IMPORTADOS = 2_000


def main(pedido: argparse.Namespace) -> None:
    """Measure what was asked, and say it."""
    medidas: list[Medida] = []
    with motores(pedido.motores) as listos:
        if {"paginas", "vida"} & set(pedido.solo):
            for cargos in pedido.cargos:
                medidas += _por_http(listos, cargos, pedido)
        with _saludo() as hola_ms:
            if "importar" in pedido.solo:
                print("  importar…", flush=True)
                cuantos = min(IMPORTADOS, max(pedido.cargos))
                medidas += importacion.medir(listos, cuantos, hola_ms, pedido.rondas)
            if "textos" in pedido.solo:
                medidas.append(textos.medir(hola_ms, pedido.rondas))
        if "peso" in pedido.solo:
            print("  lo que pesa una versión…", flush=True)
            for motor in listos:
                medidas += peso.medir(motor)
        if "documentos" in pedido.solo:
            print("  los documentos…", flush=True)
            medidas += documentos.medir(listos[0], min(documentos.CARGOS, max(pedido.cargos)))
    medidas.sort(key=lambda m: (list(TAREAS).index(m.tarea), m.motor != "SQLite", m.cargos))
    print(tabla.escribir(medidas, pedido.salida, f"python -m bench {shlex.join(sys.argv[1:])}"))


def _por_http(listos: list[Motor], cargos: int, pedido: argparse.Namespace) -> list[Medida]:
    medidas: list[Medida] = []
    with ExitStack() as pila:
        hola = pila.enter_context(servidor.hola())
        servidores, borradores, apps = {}, {}, {}
        for motor in listos:
            direcciones = preparada(motor, cargos, VERSIONES, "paginas")
            app = apps[motor.nombre] = pila.enter_context(aplicacion(direcciones))
            borradores[motor.nombre] = paginas.abrir_trabajo(app)
            servidores[motor.nombre] = pila.enter_context(servidor.vigente(direcciones))
        if "paginas" in pedido.solo:
            print(f"  las páginas, con {cargos} cargos…", flush=True)
            medidas += paginas.medir(
                hola, servidores, cargos, borradores,
                rondas=pedido.rondas, peticiones=pedido.peticiones,
            )  # fmt: skip
        if "vida" in pedido.solo:
            print(f"  la vida, con {cargos} cargos…", flush=True)
            medidas += vida.medir(
                hola, servidores, apps, cargos,
                rondas=pedido.rondas, lotes=[n for n in LOTES if n <= cargos // 2],
            )  # fmt: skip
        medidas += [memoria.medir(s, m, cargos) for m, s in servidores.items()]
    return medidas


@contextmanager
def _saludo() -> Iterator[Callable[[], float]]:
    """What gives, when asked, the p50 of the bare hello in this moment."""
    with servidor.hola() as hola:
        cliente = PorHttp(hola.puerto)

        def medir() -> float:
            return percentil([milisegundos(lambda: cliente.pedir("/")) for _ in range(100)], 0.5)

        yield medir


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
