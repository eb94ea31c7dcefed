"""What every way of setting a password shares: what it must be, whose it is, who writes it down."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from webapp.casos._cartas import retirar_cartas
from webapp.casos._registrar import Registro
from webapp.casos.actor import Actor
from webapp.casos.cerrar_sesiones import cerrar_sesiones
from webapp.modelos import (
    Acto,
    ClaseAsunto,
    Institucion,
    Manual,
    MotivoCierre,
    Nombramiento,
    Persona,
)
from workflows.contrasenas import defecto, propias
from workflows.errores import DatosInvalidos


def exigir_contrasena(
    session: Session, contrasena: str, nombre: str, correo: str, manuales: Collection[int]
) -> None:
    """Raise DatosInvalidos for a password that whoever guesses would try, and say what to do.

    What is known of its owner is their name, their address and the institutions they work for.
    """
    instituciones = session.scalars(
        select(Institucion.nombre)
        .join(Manual, Manual.institucion_id == Institucion.id)
        .where(Manual.id.in_(manuales))
    )
    dicho = defecto(contrasena, propias(nombre, correo, *instituciones))
    if dicho is not None:
        raise DatosInvalidos(*dicho, "contrasena")


def fijar(session: Session, persona: Persona, clave_cifrada: str, ahora: datetime) -> None:
    """From now on it is this one; what was open with the one before, or sent to change it, ends."""
    persona.password = clave_cifrada
    cerrar_sesiones(session, persona.id, ahora=ahora, motivo=MotivoCierre.CONTRASENA)
    retirar_cartas(session, persona.id, ahora)


def manuales_de(session: Session, persona_id: int) -> list[int]:
    """The manuals whose record knows a person, in the order in which they are locked."""
    creada = exists().where(
        Acto.manual_id == Manual.id,
        Acto.clase == ClaseAsunto.PERSONA,
        Acto.sujeto_id == persona_id,
    )
    nombrada = exists().where(
        Nombramiento.manual_id == Manual.id, Nombramiento.persona_id == persona_id
    )
    return list(session.scalars(select(Manual.id).where(creada | nombrada).order_by(Manual.id)))


def anotar_propio(session: Session, actor: Actor, acto: str, manuales: Collection[int]) -> None:
    """Record, in each of these manuals, what somebody did with their own account.

    Raises ActoNegado for a closed account.
    """
    for registro in registros_de(session, actor, manuales):
        registro.asunto(ClaseAsunto.PERSONA, acto, sujeto_id=actor.persona_id)


def registros_de(session: Session, actor: Actor, manuales: Collection[int]) -> list[Registro]:
    """The chains of these manuals, locked before anything of the account is."""
    return [Registro(session, actor, manual_id) for manual_id in manuales]
