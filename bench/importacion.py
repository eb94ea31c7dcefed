"""Bringing in a manual that exists: its document read, and its cargos recorded as history."""

from __future__ import annotations

from collections.abc import Callable

from bench import corpus
from bench.bases import Motor, aplicacion, preparada
from bench.gente import gente
from bench.medidas import Medida, milisegundos
from bench.poblar import leidos
from tests.apoyo import manualito
from tests.apoyo.contar import contando
from webapp.bd import transaccion
from webapp.casos.asentar import asentar
from workflows.formatos import cargar
from workflows.lectura import leer
from workflows.lectura.modelo import CargoLeido


def medir(listos: list[Motor], cargos: int, hola_ms: Callable[[], float], rondas: int
          ) -> list[Medida]:  # fmt: skip
    """Milliseconds a cargo, reading and recording, against the hello of the round."""
    documento = manualito.impreso(list(corpus.cargos(0, cargos))).encode()
    formatos = [cargar("manual-cargos")]
    medidas = {m.nombre: Medida("importar", m.nombre, cargos) for m in listos}
    sentencias = [Medida("importar-sql", m.nombre, cargos) for m in listos]
    for ronda in range(rondas):
        base = hola_ms()
        lee = milisegundos(lambda: leer(documento, formatos)) / cargos
        suyos = leidos(0, cargos)
        for motor, cuenta in zip(listos, sentencias, strict=True):
            asienta, dichas = _asentar(motor, suyos)
            ms = lee + asienta / cargos
            medidas[motor.nombre].anotar(ms / base, p50_ms=ms, lee_ms=lee)
            if ronda == 0:
                cuenta.anotar(dichas / cargos)
    return [*medidas.values(), *sentencias]


def _asentar(motor: Motor, suyos: tuple[CargoLeido, ...]) -> tuple[float, int]:
    """Milliseconds, and statements, of recording them all in one transaction."""
    with aplicacion(preparada(motor, 0, 1, "importacion")) as app, app.app_context():
        elenco = gente()

        def importar() -> None:
            with transaccion() as session:
                asentar(session, elenco.actor("marcos"), elenco.manual_id, suyos)

        with contando(app) as dichas:
            ms = milisegundos(importar)
    return ms, len(dichas)
