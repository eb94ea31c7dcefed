"""The whole manual as a PDF: the first time, and again after one change; time and memory.

    .venv/bin/python -m bench.documentos [CARGOS…]

Each measure is a process of its own. Memory is its RSS and that of all its children, sampled
(Linux); pages that they share are counted once for each.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import time
from datetime import UTC
from pathlib import Path

import pikepdf

from bench import corpus
from bench.bases import Motor, aplicacion, motores, preparada
from bench.gente import gente
from bench.medidas import Medida
from tests.apoyo.bases import Direcciones, ajustes
from tests.apoyo.reparto import SLUG
from webapp import create_app
from webapp.trabajos.completo import componer

CARGOS = 500


def medir(motor: Motor, cargos: int = CARGOS) -> list[Medida]:
    """Bind a manual: first, unchanged, after one change."""
    direcciones = preparada(motor, cargos, 1, "documentos")
    medidas = [Medida(t, motor.nombre, cargos)
               for t in ("manual-pdf", "manual-pdf-igual", "manual-pdf-otra")]  # fmt: skip
    with (
        tempfile.TemporaryDirectory(prefix="vigente-bench-") as carpeta,
        aplicacion(direcciones) as app,
    ):
        for medida in medidas:
            if medida is medidas[-1]:
                with app.app_context():
                    elenco = gente()
                    cargo_id = elenco.cargos[corpus.slug_de(0)]
                    elenco.registrar("AJD-2026-1", elenco.revisada("Una frase nueva.", cargo_id))
            _una(direcciones, Path(carpeta), medida)
    return medidas


def cima_de(proceso: subprocess.Popen[bytes]) -> float:
    """The greatest memory of a process and its children until it ends, in MB."""
    cima = 0
    while proceso.poll() is None:
        cima = max(cima, sum(_rss(pid) for pid in _arbol(proceso.pid)))
        time.sleep(0.05)
    return cima / 1024


def _arbol(pid: int) -> list[int]:
    hijos = []
    for tarea in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            hijos += [int(h) for h in tarea.read_text("ascii").split()]
        except OSError:
            continue
    return [pid, *(x for h in hijos for x in _arbol(h))]


def _rss(pid: int) -> int:
    try:
        lineas = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(x.split()[1]) for x in lineas if x.startswith("VmRSS:")), 0)


def _una(direcciones: Direcciones, carpeta: Path, medida: Medida) -> None:
    inicio = time.perf_counter()
    with subprocess.Popen(  # noqa: S603  # this same program
        [sys.executable, "-m", "bench.documentos", "componer",
         direcciones.aplicacion, direcciones.dueno, str(carpeta)], stdout=subprocess.PIPE,
    ) as proceso:  # fmt: skip
        cima = cima_de(proceso)
        assert proceso.stdout is not None
        impresos = int(proceso.stdout.read())
    segundos = time.perf_counter() - inicio
    with pikepdf.open(carpeta / "manual.pdf") as pdf:
        medida.anotar(segundos, compuestos=impresos, paginas=len(pdf.pages), memoria_mb=cima)


def una(aplicacion_url: str, dueno_url: str, carpeta: Path) -> None:
    """The process that is measured: bind the manual, and say how many cargos were printed."""
    app = create_app(ajustes(Direcciones(aplicacion_url, dueno_url), carpeta))
    with app.app_context():
        hoy = app.config["RELOJ"]().astimezone(UTC).date()
        print(componer(SLUG, hoy, carpeta / "manual.pdf", lambda *_: None))


def main(tamanos: list[int]) -> None:
    """Print a line for each."""
    with motores(["sqlite"]) as (motor,):
        for tamano in tamanos:
            for medida in medir(motor, tamano):
                print(f"{tamano} cargos, {medida.tarea}: {medida.mediana:.1f} s, {medida.detalle}")


if __name__ == "__main__":
    logging.disable(logging.INFO)
    if sys.argv[1:2] == ["componer"]:
        una(sys.argv[2], sys.argv[3], Path(sys.argv[4]))
    else:
        main([int(n) for n in sys.argv[1:]] or [100, CARGOS])
