"""What the link of a letter opens, before anything is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.modelos import Carta, ClaseCarta, Manual, Persona


@dataclass(frozen=True, slots=True)
class CartaVista:
    """Whose account it is, for which manual (an invitation), and how it ended, if it did."""

    persona_id: int
    nombre: str
    correo: str
    manual: str
    vence: datetime
    abre: bool
    usada: bool


def carta_de(session: Session, clase: ClaseCarta, sello: str, ahora: datetime) -> CartaVista | None:
    """The letter of that seal; None for one that a newer one took the place of."""
    fila = session.execute(
        select(Carta, Persona, Manual.nombre)
        .join(Persona, Persona.id == Carta.persona_id)
        .outerjoin(Manual, Manual.id == Carta.manual_id)
        .where(Carta.clase == clase, Carta.sello == sello)
    ).one_or_none()
    if fila is None:
        return None
    carta, persona, manual = fila
    vence = carta.vence or carta.momento
    sigue = carta.usada is None and carta.retirada is None and carta.en_plazo(ahora)
    return CartaVista(
        persona.id,
        persona.nombre,
        persona.email,
        manual or "",
        vence,
        sigue and persona.active,
        carta.usada is not None,
    )
