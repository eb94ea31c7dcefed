"""What happened to the approved versions, in order: for whoever follows a manual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import rotulo_de_version
from webapp.consultas.manuales import ManualVisto
from webapp.modelos import Acto, Cargo, NumeroDeAcuerdo, TipoVersion, Version, Vigencia


@dataclass(frozen=True, slots=True)
class Novedad:
    """An approved version, as the last acto on it left it.

    ``orden`` is that acto's place: it only grows, so that one can ask for what came after. A
    version comes again when its *rige desde* is changed or it is left without effect.
    """

    orden: int
    cargo: str
    titulo: str
    etiqueta: str
    rotulo: str
    deroga: bool
    anulada: bool
    contenido_hash: str
    instrumento: str
    rige_desde: date | None
    momento: datetime


def novedades(
    session: Session, manual: ManualVisto, *, despues_de: int | None, limite: int
) -> tuple[Novedad, ...]:
    """Those recorded after an ``orden``, oldest first; the last ones, newest first, without it."""
    consulta = (
        select(Cargo.slug, Cargo.titulo, Version, NumeroDeAcuerdo.numero, Vigencia, Acto.momento)
        .select_from(Version)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .join(Vigencia, Vigencia.version_id == Version.id)
        .outerjoin(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == Version.instrumento_id)
        .join(Acto, (Acto.manual_id == Vigencia.manual_id) & (Acto.seq == Vigencia.seq))
        .where(Vigencia.manual_id == manual.id)
        .limit(limite)
    )
    if despues_de is None:
        consulta = consulta.order_by(Vigencia.seq.desc(), Vigencia.orden.desc())
    else:
        consulta = consulta.where(Vigencia.seq > despues_de).order_by(Vigencia.seq, Vigencia.orden)
    return tuple(
        Novedad(
            vigencia.seq,
            slug,
            titulo,
            version.etiqueta or "",
            rotulo_de_version(manual.formato, version),
            version.tipo == TipoVersion.DEROGACION,
            vigencia.anulada,
            version.contenido_hash or "",
            numero or "",
            vigencia.desde,
            momento,
        )
        for slug, titulo, version, numero, vigencia, momento in session.execute(consulta)
    )
