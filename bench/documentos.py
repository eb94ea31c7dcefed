"""The whole manual as a PDF: time, pages a second and memory, and again after one change.

    .venv/bin/python -m bench.documentos [CARGOS…]

Cargos of some 6 KB, of 8 general and 15 principal activities, 4 requirements and 9 competencias,
in the program's own words; a database and a folder of its own for each size. Nothing is asserted.
Each measure is a process of its own. Memory is its RSS and that of all its children, sampled
(Linux); pages that they share are counted once for each.
"""

from __future__ import annotations

import dataclasses
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from flask import Flask

from tests.apoyo import manualito
from tests.apoyo.bases import AJUSTES
from tests.apoyo.reparto import SLUG, Elenco, fundar
from webapp import create_app
from webapp.bd import transaccion
from webapp.casos.asentar import asentar
from webapp.trabajos.completo import componer
from workflows.contenido import Competencia, Contenido, Item, Seccion
from workflows.formatos import cargar
from workflows.lectura import leer

_CUANTOS = {"actividades_generales": 8, "actividades_principales": 15, "experiencia": 2,
            "requisito_legal": 2}  # fmt: skip
_VERBOS = ("Coordinar", "Revisar", "Registrar", "Proponer", "Vigilar", "Preparar", "Atender")
_COSAS = (
    "las muestras de agua cruda",
    "los turnos de las plantas",
    "el inventario de repuestos",
    "las fallas que dejan sectores sin servicio",
    "los informes de caudal y presión",
)
_PARA = (
    "para que la jefatura decida a tiempo y quede constancia de lo hecho",
    "según el programa del año, y avisar a quien corresponda si algo se atrasa",
    "con los equipos disponibles, cuidando la seguridad de las personas y del ambiente",
)
_GRADO = (
    "Reconoce lo que hace falta sin que se lo pidan, lo propone por escrito con sus costos y "
    "sus riesgos, y sigue lo acordado hasta que termina, enseñando a los demás."
)


def grande(texto: Contenido, n: int) -> Contenido:
    """The same cargo with a text as long as the real ones, different for each ``n``."""
    return dataclasses.replace(
        texto,
        secciones=tuple(_larga(s, n) for s in texto.secciones),
        competencias=tuple(
            Competencia(f"c-{k}", "Institucional" if k < 5 else "Por clase ocupacional y funciones",
                        f"Competencia {(n + k) % 17}", 1 + (n + k) % 5, _GRADO)
            for k in range(9)
        ),
    )  # fmt: skip


def _larga(seccion: Seccion, n: int) -> Seccion:
    forma = seccion.items[0].forma
    frases = [
        f"{_VERBOS[(n + k) % 7]} {_COSAS[(n * 3 + k) % 5]} {_PARA[(n + k) % 3]} ({n}.{k})."
        for k in range(_CUANTOS.get(seccion.clave, 1))
    ]
    return dataclasses.replace(
        seccion, items=tuple(Item(f"{seccion.clave}-{k}", f, forma) for k, f in enumerate(frases))
    )


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


def medir(cuantos: int) -> None:
    """Build a manual of ``cuantos`` cargos and bind it: first, unchanged, after one change."""
    filas = [
        (f"{10_000 + n}", f"NIVEL {n % 7}", f"GRUPO {n % 9}", f"ZONA {n // 63}")
        for n in range(cuantos)
    ]
    with tempfile.TemporaryDirectory() as carpeta:
        app = app_de(carpeta)
        with app.app_context():
            app.extensions["alembic"].upgrade()
            fundar("!")
            elenco = Elenco(ahora=app.config["RELOJ"]()).cargar()
            leidos = leer(manualito.documento(filas).encode(), [cargar("manual-cargos")]).cargos
            leidos = [
                dataclasses.replace(c, contenido=grande(c.contenido, n))
                for n, c in enumerate(leidos)
            ]
            with transaccion() as session:
                asentar(session, elenco.actor("marcos"), elenco.manual_id, leidos)
            cambiar = elenco.revisada("Una frase nueva.")
            _una(cuantos, "la primera vez", carpeta)
            _una(cuantos, "sin cambios", carpeta)
            elenco.registrar("AJD-2026-1", cambiar)
            _una(cuantos, "tras cambiar un cargo", carpeta)


def app_de(carpeta: str) -> Flask:
    """The application with its database and files in a folder of its own."""
    url = f"sqlite:///{Path(carpeta) / 'bench.db'}"
    motores = {"default": url, "dueno": url}
    return create_app({**AJUSTES, "INSTANCIA": carpeta, "SQLALCHEMY_ENGINES": motores})


def _una(cuantos: int, rotulo: str, carpeta: str) -> None:
    salida = Path(carpeta) / "manual.pdf"
    inicio = time.perf_counter()
    with subprocess.Popen(  # noqa: S603  # this same program
        [sys.executable, "-m", "bench.documentos", "componer", carpeta], stdout=subprocess.PIPE
    ) as proceso:
        cima = cima_de(proceso)
        assert proceso.stdout is not None
        impresos = int(proceso.stdout.read())
    segundos = time.perf_counter() - inicio
    with pikepdf.open(salida) as pdf:
        paginas = len(pdf.pages)
    megas = salida.stat().st_size / 2**20
    print(f"| {cuantos} | {rotulo} | {impresos} | {paginas} | {segundos:.1f} | "
          f"{paginas / segundos:.0f} | {cima:.0f} | {megas:.1f} |", flush=True)  # fmt: skip


def una(carpeta: str) -> None:
    """The process that is measured: bind the manual, and say how many cargos were printed."""
    app = app_de(carpeta)
    with app.app_context():
        hoy = app.config["RELOJ"]().astimezone(UTC).date()
        print(componer(SLUG, hoy, Path(carpeta) / "manual.pdf", lambda *_: None))


def main(tamanos: list[int]) -> None:
    """Print the table."""
    print(f"{datetime.now(UTC).date()}, {platform.machine()}, {os.cpu_count()} procesadores, "
          f"carga {os.getloadavg()[0]:.1f}, Python {platform.python_version()}\n")  # fmt: skip
    print(
        "| cargos | vez | compuestos | páginas | segundos | páginas/s | memoria (MB) | PDF (MB) |"
    )
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for tamano in tamanos:
        medir(tamano)


if __name__ == "__main__":
    if sys.argv[1:2] == ["componer"]:
        una(sys.argv[2])
    else:
        main([int(n) for n in sys.argv[1:]] or [100, 500])
