"""Descartar: a borrador nobody wants. Its text stays in the history of its saves."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._borradores import soltar
from webapp.casos._tramitar import Pedido, empezar
from webapp.casos.actor import Actor
from workflows.formatos.modelo import ClaseActo


def descartar(session: Session, actor: Actor, pedido: Pedido) -> str:
    """Close the version without approval. Returns the new estado; raises the ciclo's refusals."""
    registro, vista, acto = empezar(session, actor, pedido, ClaseActo.DESCARTE)
    soltar(registro, vista.version.id)
    registro.mover([vista], acto, motivo=pedido.motivo.strip())
    return acto.hacia
