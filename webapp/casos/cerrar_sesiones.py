"""Cerrar sesiones: a browser that is signed in no longer is, from its next request."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.casos._personas import abrir_registro, persona_de
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto, MotivoCierre, Sesion
from workflows.errores import NoEncontrado


def cerrar_sesiones(
    session: Session,
    persona_id: int,
    *,
    ahora: datetime,
    motivo: MotivoCierre,
    salvo: int | None = None,
) -> int:
    """Close what a person has open, but for the session ``salvo``. Returns how many.

    For whoever changes a password, closes an account, or signs out everywhere.
    """
    abiertas = list(
        session.scalars(
            select(Sesion.id).where(Sesion.persona_id == persona_id, Sesion.cerrada.is_(None))
        )
    )
    return _cerrar(session, [s for s in abiertas if s != salvo], ahora, motivo)


def cerrar_sesion(
    session: Session, actor: Actor, sesion_id: int, *, motivo: MotivoCierre = MotivoCierre.PROPIO
) -> None:
    """Close one of the actor's own. Raises NoEncontrado for one that is not, or was closed."""
    suya = session.scalar(
        select(Sesion.id).where(
            Sesion.id == sesion_id,
            Sesion.persona_id == actor.persona_id,
            Sesion.cerrada.is_(None),
        )
    )
    if suya is None:
        raise NoEncontrado("Esa sesión ya no está abierta.", "Actualice la página de su cuenta.")
    _cerrar(session, [suya], actor.ahora, motivo)


def cerrar_sesiones_de(session: Session, actor: Actor, manual_id: int, persona_id: int) -> int:
    """Close somebody else's, by whoever manages people: a lost telephone, a borrowed desk.

    It takes nothing from the person but having to come in again, so it is allowed on people who
    have a role in another manual too. Raises ActoNegado (role), NoEncontrado.
    """
    registro = abrir_registro(session, actor, manual_id)
    persona = persona_de(session, persona_id)
    cuantas = cerrar_sesiones(
        session, persona.id, ahora=actor.ahora, motivo=MotivoCierre.ADMINISTRACION
    )
    registro.asunto(
        ClaseAsunto.PERSONA,
        "cerrar-sesiones",
        rol="administrador",
        sujeto_id=persona.id,
        datos={"cuantas": cuantas},
    )
    return cuantas


def _cerrar(session: Session, cuales: list[int], ahora: datetime, motivo: MotivoCierre) -> int:
    if cuales:
        session.execute(
            update(Sesion)
            .where(Sesion.id.in_(cuales), Sesion.cerrada.is_(None))
            .values(cerrada=ahora, motivo=motivo.value)
        )
    return len(cuales)
