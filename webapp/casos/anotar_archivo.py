"""Anotar archivo: what somebody handed in is on record before anything refers to it."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.archivos import Recibido
from webapp.casos.actor import Actor
from webapp.modelos import Archivo


def anotar_archivo(session: Session, actor: Actor, recibido: Recibido) -> str:
    """Put a file that is already on disk on record, once however often it comes. Returns its hash.

    The first to hand it in is who is on record.
    """
    if session.get(Archivo, recibido.hash) is None:
        try:
            with session.begin_nested():
                session.add(
                    Archivo(
                        hash=recibido.hash,
                        tipo=recibido.tipo,
                        tamano=recibido.tamano,
                        nombre=recibido.nombre,
                        persona_id=actor.persona_id,
                        momento=actor.ahora,
                    )
                )
        except IntegrityError:
            if session.get(Archivo, recibido.hash) is None:
                raise
    return recibido.hash
