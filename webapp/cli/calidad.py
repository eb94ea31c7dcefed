"""``flask --app wsgi manual calidad``: what the checks find in a document or in a manual."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import with_appcontext

from webapp.bd import db
from webapp.cli._comun import con_frases, leer_archivo
from webapp.consultas.calidad import informe
from webapp.consultas.manuales import manual_por_slug
from workflows.calidad import Severidad, revisar_lectura
from workflows.calidad.informe import Renglon, renglones
from workflows.formatos import Formato, cargar
from workflows.lectura import Lectura

_SEVERIDADES = [s.value for s in Severidad]


@click.command("calidad")
@click.argument("archivo", type=click.Path(path_type=Path), required=False)
@click.option("--manual", "slug", help="Revisa lo vigente en este manual, en vez de un archivo.")
@click.option("--formato", help="Clave del formato del archivo; sin ella se reconoce.")
@click.option("--exige", type=click.Choice(_SEVERIDADES),
              help="Termina con estado 1 si hay un hallazgo así de severo, o más.")  # fmt: skip
@click.option("--json", "en_json", is_flag=True, help="Escribe los hallazgos como JSON.")
@with_appcontext
@con_frases
def calidad(
    archivo: Path | None, slug: str | None, formato: str | None, exige: str | None, en_json: bool
) -> None:
    """Revisa un documento o un manual: lo que se repite, falta o está mal escrito.

    No guarda ni cambia nada. Estado de salida: 0 si se pudo revisar, haya hallazgos o no; 1 si
    no se pudo, o si hay alguno de la severidad que pide --exige; 2 si la orden está mal escrita.
    """
    if (archivo is None) == (slug is None):
        raise click.UsageError("Indique un archivo, o un manual con --manual.")
    if archivo is not None:
        hallados = del_documento(*leer_archivo(archivo, cargar(formato) if formato else None))
    else:
        with db.sessionmaker() as session:
            hallados = informe(session, manual_por_slug(session, slug or ""))
    if en_json:
        click.echo(json.dumps([asdict(r) for r in hallados], ensure_ascii=False, indent=2))
    else:
        escribir(hallados)
    peores = _SEVERIDADES[: _SEVERIDADES.index(exige) + 1] if exige else []
    if any(r.severidad in peores for r in hallados):
        raise click.exceptions.Exit(1)


def del_documento(lectura: Lectura, formato: Formato) -> list[Renglon]:
    """The findings of a document that was read, cargo by cargo."""
    return [
        renglon
        for leido, hallazgos in revisar_lectura(formato, lectura)
        for renglon in renglones(formato, leido.contenido, hallazgos, leido)
    ]


def escribir(hallados: Sequence[Renglon]) -> None:
    """The report for people: by cargo, the place, what is wrong and what would mend it."""
    cargo = ""
    for r in hallados:
        if r.cargo != cargo:
            cargo = r.cargo
            click.echo(f"\n{cargo}")
        lugar = f"{r.seccion} {r.item}" if r.item else r.seccion
        lineas = f", línea {r.lineas[0]}" if r.lineas else ""
        click.echo(f"  {r.severidad:5} {r.regla}: {lugar}{lineas}. {r.mensaje}")
    click.echo(f"\n{contar(hallados)}" if hallados else contar(hallados))


def contar(hallados: Sequence[Renglon]) -> str:
    """How many findings, by severity, in one sentence."""
    if not hallados:
        return "Ninguna revisión encontró nada."
    cuenta = Counter(r.severidad for r in hallados)
    partes = ", ".join(f"{cuenta[s]} de severidad {s}" for s in _SEVERIDADES if cuenta[s])
    return f"{len(hallados)} {'hallazgo' if len(hallados) == 1 else 'hallazgos'}: {partes}."
