"""Is this copy ours, and is what it says still in force? Nothing is told of what is unapproved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from webapp.consultas.hojas import Firmado
from webapp.consultas.manuales import ManualVisto, manual_por_slug
from webapp.consultas.vigencia import VersionEnLista, cargo_visto
from webapp.modelos import (
    Cargo,
    ClaseDocumento,
    CodigoDeVersion,
    DocumentoEmitido,
    Expediente,
    InstrumentoRegistrado,
    Manual,
    Persona,
    Punto,
    Version,
)
from workflows.formatos.modelo import ClaseEstado

#: What a version was when a copy of it was handed out before anybody approved it.
_SIN_APROBAR = frozenset({"borrador", "edicion", "tramite"})


@dataclass(frozen=True, slots=True)
class Verificado:
    """What is known of a copy that is ours.

    ``clase`` is what it is a copy of; ``emitida`` when it was handed out (None for a code).
    Of one cargo: its version, and the one in force today (None when the cargo is not).
    """

    manual: ManualVisto
    clase: ClaseDocumento
    emitida: datetime | None
    cargo: str = ""
    titulo: str = ""
    version: VersionEnLista | None = None
    vigente: VersionEnLista | None = None
    firmado: Firmado | None = None


@dataclass(frozen=True, slots=True)
class ExpedienteReconocido:
    """A packet that was brought back; ``acuerdo`` is the number of the one its item became, ""
    while there is none, and ``ultimo`` the number of the last packet of that item."""

    manual: ManualVisto
    punto_id: int
    numero: int
    hash: str
    por: str
    momento: datetime
    acuerdo: str
    ultimo: int


def por_codigo(session: Session, codigo: str, ahora: datetime) -> Verificado | None:
    """The approved version whose printed code this is, or None."""
    fila = session.execute(
        _aprobadas()
        .join(CodigoDeVersion, CodigoDeVersion.version_id == Version.id)
        .where(CodigoDeVersion.codigo == codigo)
    ).first()
    return _de_version(session, fila, ClaseDocumento.CARGO, None, ahora) if fila else None


def por_archivo(session: Session, hash_: str, ahora: datetime) -> Verificado | None:
    """What was handed out with exactly these bytes, or None; a working copy is not recognised."""
    emitido = session.get(DocumentoEmitido, hash_)
    if emitido is None or emitido.situacion in _SIN_APROBAR:
        return None
    clase = ClaseDocumento(emitido.clase)
    if emitido.version_id is not None:
        fila = session.execute(_aprobadas().where(Version.id == emitido.version_id)).first()
        return _de_version(session, fila, clase, emitido.momento, ahora) if fila else None
    if clase is not ClaseDocumento.MANUAL:
        return None
    slug = session.scalar(select(Manual.slug).where(Manual.id == emitido.manual_id))
    return Verificado(manual_por_slug(session, slug or ""), clase, emitido.momento)


def expediente_por_archivo(session: Session, hash_: str) -> ExpedienteReconocido | None:
    """The packet whose PDF has exactly these bytes, or None.

    It carries texts that nobody approved: only who has a part in the workflow may be told.
    """
    emitido = session.get(DocumentoEmitido, hash_)
    if emitido is None or emitido.clase != ClaseDocumento.EXPEDIENTE:
        return None
    otro = aliased(Expediente)
    ultimo = select(func.max(otro.numero)).where(otro.punto_id == Expediente.punto_id)
    fila = session.execute(
        select(
            Manual.slug,
            Expediente,
            Persona.nombre,
            InstrumentoRegistrado.numero,
            ultimo.correlate(Expediente).scalar_subquery(),
        )
        .select_from(Expediente)
        .join(Punto, Punto.id == Expediente.punto_id)
        .join(Manual, Manual.id == Punto.manual_id)
        .join(Persona, Persona.id == Expediente.persona_id)
        .outerjoin(InstrumentoRegistrado, InstrumentoRegistrado.id == Punto.instrumento_id)
        .where(Expediente.pdf == hash_)
        .order_by(Expediente.id.desc())
        .limit(1)
    ).first()
    if fila is None:
        return None
    slug, e, por, numero, cual = fila
    manual = manual_por_slug(session, slug)
    return ExpedienteReconocido(
        manual, e.punto_id, e.numero, e.hash, por, e.momento, numero or "", cual
    )


def _aprobadas() -> Select[str, str, str | None]:
    return (
        select(Manual.slug, Cargo.slug, Version.etiqueta)
        .select_from(Version)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .join(Manual, Manual.id == Version.manual_id)
        .where(Version.estado_clase == ClaseEstado.APROBADA)
    )


def _de_version(
    session: Session,
    fila: Sequence[str | None],
    clase: ClaseDocumento,
    emitida: datetime | None,
    ahora: datetime,
) -> Verificado:
    slug, cargo, etiqueta = fila
    manual = manual_por_slug(session, slug or "")
    visto = cargo_visto(session, manual, cargo or "", manual.hoy(ahora), etiqueta=etiqueta)
    return Verificado(
        manual,
        clase,
        emitida,
        visto.slug,
        visto.titulo,
        next(v for v in visto.versiones if v.etiqueta == etiqueta),
        next((v for v in visto.versiones if v.situacion in ("vigente", "derogada")), None),
        visto.hoja.firmado if visto.hoja else None,
    )
