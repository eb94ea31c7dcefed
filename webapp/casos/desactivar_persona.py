"""Desactivar a una persona, and opening her account again; what she signed keeps her name."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from webapp.casos._cartas import retirar_cartas
from webapp.casos._personas import (
    abrir_registro,
    persona_de,
    sin_roles_ajenos,
    terminar_delegaciones,
)
from webapp.casos._registrar import Registro
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.casos.cerrar_sesiones import cerrar_sesiones
from webapp.modelos import ClaseAsunto, Manual, MotivoCierre, Nombramiento, Persona
from webapp.roles import vigente_el
from webapp.trabajo_abierto import trabajo_abierto
from workflows.errores import ActoInvalido, ActoNegado


def desactivar_persona(
    session: Session, actor: Actor, manual_id: int, persona_id: int, *, motivo: str = ""
) -> None:
    """Close an account: she is out at once, and neither comes in nor gets a link. What she had
    delegated ends too.

    The acto says which open versions she leaves. Raises ActoNegado (role, oneself, a role in
    another manual), NoEncontrado, ActoInvalido (closed already, the last administrador).
    """
    registro = abrir_registro(session, actor, manual_id)
    persona = persona_de(session, persona_id)
    sin_roles_ajenos(registro, persona)
    if persona.id == actor.persona_id:
        raise ActoNegado("Usted no puede desactivar su propia cuenta.", "Pídaselo a otra persona.")
    if not persona.active:
        raise ActoInvalido(f"La cuenta de {persona.nombre} ya estaba desactivada.")
    if sin_ella := _quedarian_sin_administrador(registro, persona):
        raise ActoInvalido(
            f"Es el último administrador de {sin_ella}.", "Nombre antes a quien lo sustituya."
        )
    exigir_texto(motivo, MAXIMO_MOTIVO, lugar="El motivo", campo="motivo")
    persona.active = False
    cerrar_sesiones(session, persona.id, ahora=actor.ahora, motivo=MotivoCierre.CUENTA)
    retirar_cartas(session, persona.id, actor.ahora)
    delegados = _terminar_lo_delegado(registro, persona)
    registro.asunto(
        ClaseAsunto.PERSONA,
        "desactivar-persona",
        rol="administrador",
        motivo=motivo.strip(),
        sujeto_id=persona.id,
        datos={"quedan": [t.version_id for t in trabajo_abierto(session, persona.id)]}
        | ({"delegados": delegados} if delegados else {}),
    )


def _terminar_lo_delegado(registro: Registro, persona: Persona) -> list[int]:
    """Nobody signs in the name of a closed account. Returns who did until now (ids)."""
    propios = registro.session.scalars(
        select(Nombramiento.id).where(Nombramiento.persona_id == persona.id)
    ).all()
    ayer = registro.hoy - timedelta(days=1)
    return [d for n in propios for d in terminar_delegaciones(registro.session, n, ayer)]


def reactivar_persona(session: Session, actor: Actor, manual_id: int, persona_id: int) -> None:
    """Open it again: she comes in as she did; no session and no link of before lives again.

    Raises ActoNegado, NoEncontrado, ActoInvalido (it was open).
    """
    registro = abrir_registro(session, actor, manual_id)
    persona = persona_de(session, persona_id)
    sin_roles_ajenos(registro, persona)
    if persona.active:
        raise ActoInvalido(f"La cuenta de {persona.nombre} no estaba desactivada.")
    persona.active = True
    registro.asunto(
        ClaseAsunto.PERSONA, "reactivar-persona", rol="administrador", sujeto_id=persona.id
    )


def _quedarian_sin_administrador(registro: Registro, persona: Persona) -> str:
    """The manuals that nobody else who can sign in administers today, named; "" when none."""
    otro = aliased(Nombramiento)
    hay_otro = exists().where(
        otro.manual_id == Nombramiento.manual_id,
        otro.rol == "administrador",
        otro.persona_id != persona.id,
        otro.desde <= registro.hoy,
        otro.hasta.is_(None) | (otro.hasta >= registro.hoy),
        Persona.id == otro.persona_id,
        Persona.active.is_(True),
    )
    nombres = registro.session.scalars(
        select(Manual.nombre)
        .join(Nombramiento, Nombramiento.manual_id == Manual.id)
        .where(
            Nombramiento.persona_id == persona.id,
            Nombramiento.rol == "administrador",
            vigente_el(registro.hoy),
            ~hay_otro,
        )
        .distinct()
    )
    return " y ".join(f"«{n}»" for n in nombres)
