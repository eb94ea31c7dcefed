"""The browsers in which somebody is signed in, for them to close the ones they don't know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from webapp.modelos import MedioSesion, Sesion

_MEDIOS = {
    MedioSesion.CONTRASENA: "con contraseña",
    MedioSesion.INSTITUCION: "con la cuenta de la institución",
}


@dataclass(frozen=True, slots=True)
class SesionVista:
    """One of them. ``medio`` is how they came in, in words; ``actual``, the one that asks."""

    id: int
    dispositivo: str
    medio: str
    abierta: datetime
    vista: datetime
    recordada: bool
    actual: bool


def sesiones_abiertas(
    session: Session, persona_id: int, actual: int, vigente: ColumnElement[bool]
) -> tuple[SesionVista, ...]:
    """Those that are still good, this one first and then by last use. One statement."""
    filas = session.scalars(
        select(Sesion)
        .where(Sesion.persona_id == persona_id, vigente)
        .order_by((Sesion.id != actual), Sesion.vista.desc(), Sesion.id.desc())
    )
    return tuple(
        SesionVista(
            s.id,
            s.dispositivo,
            _MEDIOS[MedioSesion(s.medio)],
            s.abierta,
            s.vista,
            s.recordada,
            s.id == actual,
        )
        for s in filas
    )
