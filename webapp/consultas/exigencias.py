"""Which roles of a manual must have a second factor, and who has one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.consultas.manuales import ManualVisto
from webapp.consultas.personas import roles_posibles
from webapp.modelos import Nombramiento, Persona, RolConSegundoFactor, SegundoFactor
from webapp.roles import vigente_el


@dataclass(frozen=True, slots=True)
class ConRol:
    """Somebody who holds a role today; ``puesto`` says whether they have a second factor."""

    id: int
    nombre: str
    puesto: bool


@dataclass(frozen=True, slots=True)
class RolYFactor:
    """A role, who holds it today, and whether it must have a second factor."""

    clave: str
    rotulo: str
    exigido: bool
    personas: tuple[ConRol, ...]


def roles_y_factores(session: Session, manual: ManualVisto, hoy: date) -> tuple[RolYFactor, ...]:
    """Every role of the manual, in the order of its formato. Two statements."""
    exigidos = set(
        session.scalars(
            select(RolConSegundoFactor.rol).where(RolConSegundoFactor.manual_id == manual.id)
        )
    )
    quienes: dict[str, dict[int, ConRol]] = {}
    for rol, id_, nombre, confirmado in session.execute(
        select(Nombramiento.rol, Persona.id, Persona.nombre, SegundoFactor.confirmado)
        .join(Persona, Persona.id == Nombramiento.persona_id)
        .outerjoin(SegundoFactor, SegundoFactor.persona_id == Persona.id)
        .where(Nombramiento.manual_id == manual.id, Persona.active.is_(True), vigente_el(hoy))
        .order_by(Persona.nombre)
    ):
        quienes.setdefault(rol, {})[id_] = ConRol(id_, nombre, confirmado is not None)
    return tuple(
        RolYFactor(clave, rotulo, clave in exigidos, tuple(quienes.get(clave, {}).values()))
        for clave, rotulo in roles_posibles(manual.formato)
    )
