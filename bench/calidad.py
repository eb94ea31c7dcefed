"""What it costs that a manual checks itself: the facts of all of it, each cargo, a live check.

    .venv/bin/python -m bench.calidad [cargos]

The cargos are those of the demonstration, over and over, each with its own código and área.
CPU time of one process; nothing here is asserted.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from workflows.calidad import construir, revisar
from workflows.contenido import Contenido, con_campos, con_ids_nuevos
from workflows.formatos import cargar
from workflows.lectura import leer

DEMO = Path(__file__).parents[1] / "webapp" / "demo" / "manual.md"
CARGOS = 500


def manual(cargos: int) -> list[Contenido]:
    """So many different cargos."""
    base = [c.contenido for c in leer(DEMO.read_bytes(), [cargar("manual-cargos")]).cargos]
    return [
        con_campos(
            con_ids_nuevos(base[n % len(base)]),
            codigo=str(10_000 + n),
            area=f"ÁREA {n // len(base)}",
        )
        for n in range(cargos)
    ]


def main() -> None:
    """Print a line for each."""
    cargos = int(sys.argv[1]) if len(sys.argv) > 1 else CARGOS
    formato, textos = cargar("manual-cargos"), manual(cargos)
    inicio = time.process_time()
    entorno = construir(formato, textos)
    hechos = time.process_time()
    hallados = sum(len(revisar(formato, t, entorno)) for t in textos)
    revisados = time.process_time()
    primero = textos[0].secciones[0]
    escrito = replace(primero, items=(replace(primero.items[0], texto="Leer  pozos , y"),))
    editado = replace(textos[0], secciones=(escrito, *textos[0].secciones[1:]))
    revisar(formato, editado, entorno)
    vivo = time.process_time()
    print(f"{cargos} cargos, {hallados} hallazgos")
    print(f"  lo que el manual dice de sí (una vez por aprobación): {hechos - inicio:.2f} s")
    print(f"  revisar todos los cargos: {revisados - hechos:.2f} s")
    print(f"  revisar uno al escribir: {(vivo - revisados) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
