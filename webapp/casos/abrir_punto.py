"""Abrir punto: what is reviewed begins its way to the board."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from webapp.casos._puntos import de_secretaria, meter
from webapp.casos.actor import Actor
from webapp.modelos import FasePunto, Punto
from workflows.errores import DatosInvalidos


def abrir_punto(session: Session, actor: Actor, manual_id: int, versiones: Sequence[int]) -> int:
    """An agenda item with those versions, in that order. Returns its id.

    Raises DatosInvalidos when there is none, ActoInvalido naming the one that cannot go.
    """
    registro = de_secretaria(session, actor, manual_id)
    elegidas = list(dict.fromkeys(versiones))
    if not elegidas:
        raise DatosInvalidos("No eligió ningún cargo.", "Marque al menos uno.", "versiones")
    punto = Punto(
        manual_id=manual_id,
        fase=FasePunto.PREPARACION,
        serie=1,
        persona_id=actor.persona_id,
        momento=actor.ahora,
    )
    session.add(punto)
    session.flush()
    meter(registro, punto, elegidas, 1)
    return punto.id
