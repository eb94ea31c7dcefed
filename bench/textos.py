"""The difference of a cargo of 60 items, as the editor's rail tells it, the first time."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from bench.medidas import Medida
from tests.apoyo import manualito
from workflows.contenido import Contenido, Item, Seccion
from workflows.diferencias import comparar, renglones
from workflows.formatos import cargar

ITEMS = 60
_FRASES = ("Coordinar", "Revisar", "Preparar", "Registrar", "Proponer", "Atender", "Verificar")


def cargo() -> Contenido:
    """A text of 60 items, each of some thirty words."""
    items = tuple(
        Item(
            f"i{n}",
            f"{_FRASES[n % 7]} la labor {n} de la dependencia según el programa del año, con los "
            f"equipos de la planta {n % 5} y el personal a cargo, y rendir el informe número {n} a "
            "la jefatura en el plazo que corresponda.",
        )
        for n in range(ITEMS)
    )
    return replace(manualito.contenido(), secciones=(Seccion("actividades_principales", items),))


def editado(texto: Contenido) -> Contenido:
    """The same after a morning: some reworded, one moved, one new, one taken out."""
    items = list(texto.secciones[0].items)
    for n in (3, 17, 40):
        items[n] = replace(items[n], texto=items[n].texto.replace("la jefatura", "la gerencia"))
    items.insert(9, items.pop(30))
    items[20:21] = [Item("nuevo", "Ordenar la bodega de repuestos cada mes.")]
    return replace(texto, secciones=(Seccion("actividades_principales", tuple(items)),))


def medir(hola_ms: Callable[[], float], rondas: int) -> Medida:
    """Each time in a process of its own, that had seen neither text."""
    medida = Medida("diferencia", "", 1)
    for _ in range(rondas):
        base = hola_ms()
        dicho = subprocess.run(  # this same program
            [sys.executable, "-m", "bench.textos"], capture_output=True, text=True, check=True
        )
        ms = float(dicho.stdout)
        medida.anotar(ms / base, p50_ms=ms)
    return medida


def diferencia() -> float:
    """Milliseconds of the rail's difference, the first time in this process."""
    base, formato = cargo(), cargar("manual-cargos")
    mio = editado(base)
    inicio = time.perf_counter()
    renglones(comparar(base, mio), formato)
    return (time.perf_counter() - inicio) * 1000


if __name__ == "__main__":
    print(diferencia())
