"""``flask --app wsgi documento pdf|docx|texto|json|comparativo|cambios``: one cargo, to a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy.orm import Session

from webapp.bd import db, transaccion
from webapp.casos.anotar_emision import anotar_emision
from webapp.cli._comun import con_frases
from webapp.consultas.cargos import cargo_por_nombre
from webapp.consultas.comparaciones import comparacion_de
from webapp.consultas.documentos import documento_de, version_aprobada
from webapp.consultas.manuales import ManualVisto, manual_por_slug
from webapp.modelos import ClaseDocumento
from webapp.operacion.sello import sello
from webapp.publicacion.documento import Documento
from webapp.publicacion.emision import (
    PDF,
    Emision,
    Tipo,
    TipoCambios,
    emitir,
    emitir_cambios,
    emitir_cambios_en_word,
)

_VERSION = click.option(
    "--version", "etiqueta", help="Versión, como 09-2020; sin ella, la vigente hoy."
)


def _opciones(funcion: Callable[..., Any]) -> Callable[..., Any]:
    for opcion in (
        click.option(
            "-o", "salida", type=click.Path(path_type=Path, dir_okay=False), required=True,
            help="Archivo que se escribe.",
        ),
        _VERSION,
        click.option("--cargo", required=True, help="Su código o su clave (la de su dirección)."),
        click.option("--manual", "slug", required=True, help="Dirección del manual."),
    ):  # fmt: skip
        funcion = opcion(funcion)
    return con_frases(funcion)


def orden_de_cargo(tipo: Tipo, ayuda: str) -> click.Command:
    """The command that writes the copy of a cargo."""

    @click.command(tipo.value, help=ayuda)
    @_opciones
    def escribir(slug: str, cargo: str, etiqueta: str | None, salida: Path) -> None:
        with db.sessionmaker() as session:
            manual = manual_por_slug(session, slug)
            documento = documento_de(
                session, manual, _version(session, manual, cargo, etiqueta), _hoy(manual), _sitio()
            )
        carpeta = Path(current_app.config["COPIAS"])
        emision = emitir(documento, tipo, carpeta, sello(), current_app.config["RELOJ"]())
        _escribir(manual, emision, ClaseDocumento.CARGO, documento, salida)

    return escribir


def orden_de_cambios(tipo: TipoCambios, ayuda: str) -> click.Command:
    """The command that writes what changes from one version to another."""

    @click.command(tipo.value, help=ayuda)
    @_opciones
    @click.option("--contra", help="Versión con que se compara; sin ella, la anterior.")
    def escribir(
        slug: str, cargo: str, etiqueta: str | None, contra: str | None, salida: Path
    ) -> None:
        with db.sessionmaker() as session:
            manual = manual_por_slug(session, slug)
            version_id = _version(session, manual, cargo, etiqueta)
            otra = _version(session, manual, cargo, contra) if contra else None
            comparacion = comparacion_de(session, manual, version_id, _hoy(manual), _sitio(), otra)
        en_word = tipo is TipoCambios.CAMBIOS and salida.suffix.lower() != ".pdf"
        emision = (
            emitir_cambios_en_word(comparacion) if en_word else emitir_cambios(comparacion, tipo)
        )
        _escribir(manual, emision, ClaseDocumento(tipo.value), comparacion.propuesta, salida)

    return escribir


ORDENES = (
    orden_de_cargo(Tipo.PDF, "Escribe el PDF de un cargo, como lo imprime la institución."),
    orden_de_cargo(Tipo.DOCX, "Escribe un cargo en Word, sin cambios marcados."),
    orden_de_cargo(Tipo.TEXTO, "Escribe un cargo como texto, que «manual leer» lee igual."),
    orden_de_cargo(Tipo.JSON, "Escribe un cargo como JSON, que «manual leer» lee igual."),
    orden_de_cambios(TipoCambios.COMPARATIVO, "Escribe el cuadro comparativo de una versión."),
    orden_de_cambios(
        TipoCambios.CAMBIOS,
        "Escribe una versión con sus cambios marcados: en Word, o en PDF si FILE es .pdf.",
    ),
)


def _version(session: Session, manual: ManualVisto, cargo: str, etiqueta: str | None) -> int:
    clave = cargo_por_nombre(session, manual, cargo)
    return version_aprobada(session, manual, clave, _hoy(manual), etiqueta)


def _escribir(
    manual: ManualVisto,
    emision: Emision,
    clase: ClaseDocumento,
    documento: Documento,
    salida: Path,
) -> None:
    try:
        salida.write_bytes(emision.datos)
    except OSError as error:
        raise click.ClickException(f"No se puede escribir «{salida}»: {error.strerror}.") from error
    if emision.tipo == PDF:
        with transaccion() as session:
            anotar_emision(
                session,
                hash_=emision.hash,
                clase=clase,
                manual_id=manual.id,
                momento=current_app.config["RELOJ"](),
                version_id=documento.version_id,
                codigo=documento.codigo_verificacion,
                situacion=documento.situacion,
            )
    click.echo(f"{salida}: {documento.titulo}, {documento.rotulo}.")


def _hoy(manual: ManualVisto) -> date:
    hoy: date = manual.hoy(current_app.config["RELOJ"]())
    return hoy


def _sitio() -> str:
    sitio: str = current_app.config["URL"]
    return sitio
