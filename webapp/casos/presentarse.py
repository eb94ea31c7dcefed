"""Presentarse: who has a draft open, and where; it says nothing of the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.casos.actor import Actor
from webapp.modelos import Persona, Presencia

#: Whoever has not been heard of for longer is gone.
AUSENTE = timedelta(seconds=45)


@dataclass(frozen=True, slots=True)
class Presente:
    """Somebody else with the same draft open; ``pieza`` is where they are, or ""."""

    nombre: str
    pieza: str


def presentarse(
    session: Session, actor: Actor, version_id: int, pieza: str
) -> tuple[Presente, ...]:
    """Say that the actor is here, on ``pieza``. Returns who else is."""
    suya = (Presencia.version_id == version_id, Presencia.persona_id == actor.persona_id)
    session.execute(delete(Presencia).where(*suya))
    session.add(
        Presencia(
            version_id=version_id,
            persona_id=actor.persona_id,
            pieza=pieza[:80],
            momento=actor.ahora,
        )
    )
    session.flush()
    return tuple(
        Presente(nombre, donde)
        for nombre, donde in session.execute(
            select(Persona.nombre, Presencia.pieza)
            .join(Persona, Persona.id == Presencia.persona_id)
            .where(
                Presencia.version_id == version_id,
                Presencia.persona_id != actor.persona_id,
                Presencia.momento > actor.ahora - AUSENTE,
            )
            .order_by(Persona.nombre)
        )
    )
