"""Whose turn it is: the manual locked, and who acts in it, as they are once it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from webapp.hechos import SIN_ACTOS, formato_por_hash
from webapp.modelos import Acto, Borrador, Cargo, FormatoGuardado, Manual, Persona, Version
from webapp.roles import nombramientos_de
from workflows.errores import NoEncontrado
from workflows.formatos import Formato


@dataclass(frozen=True, slots=True)
class Turno:
    """``nombramientos`` is for :func:`webapp.roles.roles_el`; ``seq``, ``hash`` and ``momento`` are
    of the last acto of the manual (None before the first)."""

    manual: Manual
    formato: Formato
    persona: Persona
    nombramientos: str | None
    seq: int
    hash: str
    momento: datetime | None


class De(StrEnum):
    """What says which manual it is."""

    MANUAL = "manual"
    CARGO = "cargo"
    VERSION = "version"


_NO_HAY = {
    De.MANUAL: ("No existe ese manual o esa persona.", "Vuelva a su bandeja."),
    De.CARGO: ("Ese cargo no existe.", "Búsquelo en el manual."),
    De.VERSION: ("Esa versión no existe.", "Vuelva a su bandeja."),
}


def tomar_turno(session: Session, persona_id: int, cual: int, de: De) -> Turno:
    """Lock a manual (that, or the one of that cargo or version), then read who acts, what they hold
    and where its chain ends.

    With a version, its working copy is locked too, so that a save under way is seen, or refused,
    but never lost. What is read must be of after the lock: another statement takes it, but for
    SQLite, where the transaction began by being the only one that writes (``bd.py``). Raises
    NoEncontrado.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(_cerrar(de), {"cual": cual})
    fila = session.execute(_quien_actua(de), {"cual": cual, "persona": persona_id}).first()
    if fila is None:
        raise NoEncontrado(*_NO_HAY[de])
    manual, formato, persona, nombramientos, *ultimo, momento = fila
    seq, huella = ultimo if ultimo[1] else SIN_ACTOS
    formato = formato_por_hash(session, formato)
    return Turno(manual, formato, persona, nombramientos, seq, huella, momento)


@cache
def _cerrar(de: De) -> Any:
    """Composed once, as the next one: every acto begins with them. The manual before the draft."""
    manual = select(Manual.id).where(Manual.id == _cual(de)).with_for_update()
    if de is not De.VERSION:
        return manual
    primero = manual.cte("primero")
    copia = (
        select(Borrador.version_id)
        .where(Borrador.version_id == bindparam("cual"), exists(select(primero.c.id)))
        .with_for_update(of=Borrador)
        .cte("copia")
    )
    return select(
        select(func.count(primero.c.id)).scalar_subquery(),
        select(func.count(copia.c.version_id)).scalar_subquery(),
    )


@cache
def _quien_actua(de: De) -> Any:
    persona: Any = bindparam("persona")
    ultimo, anterior = aliased(Acto), aliased(Acto)
    ultimo_seq = (
        select(func.max(anterior.seq)).where(anterior.manual_id == Manual.id).scalar_subquery()
    )
    return (
        select(
            Manual,
            FormatoGuardado.hash,
            Persona,
            nombramientos_de(persona, Manual.id),
            ultimo.seq,
            ultimo.hash,
            ultimo.momento,
        )
        .select_from(Manual)
        .join(FormatoGuardado, FormatoGuardado.id == Manual.formato_id)
        .join(Persona, Persona.id == persona)
        .outerjoin(ultimo, (ultimo.manual_id == Manual.id) & (ultimo.seq == ultimo_seq))
        .where(Manual.id == _cual(de))
    )


def _cual(de: De) -> Any:
    cual: Any = bindparam("cual")
    if de is De.MANUAL:
        return cual
    tabla = Cargo if de is De.CARGO else Version
    return select(tabla.manual_id).where(tabla.id == cual).scalar_subquery()
