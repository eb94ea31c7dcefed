"""The roles somebody holds in a manual on a day: by query, or read from one column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, String, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.modelos import Delegacion, Nombramiento


class Roles(frozenset[str]):
    """The roles of somebody. ``delegados``: of those they hold only because somebody delegated
    them, who did (the id of a person, by role)."""

    delegados: Mapping[str, int]

    def __new__(cls, propios: Iterable[str], delegados: Mapping[str, int]) -> Roles:
        """Of one's own, and delegated by whom."""
        suyos = frozenset(propios)
        todos = super().__new__(cls, suyos | delegados.keys())
        todos.delegados = {rol: de for rol, de in delegados.items() if rol not in suyos}
        return todos


_origen = aliased(Nombramiento)


def roles_en(session: Session, persona_id: int, manual_id: int, hoy: date) -> Roles:
    """The roles a person holds today in one manual."""
    filas = session.execute(
        select(Nombramiento.rol, _origen.persona_id)
        .outerjoin(Delegacion, Delegacion.nombramiento_id == Nombramiento.id)
        .outerjoin(_origen, _origen.id == Delegacion.origen_id)
        .where(
            Nombramiento.persona_id == persona_id,
            Nombramiento.manual_id == manual_id,
            vigente_el(hoy),
        )
    ).all()
    return Roles(
        [rol for rol, de in filas if de is None],
        {rol: de for rol, de in filas if de is not None},
    )


def nombramientos_de(persona_id: Any, manual_id: Any) -> ScalarSelect[str]:
    """The appointments of a person in a manual, as one text: :func:`roles_el` reads it."""
    dicho: Any = Nombramiento.rol
    for celda in (Nombramiento.desde, Nombramiento.hasta, _origen.persona_id):
        dicho = dicho.concat(" ").concat(func.coalesce(cast(celda, String), ""))
    return (
        select(func.aggregate_strings(dicho, ","))
        .select_from(Nombramiento)
        .outerjoin(Delegacion, Delegacion.nombramiento_id == Nombramiento.id)
        .outerjoin(_origen, _origen.id == Delegacion.origen_id)
        .where(Nombramiento.persona_id == persona_id, Nombramiento.manual_id == manual_id)
        .correlate_except(Nombramiento, Delegacion, _origen)
        .scalar_subquery()
    )


def roles_el(nombramientos: str | None, hoy: date) -> Roles:
    """The roles that hold on ``hoy``, of what :func:`nombramientos_de` gave."""
    dia = hoy.isoformat()
    partes = [n.split(" ") for n in (nombramientos or "").split(",") if n]
    rigen = [(rol, de) for rol, desde, hasta, de in partes if desde <= dia <= (hasta or dia)]
    return Roles([rol for rol, de in rigen if not de], {rol: int(de) for rol, de in rigen if de})


def rige_el(nombramiento: Nombramiento | Row[Any], hoy: date) -> bool:
    """Whether an appointment holds on ``hoy``, the day it is for its institution."""
    return nombramiento.desde <= hoy and (nombramiento.hasta is None or nombramiento.hasta >= hoy)


def vigente_el(hoy: date) -> ColumnElement[bool]:
    """Criterion: appointments that hold on ``hoy``."""
    return (Nombramiento.desde <= hoy) & or_(
        Nombramiento.hasta.is_(None), Nombramiento.hasta >= hoy
    )
