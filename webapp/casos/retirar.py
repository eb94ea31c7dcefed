"""Retirar: the author takes back what nobody has reviewed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._tramitar import Pedido, volver_a_edicion
from webapp.casos.actor import Actor
from workflows.formatos.modelo import ClaseActo


def retirar(session: Session, actor: Actor, pedido: Pedido) -> str:
    """Take back what one sent on. Returns the new estado; raises the ciclo's refusals."""
    return volver_a_edicion(session, actor, pedido, ClaseActo.RETIRO)
