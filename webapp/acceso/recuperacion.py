"""The codes for when the device is lost: ten, good once each, kept by their hash only."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from webapp.modelos import CodigoDeRecuperacion, SegundoFactor

#: How many there are, and their letters: none is taken for another (60 bits a code).
CUANTOS = 10
_LETRAS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def dar_codigos(session: Session, persona_id: int) -> list[str]:
    """New ones in the place of those there were, as they are shown this once."""
    session.execute(
        delete(CodigoDeRecuperacion).where(CodigoDeRecuperacion.persona_id == persona_id)
    )
    codigos = [
        "-".join("".join(secrets.choice(_LETRAS) for _ in range(4)) for _ in range(3))
        for _ in range(CUANTOS)
    ]
    session.execute(
        insert(CodigoDeRecuperacion),
        [{"persona_id": persona_id, "huella": _huella(persona_id, c)} for c in codigos],
    )
    return codigos


def gastar(session: Session, persona_id: int, codigo: str) -> bool:
    """Whether it is one of theirs that was not used; it is used now."""
    gastado: Any = session.execute(
        delete(CodigoDeRecuperacion).where(
            CodigoDeRecuperacion.persona_id == persona_id,
            CodigoDeRecuperacion.huella == _huella(persona_id, codigo),
        )
    )
    return bool(gastado.rowcount)


def cuantos_quedan(session: Session, persona_id: int) -> int:
    """How many were not used."""
    return (
        session.scalar(
            select(func.count()).select_from(CodigoDeRecuperacion).filter_by(persona_id=persona_id)
        )
        or 0
    )


def olvidar_factor(session: Session, persona_id: int) -> bool:
    """Take away the device and its codes. Whether there was one that counted."""
    fila = session.get(SegundoFactor, persona_id)
    contaba = fila is not None and fila.confirmado is not None
    for tabla in (CodigoDeRecuperacion, SegundoFactor):
        session.execute(delete(tabla).where(tabla.persona_id == persona_id))
    return contaba


def _huella(persona_id: int, codigo: str) -> str:
    limpio = "".join(c for c in codigo.upper() if c.isalnum())
    return hashlib.sha256(f"{persona_id}:{limpio}".encode()).hexdigest()
