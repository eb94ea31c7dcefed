"""The history of a cargo: every acto on any of its versions, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import leer_encabezado, rotulo_de_version
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.personas import roles_posibles
from webapp.firmas import en_lugar_de
from webapp.modelos import Acto, Cargo, NumeroDeAcuerdo, Version
from workflows.errores import NoEncontrado
from workflows.formatos import Formato
from workflows.nombres import distintivo


@dataclass(frozen=True, slots=True)
class ActoContado:
    """One acto, told: who did what, as whom, when, why, on which text."""

    seq: int
    rotulo: str
    persona: str
    rol: str
    puesto: str
    unidad: str
    momento: datetime
    motivo: str
    version_id: int
    rotulo_version: str
    etiqueta: str
    instrumento: str
    contenido_hash: str
    estado: str


@dataclass(frozen=True, slots=True)
class Historia:
    """A cargo and what was done with it; ``distintivo`` as in the lists."""

    titulo: str
    distintivo: str
    actos: tuple[ActoContado, ...]


def historia(
    session: Session, manual: ManualVisto, slug: str, *, publica: bool, limite: int = 500
) -> Historia:
    """A cargo and its actos. The public sees only what led to an approved version.

    Raises NoEncontrado.
    """
    fila = session.execute(
        select(Cargo.titulo, Version)
        .outerjoin(Version, Version.cargo_id == Cargo.id)
        .where(Cargo.manual_id == manual.id, Cargo.slug == slug)
        .limit(1)
    ).first()
    if fila is None:
        raise NoEncontrado("Ese cargo no está en el manual.", "Búsquelo en la lista de cargos.")
    titulo, version = fila
    consulta = (
        select(Acto, Version, NumeroDeAcuerdo.numero)
        .join(Cargo, Cargo.id == Acto.cargo_id)
        .join(Version, Version.id == Acto.version_id)
        .outerjoin(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == Acto.instrumento_id)
        .where(Cargo.manual_id == manual.id, Cargo.slug == slug)
        .order_by(Acto.seq.desc())
        .limit(limite)
    )
    if publica:
        consulta = consulta.where(Version.orden.is_not(None))
    return Historia(
        titulo,
        distintivo(manual.formato, leer_encabezado(version), titulo) if version else "",
        tuple(
            _contar(manual.formato, acto, de, numero or "")
            for acto, de, numero in session.execute(consulta)
        ),
    )


def _contar(formato: Formato, acto: Acto, version: Version, instrumento: str) -> ActoContado:
    return ActoContado(
        acto.seq,
        _rotulo(formato, acto.acto),
        acto.persona,
        ", ".join(filter(None, (_rol(formato, acto.rol), en_lugar_de(acto)))),
        acto.puesto,
        acto.unidad,
        acto.momento,
        acto.motivo,
        acto.version_id or 0,
        rotulo_de_version(formato, version),
        version.etiqueta or "",
        instrumento,
        acto.contenido_hash or "",
        _estado(formato, acto.estado_hacia or ""),
    )


def _rotulo(formato: Formato, clave: str) -> str:
    return next((a.rotulo for a in formato.actos if a.clave == clave), clave)


def _rol(formato: Formato, clave: str) -> str:
    return dict(roles_posibles(formato)).get(clave, clave)


def _estado(formato: Formato, clave: str) -> str:
    return next((e.rotulo for e in formato.estados if e.clave == clave), clave)
