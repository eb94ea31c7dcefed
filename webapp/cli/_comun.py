"""What the commands share: refusals as sentences, files read whole, and who is at the keyboard."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from webapp.bd import EnDuda
from webapp.casos.actor import Actor
from webapp.casos.operador import operador
from webapp.errores import mensaje_de_la_base
from webapp.lectores import leer_documento
from webapp.modelos import Manual, Persona
from workflows.errores import ErrorVigente, LecturaFallida, NoEncontrado
from workflows.formatos import Formato, cargar, catalogo, leer_formato
from workflows.formatos.cargador import fuente
from workflows.lectura import Lectura
from workflows.lectura.decodificar import TOPE

_F = TypeVar("_F", bound=Callable[..., Any])


class Fecha(click.ParamType[date]):
    """A day, as AAAA-MM-DD."""

    name = "AAAA-MM-DD"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Text → date, or a usage error that shows the shape."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"«{value}» no es una fecha: escríbala como 2026-11-12.", param, ctx)


def con_frases(funcion: _F) -> _F:
    """A refusal is a sentence on the error output and exit status 1: never a trace."""

    @wraps(funcion)
    def envuelta(*args: Any, **kwargs: Any) -> Any:
        try:
            return funcion(*args, **kwargs)
        except ErrorVigente as error:
            raise click.ClickException(str(error)) from error
        except IntegrityError as error:
            mensaje = mensaje_de_la_base(error) or "La base de datos rechazó el cambio."
            raise click.ClickException(f"{mensaje} No se guardó nada.") from error
        except EnDuda as error:
            raise click.ClickException(
                "La base de datos dejó de responder justo cuando se guardaba: mire si quedó "
                "guardado antes de repetirlo."
            ) from error
        except DBAPIError as error:
            raise click.ClickException(
                f"La base de datos no responde o le faltan las tablas: {error.orig} "
                "Si es nueva, ejecute antes: flask --app wsgi db upgrade"
            ) from error

    return envuelta  # type: ignore[return-value]  # same signature


def leer_archivo(ruta: Path, formato: Formato | None) -> tuple[Lectura, Formato]:
    """Read a document with a formato, or with the one of the catalogue that recognises it."""
    formatos = [formato] if formato else list(catalogo().values())
    try:
        if ruta.stat().st_size > TOPE:
            raise LecturaFallida(
                f"«{ruta.name}» pesa {ruta.stat().st_size / 2**20:.0f} MB y caben "
                f"{TOPE / 2**20:.0f} MB.",
                "Un manual en texto pesa mucho menos: revise que sea el archivo correcto.",
            )
        datos = ruta.read_bytes()
    except OSError as error:
        raise LecturaFallida(
            f"No se pudo abrir «{ruta}».", "Revise la ruta y los permisos del archivo."
        ) from error
    lectura = leer_documento(datos, formatos, ruta.name)
    return lectura, next(f for f in formatos if f.clave == lectura.formato)


def formato_elegido(cual: str) -> tuple[Formato, str]:
    """A formato and its TOML, by its name in the catalogue or from a file of the institution.

    Raises LecturaFallida for a file that can't be read, FormatoInvalido for a wrong one.
    """
    if not cual.endswith(".toml"):
        return cargar(cual), fuente(cual)
    try:
        texto = Path(cual).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LecturaFallida(
            f"No se pudo leer «{cual}»: {error}.", "Revise la ruta y los permisos del archivo."
        ) from error
    return leer_formato(texto, Path(cual).name), texto


def actor_de(session: Session, correo: str | None) -> Actor:
    """The person with that address, or the operator of this command line."""
    ahora = current_app.config["RELOJ"]()
    if correo is None:
        return Actor(operador(session, ahora).id, ahora)
    return Actor(persona_de(session, correo).id, ahora)


def persona_de(session: Session, correo: str) -> Persona:
    """The person with that address. Raises NoEncontrado."""
    persona = session.scalar(select(Persona).where(Persona.email == correo.strip().lower()))
    if persona is None:
        raise NoEncontrado(
            f"No hay una persona con el correo {correo}.",
            "Créela con: flask --app wsgi persona crear",
        )
    return persona


def manual_de(session: Session, slug: str) -> Manual:
    """The manual at that address. Raises NoEncontrado naming the ones there are."""
    manual = session.scalar(select(Manual).where(Manual.slug == slug))
    if manual is None:
        hay = ", ".join(session.scalars(select(Manual.slug).order_by(Manual.slug))) or "ninguno"
        raise NoEncontrado(f"No hay un manual «{slug}».", f"Los que hay: {hay}.")
    return manual


def avance(total: int, rotulo: str) -> Any:
    """A progress bar on the error output, quiet where nobody looks."""
    return click.progressbar(length=total, label=rotulo, file=sys.stderr)
