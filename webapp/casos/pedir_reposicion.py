"""Pedir la reposición: somebody who is not in says they forgot the password of an address."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._cartas import escribir_carta
from webapp.casos.operador import SIN_CONTRASENA
from webapp.modelos import ClaseCarta, Persona


def pedir_reposicion(session: Session, correo: str, ahora: datetime) -> None:
    """Write to whoever has an open account with a password; nobody is told whether there is one.

    No acto: nothing of the account changes, and anybody may ask.
    """
    persona = session.scalar(
        select(Persona).where(
            Persona.email == correo.strip().lower(),
            Persona.active.is_(True),
            Persona.password != SIN_CONTRASENA,
        )
    )
    if persona is not None:
        escribir_carta(session, persona.id, ClaseCarta.REPOSICION, ahora)
