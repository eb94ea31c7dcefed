"""``flask --app wsgi trabajos``: workers of their own, where ``servir`` is not used."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from huey.consumer import Consumer

from webapp.cli._comun import con_frases
from webapp.trabajos.cola import cola

grupo = AppGroup("trabajos", help="Los documentos largos, que se hacen aparte.")


@grupo.command("atender")
@click.option("--hilos", type=click.IntRange(1, 32), default=1, show_default=True,
              help="Cuántos documentos a la vez.")  # fmt: skip
@con_frases
def atender(hilos: int) -> None:
    """Hace los trabajos que se pidan, hasta que se detenga con Ctrl+C (termina el que va)."""
    suya = cola()
    try:
        Consumer(suya.huey, workers=hilos, max_delay=1.0, check_worker_health=True).run()
    finally:
        suya.soltar()


@grupo.command("retomar")
@con_frases
def retomar() -> None:
    """Avisa de nuevo de los trabajos que nadie tiene, y olvida los viejos."""
    ids = cola().retomar()
    click.echo(f"Trabajos que esperan: {len(ids)}.")
