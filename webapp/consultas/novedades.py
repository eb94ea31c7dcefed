"""The approved versions in the order they were recorded: for whoever follows a manual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import rotulo_de_version
from webapp.consultas.manuales import ManualVisto
from webapp.modelos import Acto, Cargo, NumeroDeAcuerdo, TipoVersion, Version, Vigencia
from workflows.formatos.modelo import ClaseEstado


@dataclass(frozen=True, slots=True)
class Novedad:
    """A version that was approved; ``orden`` only grows, so one can ask for what came after."""

    orden: int
    cargo: str
    titulo: str
    etiqueta: str
    rotulo: str
    deroga: bool
    contenido_hash: str
    instrumento: str
    rige_desde: date | None
    momento: datetime


def novedades(
    session: Session, manual: ManualVisto, *, despues_de: int | None, limite: int
) -> tuple[Novedad, ...]:
    """Those recorded after an ``orden``, oldest first; the last ones, newest first, without it."""
    consulta = (
        select(
            Cargo.slug, Cargo.titulo, Version, NumeroDeAcuerdo.numero, Vigencia.desde, Acto.momento
        )
        .select_from(Version)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .join(Vigencia, Vigencia.version_id == Version.id)
        .outerjoin(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == Version.instrumento_id)
        .join(Acto, (Acto.manual_id == Version.manual_id) & (Acto.seq == Version.orden))
        .where(Version.manual_id == manual.id, Version.estado_clase == ClaseEstado.APROBADA)
        .limit(limite)
    )
    if despues_de is None:
        consulta = consulta.order_by(Version.orden.desc())
    else:
        consulta = consulta.where(Version.orden > despues_de).order_by(Version.orden)
    return tuple(
        Novedad(
            version.orden or 0,
            slug,
            titulo,
            version.etiqueta or "",
            rotulo_de_version(manual.formato, version),
            version.tipo == TipoVersion.DEROGACION,
            version.contenido_hash or "",
            numero or "",
            desde,
            momento,
        )
        for slug, titulo, version, numero, desde, momento in session.execute(consulta)
    )
