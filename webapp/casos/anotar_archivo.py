"""Anotar archivo: a kept file is on record before anything refers to it, and who handed it in."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.archivos import Recibido
from webapp.casos.actor import Actor
from webapp.modelos import Archivo, Entrega


def anotar_archivo(session: Session, actor: Actor, recibido: Recibido) -> str:
    """Put a file that is already on disk on record, once however often it comes. Returns its hash.

    The first to bring it is who is on record.
    """
    fila = Archivo(
        hash=recibido.hash,
        tipo=recibido.tipo,
        tamano=recibido.tamano,
        nombre=recibido.nombre,
        persona_id=actor.persona_id,
        momento=actor.ahora,
    )
    _una_vez(session, fila, recibido.hash)
    return recibido.hash


def entregar_archivo(session: Session, actor: Actor, recibido: Recibido) -> str:
    """The same for what the actor sent, which they may then attach to an acuerdo.

    What the program made itself is only put on record: nobody handed it in.
    """
    huella = anotar_archivo(session, actor, recibido)
    fila = Entrega(archivo=huella, persona_id=actor.persona_id, momento=actor.ahora)
    _una_vez(session, fila, (huella, actor.persona_id))
    return huella


def _una_vez(session: Session, fila: Archivo | Entrega, clave: object) -> None:
    """Add the row unless its key is there, also when another process adds it meanwhile."""
    if session.get(type(fila), clave) is not None:
        return
    try:
        with session.begin_nested():
            session.add(fila)
    except IntegrityError:
        if session.get(type(fila), clave) is None:
            raise
