"""Rows → the facts that the rules look at. Used by every caso, and by the screens that ask."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.modelos import (
    Acto,
    Autoria,
    Borrador,
    Cargo,
    ContenidoGuardado,
    FormatoGuardado,
    Manual,
    Nombramiento,
    TipoVersion,
    Version,
)
from workflows.contenido import Contenido, hash_de, leer_canonico
from workflows.errores import NoEncontrado
from workflows.formatos import Formato, leer_formato
from workflows.formatos.modelo import ClaseActo, ClaseEstado
from workflows.reglas import Hechos


@dataclass(frozen=True, slots=True)
class VersionVista:
    """A version with its text and everything the rules ask about it, except who is asking."""

    version: Version
    cargo: Cargo
    contenido: Contenido
    contenido_hash: str
    serie: int
    base_hash: str
    ultima_aprobada: int | None
    autores: frozenset[int]
    elaboro: int | None
    restablece: bool = False  #: it starts from an abolition

    def hechos(self, persona_id: int, roles: frozenset[str], visto: str) -> Hechos:
        """The facts, for one person who saw the text ``visto``."""
        return Hechos(
            persona=persona_id,
            roles=roles,
            contenido=self.contenido,
            contenido_hash=self.contenido_hash,
            visto_hash=visto,
            base_hash=self.base_hash,
            base_al_dia=self.version.base_id == self.ultima_aprobada,
            derogacion=self.version.tipo == TipoVersion.DEROGACION,
            restablece=self.restablece,
            autores=self.autores,
            elaboro=self.elaboro,
        )


def ver_versiones(session: Session, ids: Sequence[int]) -> list[VersionVista]:
    """The versions ``ids``, in that order, in two statements however many they are.

    Raises NoEncontrado when one does not exist.
    """
    base, otra = aliased(Version), aliased(Version)
    ultima = (
        select(otra.id)
        .where(otra.cargo_id == Version.cargo_id, otra.estado_clase == ClaseEstado.APROBADA)
        .order_by(otra.orden.desc())
        .limit(1)
        .scalar_subquery()
    )
    elaboro = (
        select(Acto.persona_id)
        .where(Acto.version_id == Version.id, Acto.clase == ClaseActo.ELABORACION)
        .order_by(Acto.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    filas = session.execute(
        select(
            Version,
            Cargo,
            ContenidoGuardado.texto,
            Borrador,
            base.contenido_hash,
            base.tipo,
            ultima,
            elaboro,
        )
        .join(Cargo, Cargo.id == Version.cargo_id)
        .outerjoin(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .outerjoin(Borrador, Borrador.version_id == Version.id)
        .outerjoin(base, base.id == Version.base_id)
        .where(Version.id.in_(ids))
        .execution_options(populate_existing=True)
    ).all()
    autores: dict[int, set[int]] = {}
    for version_id, persona_id in session.execute(
        select(Autoria.version_id, Autoria.persona_id).where(Autoria.version_id.in_(ids))
    ):
        autores.setdefault(version_id, set()).add(persona_id)
    vistas = {}
    for version, cargo, texto, borrador, base_hash, base_tipo, aprobada, firmante in filas:
        contenido = (
            leer_canonico(borrador.texto, json.loads(borrador.ids))
            if borrador is not None
            else leer_canonico(texto, json.loads(version.ids))
        )
        vistas[version.id] = VersionVista(
            version,
            cargo,
            contenido,
            version.contenido_hash or hash_de(contenido),
            borrador.serie if borrador is not None else 0,
            base_hash or "",
            aprobada,
            frozenset(autores.get(version.id, ())),
            firmante,
            base_tipo == TipoVersion.DEROGACION,
        )
    if faltan := [i for i in ids if i not in vistas]:
        raise NoEncontrado(f"No hay una versión {faltan[0]}.", "Vuelva a su bandeja.")
    return [vistas[i] for i in ids]


@lru_cache(maxsize=64)
def _formato(fuente: str, clave: str) -> Formato:
    return leer_formato(fuente, f"{clave}.toml")


def formato_de(guardado: FormatoGuardado) -> Formato:
    """The formato kept with a manual, parsed once a process (its row is immutable)."""
    return _formato(guardado.fuente, guardado.clave)


def hoy_en(manual: Manual, ahora: datetime) -> date:
    """The calendar day it is for the institution at the moment ``ahora``."""
    return ahora.astimezone(ZoneInfo(manual.zona)).date()


def roles_en(session: Session, persona_id: int, manual_id: int, hoy: date) -> frozenset[str]:
    """The roles a person holds today in one manual."""
    return frozenset(
        session.scalars(
            select(Nombramiento.rol).where(
                Nombramiento.persona_id == persona_id,
                Nombramiento.manual_id == manual_id,
                vigente_el(hoy),
            )
        )
    )


def rige_el(nombramiento: Nombramiento, hoy: date) -> bool:
    """Whether an appointment holds on ``hoy``, the day it is for its institution."""
    return nombramiento.desde <= hoy and (nombramiento.hasta is None or nombramiento.hasta >= hoy)


def vigente_el(hoy: date) -> ColumnElement[bool]:
    """Criterion: appointments that hold on ``hoy``."""
    return (Nombramiento.desde <= hoy) & or_(
        Nombramiento.hasta.is_(None), Nombramiento.hasta >= hoy
    )


def cadena_de(session: Session, manual_id: int) -> tuple[int, str]:
    """The last seq and hash of a manual's chain; (0, 64 zeros) before its first acto."""
    fila = session.execute(
        select(Acto.seq, Acto.hash)
        .where(Acto.manual_id == manual_id)
        .order_by(Acto.seq.desc())
        .limit(1)
    ).first()
    return (fila.seq, fila.hash) if fila else (0, "0" * 64)
