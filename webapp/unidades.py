"""The units of a manual, and whose they are: asked for their criterio, they read one version."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from webapp.modelos import (
    Acto,
    ClaseAsunto,
    ClaseObservacion,
    Nombramiento,
    Observacion,
    Persona,
)


def es_del_manual(manual_id: Any) -> ColumnElement[bool]:
    """Criterion: people who have or had a role in a manual, or whose account was made from it.

    A unit is a name: somebody of another institution whose unit is called the same is not it.
    """
    creadas = select(Acto.sujeto_id).where(
        Acto.manual_id == manual_id, Acto.clase == ClaseAsunto.PERSONA
    )
    nombradas = select(Nombramiento.persona_id).where(Nombramiento.manual_id == manual_id)
    return Persona.id.in_(creadas) | Persona.id.in_(nombradas)


def unidades_de(session: Session, manual_id: int) -> list[str]:
    """The units of the active people of a manual, in alphabetical order."""
    return list(
        session.scalars(
            select(Persona.unidad)
            .where(Persona.active.is_(True), Persona.unidad != "", es_del_manual(manual_id))
            .distinct()
            .order_by(Persona.unidad)
        )
    )


def fue_consultada(session: Session, manual_id: int, version_id: int, persona_id: int) -> bool:
    """Whether the unit of a person was asked for its criterio on that version."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    Persona.id == persona_id,
                    Persona.active.is_(True),
                    es_del_manual(manual_id),
                    Observacion.version_id == version_id,
                    Observacion.clase == ClaseObservacion.CRITERIO,
                    Observacion.unidad == Persona.unidad,
                )
            )
        )
    )
