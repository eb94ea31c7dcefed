"""kill -9 of a worker, again and again, at any moment of a day of work."""

from __future__ import annotations

import os
import random
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from tests.apoyo.bases import Direcciones
from tests.apoyo.gunicorn import Servidor, sirviendo
from tests.apoyo.reparto import Elenco
from tests.fallas.dia import Dia
from tests.fallas.libro import Libro, faltas

_OBREROS = 2
#: Of so many deaths, one is while the board's acuerdo is being recorded.
_UNA_DE = 3
#: Which die: one of the two, or, one time in three, both.
_MATA = ((0,), (1,), (0, 1))


@dataclass
class Cuenta:
    """What came of it."""

    semilla: int
    muertes: int = 0
    con_corte: int = 0
    cortadas: Counter[str] = field(default_factory=Counter)
    respuestas: Counter[int] = field(default_factory=Counter)
    confirmados: tuple[int, int, int] = (0, 0, 0)
    en_duda: int = 0
    faltas: list[str] = field(default_factory=list)


def matar(
    app: Flask,
    elenco: Elenco,
    direcciones: Direcciones,
    carpeta: Path,
    *,
    veces: int,
    semilla: int,
    avance: Callable[[Cuenta], None] = lambda _: None,
) -> Cuenta:
    """Kill a worker so many times, and check everything after each; stops at the first fault.

    ``app`` is an application of this process on the same database: it only looks.
    """
    azar, libro, cuenta = random.Random(semilla), Libro(), Cuenta(semilla)
    with (
        (carpeta / "gunicorn.log").open("wb") as registro,
        sirviendo(direcciones, carpeta, salida=registro.fileno()) as servidor,
    ):
        dia = Dia(app, servidor.base, elenco, libro)
        while cuenta.muertes < veces and not cuenta.faltas:
            antes = dia.cortadas.total()
            _una(dia, servidor, azar)
            cuenta.muertes += 1
            cuenta.con_corte += dia.cortadas.total() > antes
            cuenta.cortadas, cuenta.respuestas = dia.cortadas, libro.respuestas
            cuenta.confirmados, cuenta.en_duda = libro.confirmados, libro.en_duda
            cuenta.faltas = faltas(app, elenco, libro)
            avance(cuenta)
    return cuenta


def _una(dia: Dia, servidor: Servidor, azar: random.Random) -> None:
    servidor.esperar(_OBREROS)
    apunta, mata = azar.randrange(_UNA_DE) == 0, azar.choice(_MATA)
    tarda = azar.uniform(0, 0.1) if apunta else azar.uniform(0.02, 1.5)
    hilos = dia.empezar()
    if apunta:
        dia.por_acordar.wait(20)
    dia.alto.wait(tarda)
    obreros = servidor.obreros()
    for cual in mata:
        os.kill(obreros[cual], signal.SIGKILL)
    dia.terminar(hilos)
