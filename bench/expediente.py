"""The packet of an agenda item: how long its PDF and its Word file take.

    .venv/bin/python -m bench.expediente [CARGOS…]

Cargos as long as those of ``bench.documentos``, each with one activity changed; a database and a
folder of its own for each size. Nothing is asserted.
"""

from __future__ import annotations

import dataclasses
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import select

from bench.documentos import app_de, grande
from tests.apoyo import manualito
from tests.apoyo.puntos import llevar
from tests.apoyo.reparto import SLUG, Elenco, fundar
from webapp.bd import db, transaccion
from webapp.casos.asentar import asentar
from webapp.consultas.expedientes import material_de
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.puntos import punto_visto
from webapp.modelos import Cargo
from webapp.publicacion.expediente import MaterialDeExpediente, expediente_pdf
from webapp.publicacion.expediente_word import expediente_docx
from workflows.formatos import cargar
from workflows.lectura import leer


def medir(cuantos: int) -> None:
    """One line: an item of ``cuantos`` cargos, read, printed and written."""
    filas = [(f"{10_000 + n}", f"NIVEL {n % 7}", f"GRUPO {n % 9}", f"ZONA {n // 63}")
             for n in range(cuantos)]  # fmt: skip
    with tempfile.TemporaryDirectory() as carpeta:
        app = app_de(carpeta)
        with app.app_context():
            app.extensions["alembic"].upgrade()
            fundar("!")
            elenco = Elenco(ahora=app.config["RELOJ"]()).cargar()
            leidos = leer(manualito.documento(filas).encode(), [cargar("manual-cargos")]).cargos
            largos = [dataclasses.replace(c, contenido=grande(c.contenido, n))
                      for n, c in enumerate(leidos)]  # fmt: skip
            with transaccion() as session:
                asentar(session, elenco.actor("marcos"), elenco.manual_id, largos)
            with db.sessionmaker() as session:
                ids = list(
                    session.scalars(select(Cargo.id).order_by(Cargo.id.desc()).limit(cuantos))
                )
            versiones = [elenco.revisada("Una frase nueva.", c) for c in ids]
            punto_id = llevar(elenco, *versiones)
            inicio = time.perf_counter()
            with db.sessionmaker() as session:
                manual = manual_por_slug(session, SLUG)
                punto = punto_visto(session, manual, punto_id, elenco.personas["sofia"])
                material = material_de(
                    session, manual, punto, "Sofía", elenco.ahora, app.config["URL"]
                )
            lee = time.perf_counter() - inicio
        pdf, megas = _cuanto(expediente_pdf, material)
        word, _ = _cuanto(expediente_docx, material)
    print(f"| {cuantos} | {lee:.1f} | {pdf:.1f} | {word:.1f} | {lee + pdf + word:.1f} | "
          f"{megas:.1f} |", flush=True)  # fmt: skip


def _cuanto(
    hacer: Callable[[MaterialDeExpediente], bytes], material: MaterialDeExpediente
) -> tuple[float, float]:
    inicio = time.perf_counter()
    datos = hacer(material)
    return time.perf_counter() - inicio, len(datos) / 2**20


def main(tamanos: list[int]) -> None:
    """Print the table."""
    print(f"{datetime.now(UTC).date()}, {platform.machine()}, {os.cpu_count()} procesadores, "
          f"carga {os.getloadavg()[0]:.1f}, Python {platform.python_version()}\n")  # fmt: skip
    print("| cargos | leer (s) | PDF (s) | Word (s) | todo (s) | PDF (MB) |")
    print("|---|---|---|---|---|---|", flush=True)
    for tamano in tamanos:
        medir(tamano)


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [10, 50])
