"""Devolver a borrador, with the reason: the earlier signatures stay in the history only."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._tramitar import Pedido, volver_a_edicion
from webapp.casos.actor import Actor
from workflows.formatos.modelo import ClaseActo


def devolver(session: Session, actor: Actor, pedido: Pedido) -> str:
    """Back to its author, with the reason. Returns the new estado; raises the ciclo's refusals."""
    return volver_a_edicion(session, actor, pedido, ClaseActo.DEVOLUCION)
