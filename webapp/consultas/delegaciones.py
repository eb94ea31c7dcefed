"""One's own roles, what was delegated of each, and what others delegated in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from webapp.consultas.personas import roles_posibles
from webapp.hechos import formato_de, hoy_en
from webapp.modelos import Delegacion, Manual, Nombramiento, Persona
from webapp.unidades import es_del_manual
from workflows.errores import NoEncontrado


@dataclass(frozen=True, slots=True)
class DelegacionVista:
    """A delegation that is not over: ``otra`` is the other person; ``empezo``, whether it counts
    today."""

    id: int
    otra: str
    desde: date
    hasta: date
    empezo: bool


@dataclass(frozen=True, slots=True)
class RolPropio:
    """A role of one's own that is not over, and in whom it is delegated."""

    id: int
    rotulo: str
    manual: str
    manual_id: int
    hoy: date
    desde: date
    hasta: date | None
    delegable: bool
    sustituye: str  #: whom one replaces in it, or ""
    delegaciones: tuple[DelegacionVista, ...]


@dataclass(frozen=True, slots=True)
class RolRecibido:
    """A role that somebody delegated in one."""

    rotulo: str
    manual: str
    de: DelegacionVista


@dataclass(frozen=True, slots=True)
class MisRoles:
    """What one holds today or will, by one's own appointment and in somebody's name."""

    propios: tuple[RolPropio, ...]
    recibidos: tuple[RolRecibido, ...]

    def propio(self, nombramiento_id: int) -> RolPropio:
        """One of one's own. Raises NoEncontrado."""
        for rol in self.propios:
            if rol.id == nombramiento_id:
                return rol
        raise NoEncontrado("Ese nombramiento no es suyo.", "Vea los suyos en su cuenta.")


def mis_roles(session: Session, persona_id: int, ahora: datetime) -> MisRoles:
    """In two statements, however many manuals there are."""
    origen, titular, ausente = aliased(Nombramiento), aliased(Persona), aliased(Persona)
    filas = session.execute(
        select(Nombramiento, Manual, titular.nombre, ausente.nombre)
        .join(Manual, Manual.id == Nombramiento.manual_id)
        .outerjoin(Delegacion, Delegacion.nombramiento_id == Nombramiento.id)
        .outerjoin(origen, origen.id == Delegacion.origen_id)
        .outerjoin(titular, titular.id == origen.persona_id)
        .outerjoin(ausente, ausente.id == Nombramiento.sustituye_id)
        .where(Nombramiento.persona_id == persona_id)
        .options(joinedload(Manual.formato, innerjoin=True))
        .order_by(Manual.nombre, Nombramiento.desde, Nombramiento.id)
    ).all()
    dadas: dict[int, list[tuple[Nombramiento, str]]] = {}
    for origen_id, dado, quien in session.execute(
        select(Delegacion.origen_id, Nombramiento, Persona.nombre)
        .join(Nombramiento, Nombramiento.id == Delegacion.nombramiento_id)
        .join(Persona, Persona.id == Nombramiento.persona_id)
        .where(Delegacion.origen_id.in_([n.id for n, *_ in filas]))
        .order_by(Nombramiento.desde, Nombramiento.id)
    ):
        dadas.setdefault(origen_id, []).append((dado, quien))
    propios: list[RolPropio] = []
    recibidos: list[RolRecibido] = []
    for n, manual, de, por in filas:
        hoy, formato = hoy_en(manual, ahora), formato_de(manual.formato)
        if n.hasta is not None and n.hasta < max(hoy, n.desde):
            continue
        rotulo = dict(roles_posibles(formato)).get(n.rol, n.rol)
        if de is not None:
            suya = _delegacion(n, de, hoy)
            recibidos += [RolRecibido(rotulo, manual.nombre, suya)] if suya else []
            continue
        delegable = any(r.clave == n.rol and r.delegable for r in formato.roles)
        vivas = (_delegacion(d, quien, hoy) for d, quien in dadas.get(n.id, []))
        propios.append(
            RolPropio(
                n.id, rotulo, manual.nombre, manual.id, hoy, n.desde, n.hasta, delegable, por or "",
                tuple(d for d in vivas if d is not None),
            )
        )  # fmt: skip
    return MisRoles(tuple(propios), tuple(recibidos))


def candidatas(session: Session, manual_id: int, persona_id: int) -> list[tuple[str, str]]:
    """In whom a role may be delegated: the active people of a manual, but for oneself."""
    filas = session.execute(
        select(Persona.id, Persona.nombre, Persona.unidad)
        .where(Persona.active.is_(True), Persona.id != persona_id, es_del_manual(manual_id))
        .order_by(Persona.nombre)
    )
    return [(str(id_), ", ".join(filter(None, (nombre, de)))) for id_, nombre, de in filas]


def _delegacion(n: Nombramiento, otra: str, hoy: date) -> DelegacionVista | None:
    if n.hasta is None or n.hasta < max(hoy, n.desde):
        return None
    return DelegacionVista(n.id, otra, n.desde, n.hasta, n.desde <= hoy)
