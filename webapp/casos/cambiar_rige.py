"""Cambiar desde cuándo rige: the board moved the first day of what it approved."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from webapp.casos import _sobre_acuerdo
from webapp.casos._sobre_acuerdo import PedidoDeAcuerdo
from webapp.casos.actor import Actor
from workflows import acuerdos
from workflows.acuerdos import ActoDeAcuerdo


def cambiar_rige(session: Session, actor: Actor, pedido: PedidoDeAcuerdo, dia: date) -> None:
    """Put in force from another day all that still counts, and what is completed later.

    Raises what ``_sobre_acuerdo.empezar`` raises; ActoInvalido when it is that day already.
    """
    registro, leido, acto = _sobre_acuerdo.empezar(
        session, actor, pedido, motivo="por qué cambia desde cuándo rige"
    )
    _sobre_acuerdo.anotar(
        registro,
        leido,
        acto,
        ActoDeAcuerdo.RIGE,
        motivo=pedido.razon,
        cambios=acuerdos.cambiar_rige(leido.datos, dia),
    )
