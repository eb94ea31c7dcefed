"""``flask --app wsgi manual``: read, import and export documents."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from webapp.bd import db, transaccion
from webapp.casos.asentar import asentar
from webapp.casos.crear_manual import crear_manual
from webapp.casos.fijar_numeracion import fijar_numeracion
from webapp.casos.importar_borradores import importar_borradores
from webapp.casos.reindexar import reindexar as hacer_indice
from webapp.cli._comun import (
    Fecha,
    actor_de,
    avance,
    con_frases,
    formato_elegido,
    leer_archivo,
    manual_de,
)
from webapp.cli.calidad import contar, del_documento, escribir
from webapp.consultas.documentos import documentos_vigentes
from webapp.consultas.exportar import exportar as exportar_manual
from webapp.consultas.manuales import manual_por_slug
from webapp.modelos import Manual
from webapp.publicacion.texto import texto_de
from workflows.errores import ActoInvalido
from workflows.formatos.cargador import fuente
from workflows.lectura import Lectura, a_json

grupo = AppGroup("manual", help="Leer, importar y exportar manuales.")

_ARCHIVO = click.argument("archivo", type=click.Path(path_type=Path))
_FORMATO = click.option("--formato", help="Clave del formato, o su archivo .toml; sin él se "
                        "reconoce.")  # fmt: skip


@grupo.command("crear")
@click.argument("slug")
@click.option("--formato", required=True, help="Clave del formato, o su archivo .toml.")
@click.option("--nombre", help="Nombre del manual; sin él, el del formato.")
@click.option("--institucion", help="Institución; sin ella, la del formato.")
@click.option("--zona", help="Zona horaria; sin ella, la de esta instalación.")
@con_frases
def crear(
    slug: str, formato: str, nombre: str | None, institucion: str | None, zona: str | None
) -> None:
    """Crea un manual vacío con ese formato; después, cree a quien lo administra."""
    elegido, texto = formato_elegido(formato)
    with transaccion() as session:
        crear_manual(
            session,
            actor_de(session, None),
            slug=slug,
            nombre=nombre or elegido.nombre,
            institucion=institucion or elegido.institucion,
            fuente=texto,
            zona=zona or current_app.config["ZONA"],
        )
    click.echo(f"Se creó el manual «{slug}», con el formato «{elegido.clave}».")


@grupo.command("leer")
@_ARCHIVO
@_FORMATO
@click.option("--json", "en_json", is_flag=True, help="Escribe todo lo leído como JSON.")
@con_frases
def leer(archivo: Path, formato: str | None, en_json: bool) -> None:
    """Lee un documento y muestra lo que entendió. No guarda nada."""
    lectura, elegido = leer_archivo(archivo, formato_elegido(formato)[0] if formato else None)
    if en_json:
        click.echo(json.dumps(a_json(lectura, elegido), ensure_ascii=False, indent=2))
        return
    _resumir(lectura)
    escribir(del_documento(lectura, elegido))


@grupo.command("importar")
@_ARCHIVO
@_FORMATO
@click.option(
    "--manual", "slug", required=True, help="Dirección del manual (si es nueva, se crea)."
)
@click.option("--como", type=click.Choice(["vigente", "borrador"]), required=True,
              help="vigente: asienta la historia impresa; borrador: abre borradores.")  # fmt: skip
@click.option("--persona", help="Correo de quien lo registra; sin él, quien opera la línea.")
@click.option(
    "--rige", type=Fecha(), help="Primer día en que rige, si no es el de la fecha impresa."
)
@click.option("--nombre", help="Nombre del manual nuevo.")
@click.option("--institucion", help="Institución del manual nuevo.")
@con_frases
def importar(
    archivo: Path,
    formato: str | None,
    slug: str,
    como: str,
    persona: str | None,
    rige: date | None,
    nombre: str | None,
    institucion: str | None,
) -> None:
    """Guarda los cargos de un documento: todos, o ninguno y dice por qué."""
    with db.sessionmaker() as session:
        existente = session.scalar(select(Manual).where(Manual.slug == slug))
        fijado = manual_por_slug(session, slug).formato if existente is not None else None
    pedido, texto = formato_elegido(formato) if formato else (None, "")
    if fijado is not None and pedido is not None and pedido.clave != fijado.clave:
        raise ActoInvalido(f"El manual «{slug}» usa el formato «{fijado.clave}».")
    lectura, elegido = leer_archivo(archivo, fijado or pedido)
    with (
        transaccion() as session,
        avance(len(lectura.cargos), f"Importando {archivo.name}") as barra,
    ):
        actor = actor_de(session, persona)
        manual = existente and manual_de(session, slug)
        if manual is None:
            manual = crear_manual(
                session,
                actor,
                slug=slug,
                nombre=nombre or elegido.nombre,
                institucion=institucion or elegido.institucion,
                fuente=texto or fuente(elegido.clave),
                zona=current_app.config["ZONA"],
            )

        def paso(_: int) -> None:
            barra.update(1)

        if como == "vigente":
            n = asentar(session, actor, manual.id, lectura.cargos, rige=rige, avance=paso)
        else:
            n = importar_borradores(session, actor, manual.id, lectura.cargos, avance=paso)
    click.echo(f"{n} {'cargo' if n == 1 else 'cargos'} en el manual «{slug}», como {como}.")
    _avisar(lectura)
    hallados = del_documento(lectura, elegido)
    click.echo(f"Revisión de calidad: {contar(hallados)}", err=True)
    if hallados:
        click.echo(f"Para verlos: flask --app wsgi manual calidad {archivo}", err=True)


@grupo.command("exportar")
@click.option("--manual", "slug", required=True, help="Dirección del manual.")
@click.option("--fecha", type=Fecha(), help="Como estaba vigente ese día; sin ella, hoy.")
@click.option("--json", "en", flag_value="json", help="Con la misma forma que «leer».")
@click.option("--texto", "en", flag_value="texto", help="Como texto, que «leer» lee igual.")
@con_frases
def exportar(slug: str, fecha: date | None, en: str | None) -> None:
    """Escribe los cargos vigentes, en JSON o en texto."""
    if en is None:
        raise click.UsageError("Diga en qué: --json o --texto.")
    with db.sessionmaker() as session:
        manual = manual_por_slug(session, slug)
        dia = fecha or manual.hoy(current_app.config["RELOJ"]())
        if en == "texto":
            documentos = documentos_vigentes(session, manual, dia, current_app.config["URL"])
            click.echo(texto_de(documentos), nl=False)
            return
        datos: dict[str, Any] = exportar_manual(session, manual, dia)
    click.echo(json.dumps(datos, ensure_ascii=False, indent=2))


@grupo.command("numerar")
@click.option("--manual", "slug", required=True, help="Dirección del manual.")
@click.option("--anio", type=int, required=True, help="Año de la numeración.")
@click.option(
    "--ultimo", type=int, required=True, help="Último número de versión ya usado ese año."
)
@click.option("--persona", help="Correo de quien lo registra; sin él, quien opera la línea.")
@con_frases
def numerar(slug: str, anio: int, ultimo: int, persona: str | None) -> None:
    """Fija desde dónde siguen los números de versión de un año."""
    with transaccion() as session:
        actor = actor_de(session, persona)
        fijar_numeracion(session, actor, manual_de(session, slug).id, anio, ultimo)
    click.echo(f"La próxima versión de {anio} será la {ultimo + 1}.")


@grupo.command("reindexar")
@con_frases
def reindexar() -> None:
    """Vuelve a hacer el índice de la búsqueda con los textos aprobados de todos los manuales."""
    with transaccion() as session:
        n = hacer_indice(session)
    click.echo(f"{n} {'texto' if n == 1 else 'textos'} en el índice.")


def _resumir(lectura: Lectura) -> None:
    click.echo(f"Formato: {lectura.formato}. Cobertura: {lectura.cobertura:.1%}.")
    for cargo in lectura.cargos:
        items = ", ".join(f"{s.clave} {len(s.items)}" for s in cargo.contenido.secciones)
        tabla = len(cargo.contenido.competencias)
        numero = f" · No. {cargo.version}" if cargo.version else ""
        click.echo(f"- {cargo.titulo}{numero}: {items}" + (f"; competencias {tabla}" * bool(tabla)))
    _avisar(lectura)


def _avisar(lectura: Lectura) -> None:
    for aviso in lectura.avisos:
        click.echo(f"Aviso, línea {aviso.linea}: {aviso.mensaje}", err=True)
    for linea in lectura.sin_ubicar:
        click.echo(f"Sin ubicar, línea {linea.numero}: {linea.texto.strip()}", err=True)
