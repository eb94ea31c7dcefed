"""Whom an acto may concern: who holds the role it waits for, and who took part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, and_, bindparam, exists, or_, select, update

from webapp.modelos import Aviso, Nombramiento, Persona
from webapp.roles import vigente_el

if TYPE_CHECKING:
    from webapp.casos._registrar import Registro


@dataclass(frozen=True, slots=True)
class Enterado:
    """Somebody who may be told; ``rol``, whether the next acto is of a role of theirs today."""

    id: int
    modo: str
    unidad: str
    rol: bool


def enterar(
    registro: Registro, roles: Collection[str], directos: set[int], versiones: Sequence[int]
) -> list[Enterado]:
    """Who may be told. What who acts had not read of these versions is read now."""
    filas = registro.session.execute(
        _quienes(),
        {
            "actua": registro.persona.id,
            "manual": registro.manual.id,
            "hoy": registro.hoy,
            "roles": list(roles),
            "directos": list(directos),
            "versiones": versiones,
        },
    ).all()
    if not filas or filas[0].sin_leer:
        registro.session.execute(
            update(Aviso)
            .where(_sin_leer(registro.persona.id, versiones))
            .values(leido=registro.ahora)
        )
    return [Enterado(id_, modo, unidad, con) for id_, modo, unidad, con, _ in filas]


@cache
def _quienes() -> Any:
    """Composed once: every acto on a version asks it."""
    rol = con_rol(
        bindparam("manual"), bindparam("roles", expanding=True), bindparam("hoy", type_=Date)
    )
    sin_leer = _sin_leer(bindparam("actua"), bindparam("versiones", expanding=True))
    return select(
        Persona.id, Persona.avisos, Persona.unidad, rol, exists().where(sin_leer).label("sin_leer")
    ).where(
        Persona.active.is_(True),
        Persona.id != bindparam("actua"),
        or_(Persona.id.in_(bindparam("directos", expanding=True)), rol),
    )


def _sin_leer(persona_id: Any, versiones: Any) -> Any:
    return and_(
        Aviso.persona_id == persona_id, Aviso.version_id.in_(versiones), Aviso.leido.is_(None)
    )


def con_rol(manual_id: Any, roles: Any, hoy: Any) -> Any:
    """Criterion on Persona: holds one of ``roles`` in a manual on ``hoy``."""
    return exists().where(
        Nombramiento.persona_id == Persona.id,
        Nombramiento.manual_id == manual_id,
        Nombramiento.rol.in_(roles),
        vigente_el(hoy),
    )
