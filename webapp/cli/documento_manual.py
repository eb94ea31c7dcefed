"""``flask --app wsgi documento manual``: the whole manual, with a bar that tells how far it is."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

import click
from flask import current_app

from webapp.bd import db
from webapp.cli._comun import Fecha, avance, con_frases
from webapp.consultas.manuales import manual_por_slug
from webapp.trabajos.completo import anotar, componer, encargo_de, ya_hecho


@click.command("manual")
@click.option("--manual", "slug", required=True, help="Dirección del manual.")
@click.option("--fecha", type=Fecha(), help="Como estaba vigente ese día; sin ella, hoy.")
@click.option("-o", "salida", type=click.Path(path_type=Path, dir_okay=False), required=True,
              help="Archivo PDF que se escribe.")  # fmt: skip
@con_frases
def manual(slug: str, fecha: date | None, salida: Path) -> None:
    """Escribe el manual completo en PDF: portada, índice, cargos y anexo de acuerdos."""
    with db.sessionmaker() as session:
        este = manual_por_slug(session, slug)
        dia = fecha or este.hoy(current_app.config["RELOJ"]())
        hecho = ya_hecho(session, encargo_de(session, este, dia))
    try:
        descriptor, temporal = tempfile.mkstemp(dir=salida.resolve().parent, prefix=".")
    except OSError as error:
        raise click.ClickException(f"No se puede escribir «{salida}»: {error.strerror}.") from error
    os.close(descriptor)
    try:
        with avance(1, f"Manual «{slug}» al {dia}") as barra:

            def paso(hechos: int, total: int, _: str) -> None:
                barra.length = total
                barra.update(hechos - barra.pos)

            if hecho is not None:
                impresos = 0
                shutil.copyfile(hecho, temporal)
            else:
                impresos = componer(slug, dia, Path(temporal), paso)
        with Path(temporal).open("rb") as archivo:
            anotar(slug, hashlib.file_digest(archivo, "sha256").hexdigest())
        Path(temporal).replace(salida)
    finally:
        Path(temporal).unlink(missing_ok=True)
    click.echo(f"{salida}: {salida.stat().st_size / 2**20:.1f} MB. Cargos compuestos: {impresos}.")
