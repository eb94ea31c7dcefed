"""Firmar como revisado, or any other signature of somebody who did not write the text."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._tramitar import Pedido, empezar
from webapp.casos.actor import Actor
from workflows.formatos.modelo import ClaseActo


def revisar(session: Session, actor: Actor, pedido: Pedido) -> str:
    """Sign the frozen text. Returns the new estado; raises the refusals of the ciclo."""
    registro, vista, acto = empezar(session, actor, pedido, ClaseActo.REVISION)
    registro.mover([vista], acto, motivo=pedido.razon)
    return acto.hacia
