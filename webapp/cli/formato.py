"""``flask --app wsgi formato``: check a formato file before using it."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from webapp.cli._comun import con_frases, formato_elegido

grupo = AppGroup("formato", help="Revisar archivos de formato.")


@grupo.command("revisar")
@click.argument("archivo", type=click.Path(path_type=Path))
@con_frases
def revisar(archivo: Path) -> None:
    """Dice si un archivo de formato sirve o, si no, cada falla con su remedio."""
    formato, _ = formato_elegido(str(archivo))
    click.echo(f"{archivo.name}: el formato «{formato.clave}» está bien.")
