"""Enlazar una identidad: which person here is the one that the institution vouches for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._cartas import retirar_cartas
from webapp.casos._contrasenas import anotar_propio, manuales_de
from webapp.casos._personas import abrir_registro, exigir_como_firma, persona_de, sin_roles_ajenos
from webapp.casos._registrar import Registro
from webapp.casos.actor import SIN_PRUEBA, Actor
from webapp.casos.cerrar_sesiones import cerrar_sesiones
from webapp.casos.operador import SIN_CONTRASENA, SIN_PERSONA, directorio
from webapp.casos.roles_de_fuera import poner_roles_de_fuera
from webapp.modelos import ClaseAsunto, Identidad, Manual, MotivoCierre, Persona
from workflows.errores import ActoInvalido, ActoNegado


@dataclass(frozen=True, slots=True)
class Dicho:
    """What the institution vouches for. ``correo`` is "" unless it is verified.

    ``roles``: manual (slug) → what its groups give, of every manual whose roles it decides.
    ``crea``: whether it may also make accounts, for who has a role.
    """

    emisor: str
    sujeto: str
    correo: str = ""
    nombre: str = ""
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    crea: bool = False


def entrar_por_la_institucion(
    session: Session, dicho: Dicho, ahora: datetime
) -> tuple[int, list[str]]:
    """The person, with the roles their groups give, and what could not be done, for the log.

    The first time, the one here with that verified address; from then on, whoever was linked,
    whatever their address. Raises ActoNegado, saying what to do.
    """
    persona = _enlazada(session, dicho) or _por_su_correo(session, dicho, ahora)
    if not persona.active:
        raise ActoNegado(
            f"La cuenta de {persona.nombre} en Vigente está cerrada.",
            "Pida a quien administra el manual que la abra.",
        )
    actor = Actor(persona.id, ahora, SIN_PRUEBA)
    return persona.id, poner_roles_de_fuera(session, actor, persona, dicho.roles)


def es_la_misma(session: Session, dicho: Dicho, persona_id: int) -> bool:
    """Whether who the institution vouches for now is that person here."""
    persona = _enlazada(session, dicho)
    return persona is not None and persona.id == persona_id and persona.active


def desenlazar_identidad(session: Session, actor: Actor, manual_id: int, persona_id: int) -> None:
    """Undo it, by whoever manages people: the institution gave the account to somebody else.

    What was open ends. Raises ActoNegado, NoEncontrado, ActoInvalido (there is none).
    """
    registro = abrir_registro(session, actor, manual_id)
    persona = persona_de(session, persona_id)
    sin_roles_ajenos(registro, persona)
    suyas = session.scalars(select(Identidad).where(Identidad.persona_id == persona.id)).all()
    if not suyas:
        raise ActoInvalido(f"{persona.nombre} no entra con la cuenta de la institución.")
    for identidad in suyas:
        session.delete(identidad)
    cerrar_sesiones(session, persona.id, ahora=actor.ahora, motivo=MotivoCierre.ADMINISTRACION)
    registro.asunto(
        ClaseAsunto.PERSONA, "desenlazar-identidad", rol="administrador", sujeto_id=persona.id
    )


def _enlazada(session: Session, dicho: Dicho) -> Persona | None:
    return session.scalar(
        select(Persona)
        .join(Identidad, Identidad.persona_id == Persona.id)
        .where(Identidad.emisor == dicho.emisor, Identidad.sujeto == dicho.sujeto)
    )


def _por_su_correo(session: Session, dicho: Dicho, ahora: datetime) -> Persona:
    if not dicho.correo:
        raise ActoNegado(
            "La institución no confirma su correo, y sin eso Vigente no sabe quién es.",
            "Pida a Informática que la confirme.",
        )
    persona = session.scalar(select(Persona).where(Persona.email == dicho.correo))
    if persona is None:
        persona = _creada(session, dicho, ahora)
    if persona.email in SIN_PERSONA or not persona.active:
        raise ActoNegado(
            f"La cuenta de {persona.nombre} en Vigente está cerrada.",
            "Pida a quien administra el manual que la abra.",
        )
    if session.scalar(
        select(Identidad.id).where(
            Identidad.emisor == dicho.emisor, Identidad.persona_id == persona.id
        )
    ):
        raise ActoNegado(
            f"La cuenta de {dicho.correo} ya está unida a otra cuenta de la institución.",
            "Pida a quien administra el manual que la desuna.",
        )
    session.add(
        Identidad(emisor=dicho.emisor, sujeto=dicho.sujeto, persona_id=persona.id, enlazada=ahora)
    )
    retirar_cartas(session, persona.id, ahora)
    actor = Actor(persona.id, ahora, SIN_PRUEBA)
    anotar_propio(session, actor, "enlazar-identidad", manuales_de(session, persona.id))
    return persona


def _creada(session: Session, dicho: Dicho, ahora: datetime) -> Persona:
    """An account for who has a role by their groups, where the settings let that decide."""
    slugs = sorted(slug for slug, roles in dicho.roles.items() if roles)
    manual = session.scalar(
        select(Manual).where(Manual.slug.in_(slugs)).order_by(Manual.id).limit(1)
    )
    if not dicho.crea or manual is None:
        raise ActoNegado(
            f"No hay una cuenta de Vigente con el correo {dicho.correo}.",
            "Pida a quien administra el manual que le cree una con ese correo, y vuelva a entrar.",
        )
    nombre = dicho.nombre.strip() or dicho.correo
    exigir_como_firma(nombre, "", "")
    persona = Persona(
        nombre=nombre,
        email=dicho.correo,
        password=SIN_CONTRASENA,
        active=True,
        fs_uniquifier=uuid.uuid4().hex,
        unidad="",
        puesto="",
        creada=ahora,
    )
    session.add(persona)
    session.flush()
    quien = Actor(directorio(session, ahora).id, ahora, SIN_PRUEBA)
    Registro(session, quien, manual.id).asunto(
        ClaseAsunto.PERSONA, "crear-persona", sujeto_id=persona.id, datos={"por": "directorio"}
    )
    return persona
