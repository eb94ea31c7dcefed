"""Retirar: the author takes back what nobody has reviewed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._borradores import descongelar
from webapp.casos._tramitar import Pedido, empezar
from webapp.casos.actor import Actor
from workflows.formatos.modelo import ClaseActo


def retirar(session: Session, actor: Actor, pedido: Pedido) -> str:
    """Back to edition. Returns the new estado; raises the refusals of the ciclo."""
    registro, vista, acto = empezar(session, actor, pedido, ClaseActo.RETIRO)
    registro.mover(
        [vista],
        acto,
        motivo=pedido.motivo.strip(),
        columnas={vista.version.id: {"contenido_hash": None, "ids": None}},
    )
    descongelar(registro, vista)
    return acto.hacia
