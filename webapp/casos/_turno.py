"""Whose turn it is: the manual locked, and who acts in it, as they are once it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from webapp.hechos import SIN_ACTOS
from webapp.modelos import Acto, Manual, Persona
from webapp.roles import nombramientos_de
from workflows.errores import NoEncontrado


@dataclass(frozen=True, slots=True)
class Turno:
    """``nombramientos`` is for :func:`webapp.roles.roles_el`; ``seq``, ``hash`` and ``momento`` are
    of the last acto of the manual (None before the first)."""

    manual: Manual
    persona: Persona
    nombramientos: str | None
    seq: int
    hash: str
    momento: datetime | None


def tomar_turno(session: Session, persona_id: int, manual_id: int) -> Turno:
    """Lock a manual, then read who acts, what they hold and where its chain ends.

    In two statements: what the second reads must be of after the lock. Raises NoEncontrado.
    """
    de = {"manual": manual_id, "persona": persona_id}
    manual = session.scalar(_el_manual(), de)
    fila = session.execute(_quien_actua(), de).first()
    if manual is None or fila is None:
        raise NoEncontrado("No existe ese manual o esa persona.", "Vuelva a su bandeja.")
    persona, nombramientos, *ultimo, momento = fila
    seq, huella = ultimo if ultimo[1] else SIN_ACTOS
    return Turno(manual, persona, nombramientos, seq, huella, momento)


@cache
def _el_manual() -> Any:
    """Composed once, as the next one: every acto begins with them."""
    return (
        select(Manual)
        .where(Manual.id == bindparam("manual"))
        .options(joinedload(Manual.formato, innerjoin=True))
        .with_for_update(of=Manual)
    )


@cache
def _quien_actua() -> Any:
    manual: Any = bindparam("manual")
    persona: Any = bindparam("persona")
    ultimo = aliased(Acto)
    ultimo_seq = select(func.max(Acto.seq)).where(Acto.manual_id == manual).scalar_subquery()
    return (
        select(Persona, nombramientos_de(persona, manual), ultimo.seq, ultimo.hash, ultimo.momento)
        .outerjoin(ultimo, (ultimo.manual_id == manual) & (ultimo.seq == ultimo_seq))
        .where(Persona.id == persona)
    )
