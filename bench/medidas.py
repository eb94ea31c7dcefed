"""What a measure is, and how the time of something asked many times is told."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field


@dataclass
class Medida:
    """One figure of the table: a value a round, and what else was seen.

    ``tarea`` is a key of :data:`bench.metas.TAREAS`; ``cargos`` the size of the manual.
    """

    tarea: str
    motor: str
    cargos: int
    valores: list[float] = field(default_factory=list)
    detalle: dict[str, list[float]] = field(default_factory=dict)

    @property
    def mediana(self) -> float:
        """The median of its rounds."""
        return statistics.median(self.valores)

    def anotar(self, valor: float, **detalle: float) -> None:
        """The figure of one more round."""
        self.valores.append(valor)
        for nombre, suyo in detalle.items():
            self.detalle.setdefault(nombre, []).append(suyo)


def milisegundos(hacer: Callable[[], object]) -> float:
    """How long it takes, by the clock on the wall."""
    inicio = time.perf_counter()
    hacer()
    return (time.perf_counter() - inicio) * 1000


def percentil(tiempos: Sequence[float], cual: float) -> float:
    """The time that ``cual`` (0 to 1) of them do not exceed."""
    return sorted(tiempos)[max(0, math.ceil(cual * len(tiempos)) - 1)]


def por_segundo(hacer: Sequence[Callable[[], object]], veces: int) -> float:
    """How many a second when each of ``hacer`` is done ``veces`` times, all of them at once."""

    def repetir(uno: Callable[[], object]) -> None:
        for _ in range(veces):
            uno()

    inicio = time.perf_counter()
    with ThreadPoolExecutor(len(hacer)) as hilos:
        for suyo in [hilos.submit(repetir, uno) for uno in hacer]:
            suyo.result()
    return veces * len(hacer) / (time.perf_counter() - inicio)


def imprimir(rotulo: str, hacer: Callable[[], object], veces: int) -> None:
    """Print the first time, and the median and spread of the rest, in milliseconds."""
    primera, *resto = [milisegundos(hacer) for _ in range(veces)]
    resto = resto or [primera]
    mitad, margen = statistics.median(resto), max(resto) - min(resto)
    print(f"{rotulo:<44}{primera:>10.1f}{mitad:>10.1f}{margen:>10.1f}")
