"""How people's accounts stand: who was invited and has not come, whose mail did not go out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.casos.operador import SIN_CONTRASENA
from webapp.modelos import Carta, ClaseCarta, Correo, Persona


class Estado(StrEnum):
    """What its administrador can do next depends on it."""

    ACTIVA = "activa"  #: with a password of her own
    INVITADA = "invitada"  #: the link in her mailbox still opens
    SIN_CONTRASENA = "sin contraseña"  #: nothing she has opens it: not invited, withdrawn, late
    DESACTIVADA = "desactivada"  #: closed


@dataclass(frozen=True, slots=True)
class Cuenta:
    """An account; of its last invitation, when it was written, by whom, until when it opens,
    whether it was taken back, and what became of its mail."""

    estado: Estado
    invitada: datetime | None = None
    por: str = ""
    vence: datetime | None = None
    retirada: bool = False
    correo: Correo | None = None


def cuentas(session: Session, personas: Collection[int], ahora: datetime) -> dict[int, Cuenta]:
    """By person, in one statement."""
    quien = aliased(Persona)
    filas = session.execute(
        select(Persona.id, Persona.active, Persona.password, Carta, quien.nombre)
        .outerjoin(Carta, (Carta.persona_id == Persona.id) & (Carta.clase == ClaseCarta.INVITACION))
        .outerjoin(quien, quien.id == Carta.por_id)
        .where(Persona.id.in_(personas))
    )
    return {
        id_: _cuenta(activa, cifrada, c, por or "", ahora) for id_, activa, cifrada, c, por in filas
    }


def _cuenta(activa: bool, cifrada: str, carta: Carta | None, por: str, ahora: datetime) -> Cuenta:
    if not activa:
        return Cuenta(Estado.DESACTIVADA)
    if cifrada != SIN_CONTRASENA:
        return Cuenta(Estado.ACTIVA)
    if carta is None:
        return Cuenta(Estado.SIN_CONTRASENA)
    abre = carta.retirada is None and carta.en_plazo(ahora)
    return Cuenta(
        Estado.INVITADA if abre else Estado.SIN_CONTRASENA,
        carta.momento,
        por,
        carta.vence,
        carta.retirada is not None,
        Correo(carta.correo),
    )
