"""Firmar como elaborado: the text is frozen and its author answers for it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._borradores import anotar_autor
from webapp.casos._tramitar import Pedido, congelar_y_mover, empezar
from webapp.casos.actor import Actor
from workflows.formatos.modelo import ClaseActo


def elaborar(session: Session, actor: Actor, pedido: Pedido) -> str:
    """Freeze the draft and sign it. Returns the new estado; raises the refusals of the ciclo."""
    registro, vista, acto = empezar(session, actor, pedido, ClaseActo.ELABORACION)
    if actor.persona_id not in vista.autores:
        anotar_autor(session, vista.version.id, actor.persona_id)
    return congelar_y_mover(registro, [vista], acto, pedido.razon)
