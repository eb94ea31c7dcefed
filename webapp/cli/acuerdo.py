"""``flask --app wsgi acuerdo``: read what is recorded of an acuerdo, and check its effects."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from webapp.bd import db
from webapp.cli._comun import con_frases
from webapp.consultas.acuerdos import acuerdo
from webapp.consultas.manuales import manual_por_slug
from webapp.proyeccion import diferencias
from workflows.acuerdos import CORREGIBLES
from workflows.texto import titular

grupo = AppGroup("acuerdo", help="Ver los acuerdos registrados.")


@grupo.command("mostrar")
@click.option("--manual", "slug", required=True, metavar="SLUG", help="El manual.")
@click.argument("numero")
@con_frases
def mostrar(slug: str, numero: str) -> None:
    """Lo que dice un acuerdo hoy, lo que decidió de cada cargo y lo que vino después."""
    visto = acuerdo(db.session, manual_por_slug(db.session, slug), numero)
    datos = visto.leido.datos
    for campo, rotulo in CORREGIBLES.items():
        if valor := getattr(datos, campo):
            click.echo(f"{rotulo}: {valor}")
    click.echo(f"Rige desde: {datos.rige_desde or 'su publicación'}")
    for cargo in visto.cargos:
        numero_de_version = f", versión {cargo.numero}" if cargo.numero else ""
        motivo = f" «{cargo.motivo}»" if cargo.motivo else ""
        click.echo(
            f"- {cargo.codigo} {titular(cargo.titulo)}: {cargo.situacion}"
            f"{numero_de_version}{motivo}"
        )
    for novedad in visto.leido.novedades:
        click.echo(
            f"{novedad.momento:%Y-%m-%d} {novedad.acto.rotulo}, {novedad.quien}: "
            f"{novedad.motivo or '(sin motivo)'}"
        )


@grupo.command("verificar")
@click.option("--manual", "slug", required=True, metavar="SLUG", help="El manual.")
@con_frases
def verificar(slug: str) -> None:
    """Rehace, solo con los actos, desde cuándo rige cada versión, y lo compara con lo guardado."""
    fallas = diferencias(db.session, manual_por_slug(db.session, slug).id)
    for falla in fallas:
        click.echo(falla)
    if fallas:
        raise click.ClickException(f"Hay {len(fallas)} diferencias con lo que dicen los actos.")
    click.echo("Lo guardado es lo que dicen los actos.")
