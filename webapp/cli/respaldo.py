"""``flask --app wsgi respaldo``: one file with everything, proven by restoring it."""

from __future__ import annotations

from pathlib import Path

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.engine import URL

from webapp.bd import db
from webapp.bitacora.guardias import guardias_de_hoy
from webapp.cli._comun import avance, con_frases
from webapp.respaldo import respaldar
from workflows.errores import LecturaFallida

grupo = AppGroup("respaldo", help="Respaldar la base de datos y los adjuntos, y recuperarlos.")

_ARCHIVO = click.Path(path_type=Path, dir_okay=False)


@grupo.command("crear")
@click.option("-o", "--salida", type=_ARCHIVO, required=True, help="Por ejemplo, vigente.tar.gz")
@con_frases
def crear(salida: Path) -> None:
    """Copia base de datos y adjuntos a un archivo, sin detener a nadie."""
    carpeta = _adjuntos()
    with avance(respaldar.cuantos(carpeta), "Respaldando") as barra:
        hecho = respaldar.crear(
            _url(), carpeta, salida.absolute(), current_app.config["RELOJ"](), barra.update
        )
    click.echo(
        f"Respaldo en {salida}: {len(hecho.miembros) - 1} adjuntos. "
        "Pruébelo con: flask --app wsgi respaldo verificar"
    )


@grupo.command("verificar")
@click.argument("archivo", type=_ARCHIVO)
@click.option("--en", default="", help="Base vacía de PostgreSQL donde restaurarlo para probarlo.")
@con_frases
def verificar(archivo: Path, en: str) -> None:
    """Restaura el respaldo aparte y comprueba allí bitácora, textos, guardias y adjuntos."""
    with avance(_partes(archivo), "Probando") as barra:
        probado = respaldar.probar(
            archivo, guardias_de_hoy(), _url_de(en) if en else None, barra.update
        )
    for rotura in probado.roturas:
        click.echo(f"ROTO  {rotura}")
    if probado.roturas:
        raise click.ClickException("El respaldo se restaura, pero no está íntegro.")
    click.echo(f"El respaldo del {probado.manifiesto.hecho} sirve: {probado.actos} actos, íntegro.")


@grupo.command("restaurar")
@click.argument("archivo", type=_ARCHIVO)
@con_frases
def restaurar(archivo: Path) -> None:
    """Pone el respaldo donde dicen DATABASE_URL e instance/: tienen que estar vacíos."""
    with avance(_partes(archivo), "Restaurando") as barra:
        hecho = respaldar.restaurar(archivo, _url(), _adjuntos(), barra.update)
    click.echo(f"Restaurado el respaldo del {hecho.hecho}. Compruebe con: bitacora verificar")


def _partes(archivo: Path) -> int:
    """A rough size for the bar: members are known only at the end of the file."""
    if not archivo.is_file():
        raise LecturaFallida(f"No hay un archivo «{archivo}».", "Revise la ruta.")
    return max(1, archivo.stat().st_size // 500_000)


def _adjuntos() -> Path:
    return Path(current_app.config["ARCHIVOS"])


def _url() -> URL:
    return db.engines["dueno"].url


def _url_de(texto: str) -> URL:
    url = sa.make_url(texto)
    return (
        url.set(drivername="postgresql+psycopg") if url.drivername.startswith("postgres") else url
    )
