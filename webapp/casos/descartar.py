"""Descartar: a borrador nobody wants. Its last text is kept with it, like everything else."""

from __future__ import annotations

import json

from sqlalchemy.orm import Session

from webapp.casos._borradores import congelar, soltar
from webapp.casos._tramitar import Pedido, empezar
from webapp.casos.actor import Actor
from workflows.formatos.modelo import ClaseActo


def descartar(session: Session, actor: Actor, pedido: Pedido) -> str:
    """Close the version without approval. Returns the new estado; raises the ciclo's refusals."""
    registro, vista, acto = empezar(session, actor, pedido, ClaseActo.DESCARTE)
    congelar(session, [vista.contenido])
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
