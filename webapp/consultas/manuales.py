"""The manuals there are, and the one a page is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    bindparam,
    case,
    func,
    select,
    true,
)
from sqlalchemy.orm import Session

from webapp.bd import UNO
from webapp.hechos import formato_por_hash
from webapp.modelos import Acto, Cargo, FormatoGuardado, Institucion, Manual, Version
from webapp.roles import nombramientos_de
from workflows.errores import NoEncontrado
from workflows.formatos import Formato


@dataclass(frozen=True, slots=True)
class ManualVisto:
    """A manual as pages need it."""

    id: int
    slug: str
    nombre: str
    institucion: str
    zona: str
    formato: Formato
    formato_id: int
    #: The hash of its last acto, which names its whole record, and which index tells of it: what
    #: is remembered of a manual goes under this.
    cabeza: str

    def hoy(self, ahora: datetime) -> date:
        """The calendar day it is for the institution."""
        return ahora.astimezone(ZoneInfo(self.zona)).date()


@dataclass(frozen=True, slots=True)
class ManualEnLista:
    """A line of the public home; in the menu nobody counts its ``cargos``."""

    slug: str
    nombre: str
    institucion: str
    cargos: int | None


@dataclass(frozen=True, slots=True)
class Portada:
    """What every page of a manual starts from; ``nombramientos`` of who opens it, when it is known
    who does (:func:`webapp.roles.roles_el` reads them)."""

    manual: ManualVisto
    menu: tuple[ManualEnLista, ...]
    nombramientos: str | None


def portada_por_slug(
    session: Session, slug: str, persona_id: int | None = None, filas: Sequence[Any] = ()
) -> Portada:
    """The manual at an address, and the menu, in one statement; in none with the ``filas`` that a
    :func:`con_portada` gave. Raises NoEncontrado."""
    filas = filas or _filas(session, _POR_SLUG, slug, persona_id)
    return _portada(session, filas, f"No hay un manual «{slug}».")


def manual_por_slug(session: Session, slug: str) -> ManualVisto:
    """The manual at an address. Raises NoEncontrado."""
    return portada_por_slug(session, slug).manual


def portada_de_version(
    session: Session, version_id: int, persona_id: int | None = None, filas: Sequence[Any] = ()
) -> Portada:
    """The manual a version belongs to, and the menu, alike. Raises NoEncontrado."""
    filas = filas or _filas(session, _POR_VERSION, version_id, persona_id)
    return _portada(session, filas, "Esa versión no existe.")


def con_portada(quien: Select[Any], persona_id: Any) -> dict[str, Select[Any]]:
    """What ``quien`` asks, with the columns of a Portada for that person: by the ``slug`` of a
    manual or by a ``version_id``, either of them the parameter ``cual``."""
    consultas = {}
    for nombre, suyo in (("slug", _ES_EL_SLUG), ("version_id", _ES_EL_DE_LA_VERSION)):
        portada = _con_portada(suyo, persona_id)[1].subquery()
        consultas[nombre] = (
            quien.add_columns(*portada.c)
            .outerjoin(portada, true())
            .order_by(portada.c.institucion, portada.c.nombre)
        )
    return consultas


def manuales(session: Session) -> list[ManualEnLista]:
    """Every manual, with how many cargos it has."""
    cargos = (
        select(func.count()).where(Cargo.manual_id == Manual.id).correlate(Manual).scalar_subquery()
    )
    filas = session.execute(
        select(Manual.slug, Manual.nombre, Institucion.nombre, cargos)
        .join(Institucion, Institucion.id == Manual.institucion_id)
        .order_by(Institucion.nombre, Manual.nombre)
    )
    return [ManualEnLista(*fila) for fila in filas]


def nombres_de_manuales(session: Session) -> tuple[ManualEnLista, ...]:
    """Every manual for the menu of every page: without counting, so that it costs the same."""
    return tuple(_en_menu(fila) for fila in _conexion(session).execute(_MENU))


def _filas(
    session: Session,
    consultas: tuple[Select[Any], Select[Any]],
    cual: str | int,
    persona_id: int | None,
) -> Sequence[Any]:
    de_nadie, de_alguien = consultas
    conexion = _conexion(session)
    if persona_id is None:
        return conexion.execute(de_nadie, {"cual": cual}).all()
    return conexion.execute(de_alguien, {"cual": cual, "persona": persona_id}).all()


def _portada(session: Session, filas: Sequence[Any], mensaje: str) -> Portada:
    fila = next((f for f in filas if f.suyo), None)
    if fila is None:
        raise NoEncontrado(mensaje, "Vuelva a la lista de manuales.")
    manual = ManualVisto(
        fila.id,
        fila.slug,
        fila.nombre,
        fila.institucion,
        fila.zona,
        formato_por_hash(session, fila.formato_hash),
        fila.formato_id,
        f"{fila.cabeza or ''}.{fila.indice}",
    )
    nombramientos = getattr(fila, "nombramientos", None)
    return Portada(manual, tuple(_en_menu(f) for f in filas), nombramientos)


def _en_menu(fila: Any) -> ManualEnLista:
    return ManualEnLista(fila.slug, fila.nombre, fila.institucion, cargos=None)


def _conexion(session: Session) -> Connection:
    """For statements of columns: what every page asks need not go through the mapper."""
    return session.connection()


_m: FromClause = Manual.__table__
_i, _f, _a = Institucion.__table__, FormatoGuardado.__table__, Acto.__table__
_MENU = (
    select(_m.c.slug, _m.c.nombre, _i.c.nombre.label("institucion"))
    .join_from(_m, _i, _i.c.id == _m.c.institucion_id)
    .order_by(_i.c.nombre, _m.c.nombre)
)


def _con_portada(suyo: ColumnElement[bool], persona_id: Any) -> tuple[Select[Any], Select[Any]]:
    """For whoever nobody knows; and for somebody, with the appointments they have there."""
    cabeza = (
        select(_a.c.hash)
        .where(_a.c.manual_id == _m.c.id)
        .order_by(_a.c.seq.desc())
        .limit(UNO)
        .scalar_subquery()
    )
    de_nadie = _MENU.add_columns(
        _m.c.id,
        _m.c.zona,
        _m.c.formato_id,
        _m.c.indice,
        _f.c.hash.label("formato_hash"),
        suyo.label("suyo"),
        case((suyo, cabeza)).label("cabeza"),
    ).join(_f, _f.c.id == _m.c.formato_id)
    nombramientos = nombramientos_de(persona_id, _m.c.id)
    return de_nadie, de_nadie.add_columns(case((suyo, nombramientos)).label("nombramientos"))


_ES_EL_SLUG = _m.c.slug == bindparam("cual")
_ES_EL_DE_LA_VERSION = (
    _m.c.id
    == select(Version.__table__.c.manual_id)
    .where(Version.__table__.c.id == bindparam("cual"))
    .scalar_subquery()
)
_POR_SLUG = _con_portada(_ES_EL_SLUG, bindparam("persona"))
_POR_VERSION = _con_portada(_ES_EL_DE_LA_VERSION, bindparam("persona"))
