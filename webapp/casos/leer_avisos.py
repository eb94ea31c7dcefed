"""Leer avisos: somebody says they have read one, or all that they were shown."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session, aliased

from webapp.casos.actor import Actor
from webapp.modelos import Aviso


def leer_aviso(session: Session, actor: Actor, aviso_id: int) -> None:
    """One line of the list: a notice of mine, with those said of other cargos in its same breath.

    Somebody else's is left alone.
    """
    uno = aliased(Aviso)
    iguales = select(uno.id).where(
        uno.id == aviso_id,
        uno.momento == Aviso.momento,
        uno.manual_id == Aviso.manual_id,
        uno.clase == Aviso.clase,
        uno.texto == Aviso.texto,
        uno.persona_id == Aviso.persona_id,
    )
    _leer(session, actor, iguales.exists())


def leer_hasta(session: Session, actor: Actor, aviso_id: int) -> None:
    """All of mine up to one: what came after the page was drawn stays unread."""
    _leer(session, actor, Aviso.id <= aviso_id)


def _leer(session: Session, actor: Actor, cuales: ColumnElement[bool]) -> None:
    session.execute(
        update(Aviso)
        .where(Aviso.persona_id == actor.persona_id, Aviso.leido.is_(None), cuales)
        .values(leido=actor.ahora)
        .execution_options(synchronize_session=False)
    )
