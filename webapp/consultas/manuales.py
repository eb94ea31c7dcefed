"""The manuals there are, and the one a page is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.hechos import formato_de
from webapp.modelos import Cargo, FormatoGuardado, Institucion, Manual, Version
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


def _consulta() -> Select[Manual, str, FormatoGuardado]:
    return (
        select(Manual, Institucion.nombre, FormatoGuardado)
        .join(Institucion, Institucion.id == Manual.institucion_id)
        .join(FormatoGuardado, FormatoGuardado.id == Manual.formato_id)
    )


def manual_por_slug(session: Session, slug: str) -> ManualVisto:
    """The manual at an address. Raises NoEncontrado."""
    return _uno(session, _consulta().where(Manual.slug == slug), f"No hay un manual «{slug}».")


def manual_de_version(session: Session, version_id: int) -> ManualVisto:
    """The manual a version belongs to. Raises NoEncontrado."""
    consulta = _consulta().join(Version, Version.manual_id == Manual.id)
    return _uno(session, consulta.where(Version.id == version_id), "Esa versión no existe.")


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


def nombres_de_manuales(session: Session) -> list[ManualEnLista]:
    """Every manual for the menu of every page: without counting, so that it costs the same."""
    filas = session.execute(
        select(Manual.slug, Manual.nombre, Institucion.nombre)
        .join(Institucion, Institucion.id == Manual.institucion_id)
        .order_by(Institucion.nombre, Manual.nombre)
    )
    return [ManualEnLista(*fila, cargos=None) for fila in filas]


def _uno(
    session: Session, consulta: Select[Manual, str, FormatoGuardado], mensaje: str
) -> ManualVisto:
    fila = session.execute(consulta).first()
    if fila is None:
        raise NoEncontrado(mensaje, "Vuelva a la lista de manuales.")
    manual, institucion, guardado = fila
    return ManualVisto(
        manual.id,
        manual.slug,
        manual.nombre,
        institucion,
        manual.zona,
        formato_de(guardado),
        manual.formato_id,
    )
