"""How long things take on this machine: reading, importing, pages, a life, a comparison.

    .venv/bin/python -m bench.paginas [CARGOS]

Works on a database of its own in a temporary folder. Nothing here is asserted: the number of
statements is (tests/webapp/test_presupuesto.py), because it does not depend on the machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.apoyo import manualito
from tests.apoyo.bases import AJUSTES
from tests.apoyo.reparto import SLUG, Elenco, fundar
from webapp import create_app
from webapp.bd import transaccion
from webapp.casos.asentar import asentar
from workflows.diferencias import comparar
from workflows.formatos import cargar
from workflows.lectura import leer

VECES = 7


def medir(rotulo: str, hacer: Callable[[], object], veces: int = VECES) -> None:
    """Print the first time, and the median and spread of the rest, in milliseconds."""
    tiempos = []
    for _ in range(veces):
        inicio = time.perf_counter()
        hacer()
        tiempos.append((time.perf_counter() - inicio) * 1000)
    resto = tiempos[1:] or tiempos
    mitad, margen = statistics.median(resto), max(resto) - min(resto)
    print(f"{rotulo:<44}{tiempos[0]:>10.1f}{mitad:>10.1f}{margen:>10.1f}")


def main(cuantos: int) -> None:
    """Build a manual of ``cuantos`` cargos and time what people do with it."""
    formato = cargar("manual-cargos")
    filas = [
        (f"{10_000 + n}", f"NIVEL {n % 5}", f"GRUPO {n % 9}", f"ZONA {n // 45}")
        for n in range(cuantos)
    ]
    documento = manualito.documento(filas).encode()
    with tempfile.TemporaryDirectory() as carpeta:
        url = f"sqlite:///{Path(carpeta) / 'bench.db'}"
        motores = {"default": url, "dueno": url}
        app = create_app({**AJUSTES, "INSTANCIA": carpeta, "SQLALCHEMY_ENGINES": motores})
        print(f"{cuantos} cargos, {len(documento) / 2**20:.1f} MB de texto; milisegundos")
        print(f"{'':<44}{'primera':>10}{'mediana':>10}{'margen':>10}")
        with app.app_context():
            app.extensions["alembic"].upgrade()
            fundar("!")
            elenco = Elenco(ahora=app.config["RELOJ"]()).cargar()
            lectura = leer(documento, [formato])
            medir("leer el documento", lambda: leer(documento, [formato]), 2)

            def importar() -> None:
                with transaccion() as session:
                    asentar(session, elenco.actor("marcos"), elenco.manual_id, lectura.cargos)

            medir("asentarlo", importar, 1)
            base = lectura.cargos[0].contenido
            otro = lectura.cargos[-1].contenido
            medir("comparar dos cargos", lambda: comparar(base, otro))
            numeros = iter(range(1, 1000))

            def vivir() -> None:
                n = next(numeros)
                elenco.registrar(f"AJD-2026-{n}", elenco.revisada(f"Frase {n}."))

            medir("una vida: borrador, firma, revisión, acuerdo", vivir)
        cliente = app.test_client()
        cargo = f"/manual/{SLUG}/cargos/operativo-general-produccion"
        for ruta in ("/", f"/manual/{SLUG}/", cargo, f"{cargo}/historia"):
            medir(f"GET {ruta[-40:]}", lambda ruta=ruta: cliente.get(ruta))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
