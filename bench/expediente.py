"""The packet of an agenda item: how long its PDF and its Word file take.

    .venv/bin/python -m bench.expediente [CARGOS…]

Cargos of the corpus, each with one activity changed. Nothing is asserted.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from bench import corpus
from bench.bases import Motor, aplicacion, motores, preparada
from bench.gente import gente
from tests.apoyo.puntos import llevar
from tests.apoyo.reparto import SLUG
from webapp.bd import db
from webapp.consultas.expedientes import material_de
from webapp.consultas.manuales import manual_por_slug
from webapp.consultas.puntos import punto_visto
from webapp.publicacion.expediente import MaterialDeExpediente, expediente_pdf
from webapp.publicacion.expediente_word import expediente_docx
from webapp.roles import Roles


def medir(motor: Motor, cuantos: int) -> None:
    """One line: an item of ``cuantos`` cargos, read, printed and written."""
    with aplicacion(preparada(motor, cuantos, 1, "expediente")) as app:
        with app.app_context():
            elenco = gente()
            ids = [elenco.cargos[corpus.slug_de(n)] for n in range(cuantos)]
            versiones = [elenco.revisada("Una frase nueva.", c) for c in ids]
            punto_id = llevar(elenco, *versiones)
            inicio = time.perf_counter()
            with db.sessionmaker() as session:
                manual = manual_por_slug(session, SLUG)
                punto = punto_visto(
                    session, manual, punto_id, elenco.personas["sofia"], Roles({"secretaria"}, {})
                )
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
    with motores(["sqlite"]) as (motor,):
        for tamano in tamanos:
            medir(motor, tamano)


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [10, 50])
