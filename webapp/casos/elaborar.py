"""Firmar como elaborado: the text is frozen and its author answers for it."""

from __future__ import annotations

import json

from sqlalchemy.orm import Session

from webapp.casos._borradores import anotar_autor, congelar, soltar
from webapp.casos._tramitar import Pedido, empezar
from webapp.casos.actor import Actor
from workflows.formatos.modelo import ClaseActo


def elaborar(session: Session, actor: Actor, pedido: Pedido) -> str:
    """Freeze the draft and sign it. Returns the new estado; raises the refusals of the ciclo."""
    registro, vista, acto = empezar(session, actor, pedido, ClaseActo.ELABORACION)
    congelar(session, [vista.contenido])
    anotar_autor(session, vista.version.id, actor.persona_id)
    soltar(registro, vista.version.id)
    registro.mover(
        [vista],
        acto,
        motivo=pedido.motivo.strip(),
        columnas={
            vista.version.id: {
                "contenido_hash": vista.contenido_hash,
                "ids": json.dumps(vista.contenido.ids()),
            }
        },
    )
    return acto.hacia
