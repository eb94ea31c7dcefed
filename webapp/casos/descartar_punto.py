"""Descartar punto: it does not go to the board; its cargos wait for another session."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from webapp.casos._puntos import punto_en_preparacion, tocar
from webapp.casos.actor import Actor
from webapp.modelos import FasePunto, PuntoVersion


def descartar_punto(session: Session, actor: Actor, punto_id: int, serie: int) -> None:
    """Close an agenda item without an acuerdo. Its versions stay as they are, and its packets.

    Raises PuntoCambiado when somebody saved it since it was seen, ActoInvalido, NoEncontrado.
    """
    punto = punto_en_preparacion(session, actor, punto_id, serie).punto
    session.execute(delete(PuntoVersion).where(PuntoVersion.punto_id == punto_id))
    tocar(punto, actor)
    punto.fase = FasePunto.DESCARTADO
    session.flush()
