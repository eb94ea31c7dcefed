"""The acuerdos there are, and the cargos each approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from webapp.consultas.hojas import distintivo, leer_encabezado, numero_impreso
from webapp.consultas.manuales import ManualVisto
from webapp.modelos import (
    Acto,
    Cargo,
    InstrumentoRegistrado,
    TipoVersion,
    Version,
)
from workflows.errores import NoEncontrado
from workflows.formatos.modelo import ClaseInstrumento


@dataclass(frozen=True, slots=True)
class CargoAprobado:
    """A cargo an acuerdo approved."""

    slug: str
    titulo: str
    distintivo: str
    codigo: str
    numero: str
    etiqueta: str
    derogado: bool


@dataclass(frozen=True, slots=True)
class AcuerdoVisto:
    """A recorded acuerdo."""

    numero: str
    sesion: str
    fecha: date
    fecha_impresa: str
    firmeza: date | None
    rige_desde: date
    organo: str
    asentado: bool
    registrado_por: str
    momento: datetime
    cuantos: int
    cargos: tuple[CargoAprobado, ...] = ()


def acuerdos(session: Session, manual: ManualVisto, limite: int = 200) -> tuple[AcuerdoVisto, ...]:
    """The acuerdos of a manual, newest first."""
    return tuple(_vistos(session, manual, limite))


def acuerdo(session: Session, manual: ManualVisto, numero: str) -> AcuerdoVisto:
    """One acuerdo and the cargos it approved. Raises NoEncontrado."""
    visto = next(iter(_vistos(session, manual, 1, numero)), None)
    if visto is None:
        raise NoEncontrado(f"No hay un acuerdo {numero}.", "Vea la lista de acuerdos.")
    filas = session.execute(
        select(Cargo.slug, Cargo.titulo, Version)
        .join(Version, Version.cargo_id == Cargo.id)
        .join(InstrumentoRegistrado, InstrumentoRegistrado.id == Version.instrumento_id)
        .where(InstrumentoRegistrado.manual_id == manual.id, InstrumentoRegistrado.numero == numero)
        .order_by(Version.orden)
    )
    cargos = tuple(
        CargoAprobado(
            slug,
            titulo,
            distintivo(manual.formato, leer_encabezado(v), titulo),
            leer_encabezado(v).get("codigo", ""),
            numero_impreso(manual.formato, v),
            v.etiqueta or "",
            v.tipo == TipoVersion.DEROGACION,
        )
        for slug, titulo, v in filas
    )
    return AcuerdoVisto(
        visto.numero,
        visto.sesion,
        visto.fecha,
        visto.fecha_impresa,
        visto.firmeza,
        visto.rige_desde,
        visto.organo,
        visto.asentado,
        visto.registrado_por,
        visto.momento,
        visto.cuantos,
        cargos,
    )


def _vistos(
    session: Session, manual: ManualVisto, limite: int, numero: str | None = None
) -> list[AcuerdoVisto]:
    i, primero = InstrumentoRegistrado, aliased(Acto)
    cuantos = (
        select(func.count()).where(Version.instrumento_id == i.id).correlate(i).scalar_subquery()
    )
    registro = (
        select(func.min(Acto.seq)).where(Acto.instrumento_id == i.id).correlate(i).scalar_subquery()
    )
    consulta = (
        select(i, primero.persona, cuantos)
        .join(primero, (primero.manual_id == i.manual_id) & (primero.seq == registro))
        .where(i.manual_id == manual.id, i.clase == ClaseInstrumento.ACUERDO.value)
        .order_by(i.fecha.desc(), i.id.desc())
        .limit(limite)
    )
    if numero is not None:
        consulta = consulta.where(i.numero == numero)
    return [
        AcuerdoVisto(
            r.numero or "",
            r.sesion,
            r.fecha,
            r.fecha_impresa,
            r.firmeza,
            r.rige_desde,
            r.por,
            r.asentado,
            persona,
            r.registrado,
            n,
        )
        for r, persona, n in session.execute(consulta)
    ]
