"""Descartar: a borrador nobody wants. Its last text is kept with it, like everything else.

What the board had approved with changes is pending no more from that acto on: nobody will write
them. Its number is not used again.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._tramitar import Pedido, congelar_y_mover, empezar
from webapp.casos.actor import Actor
from webapp.casos.dejar_sin_efecto import cerrar_pendientes
from webapp.modelos import Version
from workflows.formatos.modelo import ClaseActo


def descartar(session: Session, actor: Actor, pedido: Pedido) -> str:
    """Close the version without approval. Returns the new estado; raises the ciclo's refusals."""
    registro, vista, acto = empezar(session, actor, pedido, ClaseActo.DESCARTE)
    estado = congelar_y_mover(registro, [vista], acto, pedido.razon)
    if vista.pendiente_en is not None:
        suyo = select(Version.ultimo_seq).where(Version.id == pedido.version_id)
        seq = session.scalar(suyo)
        cerrar_pendientes(session, vista.pendiente_en, [pedido.version_id], seq or 0)
    return estado
