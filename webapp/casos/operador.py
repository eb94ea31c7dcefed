"""Who acts when no person does: the command line, and the institution's directory.

Each is a person of the record who cannot sign in.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.modelos import Persona
from workflows.errores import ActoNegado

CORREO = "operador@localhost"
CORREO_DIRECTORIO = "directorio@localhost"
#: Nobody comes in with these, and nobody answers for them.
SIN_PERSONA = frozenset({CORREO, CORREO_DIRECTORIO})
#: Instead of a hash: no password is good, and the log-in form takes as long to say so.
SIN_CONTRASENA = ""


def operador(session: Session, ahora: datetime) -> Persona:
    """The operator of this installation; made the first time, inactive and without a password."""
    return _cuenta(session, ahora, CORREO, "Operación del sistema", "Línea de órdenes")


def directorio(session: Session, ahora: datetime) -> Persona:
    """Who gives and ends the roles that the institution's sign-in tells; made the first time."""
    return _cuenta(
        session, ahora, CORREO_DIRECTORIO, "Directorio de la institución", "Inicio de sesión único"
    )


def _cuenta(session: Session, ahora: datetime, correo: str, nombre: str, unidad: str) -> Persona:
    persona = session.scalar(select(Persona).where(Persona.email == correo))
    if persona is None:
        persona = Persona(
            nombre=nombre,
            email=correo,
            password=SIN_CONTRASENA,
            active=False,
            fs_uniquifier=uuid.uuid4().hex,
            unidad=unidad,
            puesto="",
            creada=ahora,
        )
        session.add(persona)
        session.flush()
    return persona


def exigir_cuenta(persona: Persona) -> None:
    """Raise ActoNegado for an account that was closed; those of no person never were open."""
    if not persona.active and persona.email not in SIN_PERSONA:
        raise ActoNegado(
            f"La cuenta de {persona.nombre} está cerrada.",
            "Pida a quien administra el manual que la abra.",
        )
