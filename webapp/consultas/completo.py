"""The whole manual on a day: its cargos in the order of print, without opening their texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.acuerdos import leer_acuerdos
from webapp.consultas.hojas import leer_encabezado, numero_impreso
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import vigente_en
from webapp.modelos import Acto, Cargo, InstrumentoRegistrado, TipoVersion, Version, Vigencia
from workflows.fechas import escribir_fecha
from workflows.formatos.modelo import ClaseActo
from workflows.orden import columnas_de_orden, en_orden

#: Actos that change what is in force, besides those that are about an instrumento.
_DE_LA_VIGENCIA = (ClaseActo.APROBACION, ClaseActo.ASIENTO)


@dataclass(frozen=True, slots=True)
class CargoVigente:
    """A cargo in force; ``instrumento`` is the acuerdo's number, or ""."""

    slug: str
    titulo: str
    version_id: int
    contenido_hash: str
    campos: Mapping[str, str]
    numero: str
    etiqueta: str
    instrumento_id: int
    instrumento: str
    sesion: str
    fecha: date
    fecha_impresa: str
    rige_desde: date


@dataclass(frozen=True, slots=True)
class Cabeza:
    """The last acto of the chain that bears on what is in force."""

    seq: int
    hash: str


def cargos_vigentes(session: Session, manual: ManualVisto, dia: date) -> tuple[CargoVigente, ...]:
    """The cargos in force on ``dia``, in two statements."""
    filas = session.execute(
        select(Cargo.slug, Cargo.titulo, Version, Vigencia.desde, InstrumentoRegistrado)
        .select_from(Cargo)
        .join(Vigencia, Vigencia.version_id == vigente_en(dia))
        .join(Version, Version.id == Vigencia.version_id)
        .join(InstrumentoRegistrado, InstrumentoRegistrado.id == Version.instrumento_id)
        .where(Cargo.manual_id == manual.id, Version.tipo == TipoVersion.TEXTO.value)
    ).all()
    acuerdos = leer_acuerdos(session, list({f[4].id: f[4] for f in filas}.values()))
    vistos = [
        CargoVigente(
            slug,
            titulo,
            version.id,
            version.contenido_hash or "",
            leer_encabezado(version),
            numero_impreso(manual.formato, version),
            version.etiqueta or "",
            instrumento.id,
            dicho.numero,
            dicho.sesion,
            dicho.fecha,
            instrumento.fecha_impresa or escribir_fecha(dicho.fecha),
            desde or dia,
        )
        for slug, titulo, version, desde, instrumento in filas
        for dicho in [acuerdos[instrumento.id].datos]
    ]
    columnas = columnas_de_orden(manual.formato)
    return tuple(en_orden(vistos, columnas, lambda c: (c.campos, f"{c.titulo} {c.slug}")))


def cabeza(session: Session, manual: ManualVisto) -> Cabeza:
    """Up to where the chain of actos of a manual matters to what is in force.

    Drafts and reviews go on after it: they change nothing that is published.
    """
    fila = session.execute(
        select(Acto.seq, Acto.hash)
        .where(
            Acto.manual_id == manual.id,
            or_(Acto.clase.in_(_DE_LA_VIGENCIA), Acto.instrumento_id.is_not(None)),
        )
        .order_by(Acto.seq.desc())
        .limit(1)
    ).first()
    return Cabeza(fila.seq, fila.hash) if fila else Cabeza(0, "0" * 64)
