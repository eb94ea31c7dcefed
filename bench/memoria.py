"""The memory of each worker process after a day of work (Linux)."""

from __future__ import annotations

import statistics
from pathlib import Path

from bench.medidas import Medida
from bench.servidor import Servidor


def medir(servidor: Servidor, motor: str, cargos: int) -> Medida:
    """PSS, with what is its own (USS) and what is resident (RSS): the median of its workers."""
    procesos = [_rollup(pid) for pid in servidor.procesos()]
    medida = Medida("memoria", motor, cargos)
    propia = [p["Private_Clean"] + p["Private_Dirty"] for p in procesos]
    medida.anotar(
        statistics.median(p["Pss"] for p in procesos) / 1024,
        uss_mb=statistics.median(propia) / 1024,
        rss_mb=statistics.median(p["Rss"] for p in procesos) / 1024,
    )
    return medida


def _rollup(pid: int) -> dict[str, int]:
    """What the kernel says of a process, in KB."""
    lineas = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()[1:]
    partes = [linea.split() for linea in lineas]
    return {p[0].rstrip(":"): int(p[1]) for p in partes if p[1].isdigit()}
