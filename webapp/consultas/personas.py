"""The people of a manual, for its administrador."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.consultas.manuales import ManualVisto
from webapp.modelos import Acto, ClaseAsunto, Delegacion, Identidad, Nombramiento, Persona
from webapp.roles import EnLugar, rige_el
from workflows.errores import NoEncontrado
from workflows.formatos import Formato

_COMUNES = {"administrador": "Administrador", "auditor": "Auditor", "lector": "Lector"}


@dataclass(frozen=True, slots=True)
class RolDePersona:
    """A role held from a day to a day."""

    id: int
    rol: str
    rotulo: str
    desde: date
    hasta: date | None
    actual: bool
    por_venir: bool = False  #: it has not begun
    en_lugar: str = ""  #: by whose delegation, or whom it replaces


@dataclass(frozen=True, slots=True)
class PersonaVista:
    """Somebody, as the administrador sees them."""

    id: int
    nombre: str
    correo: str
    unidad: str
    puesto: str
    activa: bool
    roles: tuple[RolDePersona, ...]


def roles_posibles(formato: Formato) -> list[tuple[str, str]]:
    """The roles of a manual: clave and rótulo."""
    return [(r.clave, r.rotulo) for r in formato.roles] + list(_COMUNES.items())


def personas(session: Session, manual: ManualVisto, hoy: date) -> tuple[PersonaVista, ...]:
    """Everybody who has or had a role in the manual, or whose account was made from it."""
    creadas = select(Acto.sujeto_id).where(
        Acto.manual_id == manual.id, Acto.clase == ClaseAsunto.PERSONA
    )
    nombradas = select(Nombramiento.persona_id).where(Nombramiento.manual_id == manual.id)
    origen, titular, ausente = aliased(Nombramiento), aliased(Persona), aliased(Persona)
    filas = session.execute(
        select(Persona, Nombramiento, titular.nombre, ausente.nombre)
        .outerjoin(
            Nombramiento,
            (Nombramiento.persona_id == Persona.id) & (Nombramiento.manual_id == manual.id),
        )
        .outerjoin(Delegacion, Delegacion.nombramiento_id == Nombramiento.id)
        .outerjoin(origen, origen.id == Delegacion.origen_id)
        .outerjoin(titular, titular.id == origen.persona_id)
        .outerjoin(ausente, ausente.id == Nombramiento.sustituye_id)
        .where(Persona.id.in_(creadas.union(nombradas)))
        .order_by(Persona.nombre, Nombramiento.desde)
    )
    vistas: dict[int, tuple[Persona, list[RolDePersona]]] = {}
    for persona, nombramiento, de, por in filas:
        _, roles = vistas.setdefault(persona.id, (persona, []))
        if nombramiento is not None:
            lugar = EnLugar.DELEGACION.de(de) if de else EnLugar.SUSTITUCION.de(por) if por else ""
            roles.append(_rol(manual.formato, nombramiento, hoy, lugar))
    return tuple(
        PersonaVista(p.id, p.nombre, p.email, p.unidad, p.puesto, p.active, tuple(roles))
        for p, roles in vistas.values()
    )


def persona(session: Session, manual: ManualVisto, persona_id: int, hoy: date) -> PersonaVista:
    """One of them. Raises NoEncontrado."""
    for vista in personas(session, manual, hoy):
        if vista.id == persona_id:
            return vista
    raise NoEncontrado("Esa persona no es de este manual.", "Búsquela en la lista.")


def sustituibles(session: Session, manual: ManualVisto, persona_id: int) -> list[tuple[str, str]]:
    """Whom somebody may replace: who has or had a role in the manual, and which."""
    filas = session.execute(
        select(Persona.id, Persona.nombre, Nombramiento.rol)
        .join(Nombramiento, Nombramiento.persona_id == Persona.id)
        .where(Nombramiento.manual_id == manual.id, Persona.id != persona_id)
        .distinct()
        .order_by(Persona.nombre, Persona.id, Nombramiento.rol)
    )
    rotulos = dict(roles_posibles(manual.formato))
    suyos: dict[tuple[int, str], list[str]] = {}
    for id_, nombre, rol in filas:
        suyos.setdefault((id_, nombre), []).append(rotulos.get(rol, rol))
    return [(str(id_), f"{nombre} ({', '.join(r)})") for (id_, nombre), r in suyos.items()]


def entra_por_la_institucion(session: Session, persona_id: int) -> bool:
    """Whether somebody's account is linked to one of the institution's."""
    suya = select(Identidad.id).where(Identidad.persona_id == persona_id).limit(1)
    return session.scalar(suya) is not None


def _rol(formato: Formato, n: Nombramiento, hoy: date, en_lugar: str) -> RolDePersona:
    rotulos = {**{r.clave: r.rotulo for r in formato.roles}, **_COMUNES}
    actual = rige_el(n, hoy)
    por_venir = n.desde > hoy and (n.hasta is None or n.hasta >= n.desde)
    return RolDePersona(
        n.id, n.rol, rotulos.get(n.rol, n.rol), n.desde, n.hasta, actual, por_venir, en_lugar
    )
