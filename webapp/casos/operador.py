"""Who acts when the command line does: a person of the record who cannot sign in."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.modelos import Persona
from workflows.errores import ActoNegado

CORREO = "operador@localhost"
#: Instead of a hash: no password is good, and the log-in form takes as long to say so.
SIN_CONTRASENA = ""


def operador(session: Session, ahora: datetime) -> Persona:
    """The operator of this installation; made the first time, inactive and without a password."""
    persona = session.scalar(select(Persona).where(Persona.email == CORREO))
    if persona is None:
        persona = Persona(
            nombre="Operación del sistema",
            email=CORREO,
            password=SIN_CONTRASENA,
            active=False,
            fs_uniquifier=uuid.uuid4().hex,
            unidad="Línea de órdenes",
            puesto="",
            creada=ahora,
        )
        session.add(persona)
        session.flush()
    return persona


def exigir_cuenta(persona: Persona) -> None:
    """Raise ActoNegado for an account that was closed; the operator's never was open."""
    if not persona.active and persona.email != CORREO:
        raise ActoNegado(
            f"La cuenta de {persona.nombre} está cerrada.",
            "Pida a quien administra el manual que la abra.",
        )
