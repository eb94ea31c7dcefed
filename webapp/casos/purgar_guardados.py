"""Purgar: the saves of drafts that ended long ago. No acto, nor what an acto names, is touched."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from webapp.modelos import Guardado, Version
from workflows.formatos.modelo import ClaseEstado

#: Rows a transaction deletes: nobody waits for it.
TRAMO = 1000
#: The estados a version never leaves: what it said stands in its contenido, under its hash.
_TERMINADAS = (ClaseEstado.APROBADA, ClaseEstado.CERRADA)


def purgables(session: Session, antes: datetime) -> tuple[int, int]:
    """How many saves of how many versions that ended before that moment."""
    cuantos, de_cuantas = session.execute(
        select(func.count(), func.count(Guardado.version_id.distinct())).where(_viejos(antes))
    ).one()
    return cuantos, de_cuantas


def purgar_guardados(session: Session, antes: datetime) -> int:
    """Delete some of them, the oldest first. Returns how many; 0 when there are none left."""
    ids = session.scalars(
        select(Guardado.id).where(_viejos(antes)).order_by(Guardado.id).limit(TRAMO)
    ).all()
    if ids:
        session.execute(
            delete(Guardado).where(Guardado.id.in_(ids)),
            execution_options={"synchronize_session": False},
        )
    return len(ids)


def _viejos(antes: datetime) -> ColumnElement[bool]:
    return Guardado.version_id.in_(
        select(Version.id).where(Version.estado_clase.in_(_TERMINADAS), Version.desde < antes)
    )
