"""``flask --app wsgi retencion``: what may be thrown away, thrown away. Never the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from webapp.bd import db, transaccion
from webapp.casos.purgar_guardados import purgables, purgar_guardados
from webapp.cli._comun import avance, con_frases

grupo = AppGroup("retencion", help="Quitar lo que ya no hace falta; nunca la bitácora.")


@grupo.command("aplicar")
@click.option(
    "--dias", type=click.IntRange(min=1), help="Más viejo que esto; o VIGENTE_RETENCION_DIAS."
)
@click.option("--simular", is_flag=True, help="Dice qué se quitaría, y no quita nada.")
@con_frases
def aplicar(dias: int | None, simular: bool) -> None:
    """Quita los guardados de borradores terminados y los documentos que se hacen de nuevo."""
    dias = dias or current_app.config["RETENCION_DIAS"]
    if not dias:
        raise click.ClickException(
            "No se dijo desde cuándo. No se quitó nada: use --dias o VIGENTE_RETENCION_DIAS."
        )
    antes: datetime = current_app.config["RELOJ"]() - timedelta(days=dias)
    with db.sessionmaker() as session:
        guardados, versiones = purgables(session, antes)
    archivos = list(_viejos(antes))
    if not simular:
        with avance(guardados + len(archivos), "Quitando") as barra:
            while True:
                with transaccion() as session:
                    quitados = purgar_guardados(session, antes)
                if not quitados:
                    break
                barra.update(quitados)
            for archivo in archivos:
                archivo.unlink(missing_ok=True)
                barra.update(1)
    hecho = "Se quitarían" if simular else "Se quitaron"
    click.echo(
        f"{hecho} {guardados} guardados de {versiones} versiones que terminaron hace más de "
        f"{dias} días, y {len(archivos)} documentos hechos que se pueden hacer de nuevo. "
        "La bitácora y los textos firmados no se tocan."
    )


def _viejos(antes: datetime) -> Iterator[Path]:
    """Printed copies and what jobs made: named by what they say, and made again when asked for."""
    for carpeta in (current_app.config["COPIAS"], current_app.config["SALIDAS"]):
        for ruta in sorted(Path(carpeta).rglob("*")):
            if ruta.is_file() and ruta.stat().st_mtime < antes.timestamp():
                yield ruta
