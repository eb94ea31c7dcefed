"""The outbox: who has mail waiting, one person's claimed at a time, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.modelos import Aviso, Carta, Correo, Manual, Persona
from workflows.reloj import TOLERANCIA

#: What is sent: notices, a message a person; letters, one each.
Tabla = type[Aviso] | type[Carta]

#: For how long a claim keeps other senders away; a sender that died is replaced after it.
RECLAMO = timedelta(minutes=10)
#: What is waited after each failure; after one more, nobody tries again.
PAUSAS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 2 * 60, 6 * 60, 12 * 60, 24 * 60))


def cortes(session: Session, ahora: datetime, hora: int) -> dict[int, datetime]:
    """By manual, the last time it was ``hora`` there: its digest has what came before."""
    dados = {}
    for manual_id, zona in session.execute(select(Manual.id, Manual.zona)):
        local = ahora.astimezone(ZoneInfo(zona))
        corte = datetime.combine(local.date(), time(hora), local.tzinfo)
        dados[manual_id] = corte if corte <= local else corte - timedelta(days=1)
    return dados


def personas_con_correo(
    session: Session, ahora: datetime, limites: Mapping[int, datetime]
) -> list[int]:
    """Who has something to be sent now, who has waited longest first."""
    return list(
        session.scalars(
            select(Aviso.persona_id)
            .join(Persona, Persona.id == Aviso.persona_id)
            .where(_le_toca_salir(ahora, limites), Persona.active.is_(True))
            .group_by(Aviso.persona_id)
            .order_by(Aviso.persona_id)
        )
    )


def reclamar(
    session: Session, persona_id: int, ahora: datetime, limites: Mapping[int, datetime]
) -> dict[int, int]:
    """Take everything due to one person, for this sender alone: attempts by id, this one counted.

    Empty when another sender took it first.
    """
    suyos = (
        select(Aviso.id)
        .where(Aviso.persona_id == persona_id, _le_toca_salir(ahora, limites))
        .with_for_update(skip_locked=True)
    )
    filas = session.execute(
        update(Aviso)
        .where(Aviso.id.in_(suyos))
        .values(proximo=ahora + RECLAMO, intentos=Aviso.intentos + 1)
        .returning(Aviso.id, Aviso.intentos)
        .execution_options(synchronize_session=False)
    )
    return {fila.id: fila.intentos for fila in filas}


def cartas_por_enviar(session: Session, ahora: datetime) -> list[int]:
    """The letters about accounts that are to go out now, those written first before."""
    return list(
        session.scalars(
            select(Carta.id)
            .join(Persona, Persona.id == Carta.persona_id)
            .where(_carta_por_salir(ahora), Persona.active.is_(True))
            .order_by(Carta.id)
        )
    )


def reclamar_carta(session: Session, carta_id: int, ahora: datetime) -> dict[int, int]:
    """Take one for this sender alone, as :func:`reclamar` does."""
    suya = (
        select(Carta.id)
        .where(Carta.id == carta_id, _carta_por_salir(ahora))
        .with_for_update(skip_locked=True)
    )
    filas = session.execute(
        update(Carta)
        .where(Carta.id.in_(suya))
        .values(proximo=ahora + RECLAMO, intentos=Carta.intentos + 1)
        .returning(Carta.id, Carta.intentos)
        .execution_options(synchronize_session=False)
    )
    return {fila.id: fila.intentos for fila in filas}


def dar_por_enviados(session: Session, tabla: Tabla, ids: Collection[int], ahora: datetime) -> None:
    """The mail server took them."""
    session.execute(
        update(tabla)
        .where(tabla.id.in_(ids))
        .values(correo=Correo.ENVIADO, enviado=ahora, proximo=None)
    )


def posponer(session: Session, tabla: Tabla, intentos: Mapping[int, int], ahora: datetime) -> int:
    """They could not be sent: later, or never when it was tried often enough (how many)."""
    por_intento: dict[int, list[int]] = {}
    for id_, n in intentos.items():
        por_intento.setdefault(min(n, len(PAUSAS) + 1), []).append(id_)
    perdidos = por_intento.pop(len(PAUSAS) + 1, [])
    for n, ids in por_intento.items():
        session.execute(
            update(tabla).where(tabla.id.in_(ids)).values(proximo=ahora + PAUSAS[n - 1])
        )
    session.execute(
        update(tabla).where(tabla.id.in_(perdidos)).values(correo=Correo.FALLIDO, proximo=None)
    )
    return len(perdidos)


def _carta_por_salir(ahora: datetime) -> ColumnElement[bool]:
    return and_(
        Carta.correo == Correo.PENDIENTE,
        Carta.usada.is_(None),
        Carta.retirada.is_(None),
        or_(Carta.vence.is_(None), and_(Carta.vence > ahora, Carta.momento <= ahora + TOLERANCIA)),
        _le_llego(Carta.proximo, ahora),
    )


def _le_toca_salir(ahora: datetime, limites: Mapping[int, datetime]) -> ColumnElement[bool]:
    por_hora: dict[datetime, list[int]] = {}
    for manual_id, corte in limites.items():
        por_hora.setdefault(corte, []).append(manual_id)
    del_dia = [
        and_(Aviso.manual_id.in_(manuales), Aviso.momento < corte)
        for corte, manuales in por_hora.items()
    ]
    return and_(
        or_(
            Aviso.correo == Correo.PENDIENTE,
            and_(Aviso.correo == Correo.DIARIO, or_(_de_otro_reloj(ahora), *del_dia)),
        ),
        _le_llego(Aviso.proximo, ahora),
    )


def _de_otro_reloj(ahora: datetime) -> ColumnElement[bool]:
    """Criterion: written by a clock that ran ahead; its digest is the next one."""
    return Aviso.momento > ahora + TOLERANCIA


def _le_llego(proximo: InstrumentedAttribute[datetime | None], ahora: datetime) -> Any:
    """Criterion: it may be sent. What would wait longer than the longest pause was put off by a
    clock that ran ahead."""
    return or_(proximo.is_(None), proximo <= ahora, proximo > ahora + PAUSAS[-1] + TOLERANCIA)
