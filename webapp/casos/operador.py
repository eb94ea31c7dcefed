"""Who acts when the command line does: a person of the record who cannot sign in."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.modelos import Persona

CORREO = "operador@localhost"
#: No password has this hash.
SIN_CONTRASENA = "!"


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
