"""Descartar: a borrador nobody wants. Its last text is kept with it, like everything else."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._tramitar import Pedido, congelar_y_mover, empezar
from webapp.casos.actor import Actor
from workflows.formatos.modelo import ClaseActo


def descartar(session: Session, actor: Actor, pedido: Pedido) -> str:
    """Close the version without approval. Returns the new estado; raises the ciclo's refusals."""
    registro, vista, acto = empezar(session, actor, pedido, ClaseActo.DESCARTE)
    return congelar_y_mover(registro, [vista], acto, pedido.razon)
