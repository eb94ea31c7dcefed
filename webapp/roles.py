"""The roles somebody holds in a manual on a day: by query, or read from one column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, String, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.modelos import Delegacion, Nombramiento


class EnLugar(StrEnum):
    """Why somebody acts in another's place; the value is how an acto's ``datos`` names it."""

    DELEGACION = "delegacion"  #: who holds the role delegated it in them
    SUSTITUCION = "sustitucion"  #: the administrador appointed them for as long as the other is out

    def de(self, nombre: str) -> str:
        """In whose place, as it is printed beside whoever acts."""
        return f"{'por' if self is EnLugar.DELEGACION else 'en'} {_DICHO[self]} de {nombre}"


_DICHO = {EnLugar.DELEGACION: "delegación", EnLugar.SUSTITUCION: "sustitución"}


class Roles(frozenset[str]):
    """The roles of somebody. ``delegados``: of those they hold only because somebody delegated
    them, who did (the id of a person, by role); ``sustituidos``: of those of their own that they
    hold only as a substitute, whom they replace."""

    delegados: Mapping[str, int]
    sustituidos: Mapping[str, int]

    def __new__(
        cls,
        propios: Iterable[str],
        delegados: Mapping[str, int],
        sustituidos: Mapping[str, int] | None = None,
    ) -> Roles:
        """Of one's own, delegated by whom, and as whose substitute."""
        plenos, sustituidos = frozenset(propios), sustituidos or {}
        suyos = plenos | sustituidos.keys()
        todos = super().__new__(cls, suyos | delegados.keys())
        todos.delegados = {rol: de for rol, de in delegados.items() if rol not in suyos}
        todos.sustituidos = {rol: a for rol, a in sustituidos.items() if rol not in plenos}
        return todos

    def en_lugar_de(self, rol: str) -> tuple[EnLugar, int] | None:
        """Why, and in whose place (the id of a person), a role is held; None for one's own."""
        if rol in self.delegados:
            return EnLugar.DELEGACION, self.delegados[rol]
        if rol in self.sustituidos:
            return EnLugar.SUSTITUCION, self.sustituidos[rol]
        return None


_origen = aliased(Nombramiento)


def roles_en(session: Session, persona_id: int, manual_id: int, hoy: date) -> Roles:
    """The roles a person holds today in one manual."""
    filas = session.execute(
        select(Nombramiento.rol, _origen.persona_id, Nombramiento.sustituye_id)
        .outerjoin(Delegacion, Delegacion.nombramiento_id == Nombramiento.id)
        .outerjoin(_origen, _origen.id == Delegacion.origen_id)
        .where(
            Nombramiento.persona_id == persona_id,
            Nombramiento.manual_id == manual_id,
            vigente_el(hoy),
        )
    ).all()
    return roles_de(filas)


def nombramientos_de(persona_id: Any, manual_id: Any) -> ScalarSelect[str]:
    """The appointments of a person in a manual, as one text: :func:`roles_el` reads it."""
    dicho: Any = Nombramiento.rol
    celdas = (
        Nombramiento.desde,
        Nombramiento.hasta,
        _origen.persona_id,
        Nombramiento.sustituye_id,
    )
    for celda in celdas:
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
    return roles_de(
        (rol, int(de or 0), int(a or 0))
        for rol, desde, hasta, de, a in partes
        if desde <= dia <= (hasta or dia)
    )


def roles_de(filas: Iterable[Any]) -> Roles:
    """From what each appointment says: its role, who delegated it, whom it replaces."""
    propios, delegados, sustituidos = [], {}, {}
    for rol, de, a in filas:
        if de:
            delegados[rol] = de
        elif a:
            sustituidos[rol] = a
        else:
            propios.append(rol)
    return Roles(propios, delegados, sustituidos)


def rige_el(nombramiento: Nombramiento | Row[Any], hoy: date) -> bool:
    """Whether an appointment holds on ``hoy``, the day it is for its institution."""
    return nombramiento.desde <= hoy and (nombramiento.hasta is None or nombramiento.hasta >= hoy)


def vigente_el(hoy: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Criterion: appointments that hold on ``hoy``."""
    return (Nombramiento.desde <= hoy) & or_(
        Nombramiento.hasta.is_(None), Nombramiento.hasta >= hoy
    )
