"""The home of a manual on a day: its map a few groups at a time, or its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import leer_encabezado, rotulo_de_version, situacion_de
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import ABIERTAS, vigente_en
from webapp.modelos import CampoIndexado, Cargo, TipoVersion, Version, Vigencia
from workflows.mapa import Ejes, Mapa, ejes, trazar

#: Groups drawn on a page, cargos drawn in one map, and lines of a page of the list.
GRUPOS, CASILLAS, LINEAS = 6, 600, 100
#: Approved ahead, or on their way, that the home names.
AVISADOS = 12


@dataclass(frozen=True, slots=True)
class CargoEnMapa:
    """A cargo as a cell or a line shows it."""

    slug: str
    titulo: str
    campos: dict[str, str]
    rotulo: str
    desde: date | None
    situacion: str
    etiqueta: str
    contenido_hash: str

    @property
    def codigo(self) -> str:
        """Its código, or ""."""
        return self.campos.get("codigo", "")


@dataclass(frozen=True, slots=True)
class GrupoDeMapa:
    """A value of the grouping field: folded, as printed, and how many cargos it has."""

    clave: str
    nombre: str
    cargos: int


@dataclass(frozen=True, slots=True)
class EnCurso:
    """An open version, for those who take part in the workflow."""

    version_id: int
    titulo: str
    codigo: str
    estado: str


def grupos(session: Session, manual: ManualVisto, dia: date) -> tuple[GrupoDeMapa, ...]:
    """The groups there were on ``dia``, by name; one without a name when there are none."""
    por = ejes(manual.formato)
    consulta = _vigentes(manual, dia)
    if por is None or not por.grupo:
        total = session.scalar(consulta.with_only_columns(func.count()))
        return (GrupoDeMapa("", "", total or 0),) if total else ()
    filas = session.execute(
        consulta.with_only_columns(
            CampoIndexado.plegado, func.min(CampoIndexado.valor), func.count()
        )
        .join(
            CampoIndexado,
            (CampoIndexado.contenido_hash == Version.contenido_hash)
            & (CampoIndexado.clave == por.grupo),
        )
        .group_by(CampoIndexado.plegado)
        .order_by(CampoIndexado.plegado)
    )
    return tuple(GrupoDeMapa(*fila) for fila in filas)


def mapas(
    session: Session, manual: ManualVisto, dia: date, elegidos: Sequence[GrupoDeMapa], por: Ejes
) -> tuple[Mapa[CargoEnMapa], ...]:
    """The maps of some groups, in one statement."""
    consulta = _vigentes(manual, dia).limit(CASILLAS * GRUPOS)
    if por.grupo:
        consulta = consulta.join(
            CampoIndexado,
            (CampoIndexado.contenido_hash == Version.contenido_hash)
            & (CampoIndexado.clave == por.grupo),
        ).where(CampoIndexado.plegado.in_([g.clave for g in elegidos]))
        consulta = consulta.add_columns(CampoIndexado.plegado)
    suyos: dict[str, list[tuple[dict[str, str], CargoEnMapa]]] = {g.clave: [] for g in elegidos}
    filas: Sequence[Sequence[Any]] = session.execute(consulta).all()
    for fila in filas:
        cargo = _cargo(manual, fila, dia)
        suyos[fila[4] if por.grupo else ""].append((cargo.campos, cargo))
    return tuple(trazar(g.nombre, suyos[g.clave], por) for g in elegidos)


def lista(
    session: Session, manual: ManualVisto, dia: date, pagina: int, por_pagina: int = LINEAS
) -> tuple[tuple[CargoEnMapa, ...], int]:
    """A page of the cargos of the day, abolished ones too, by title; and how many there are."""
    filas = session.execute(
        _del_dia(manual, dia)
        .add_columns(func.count().over())
        .order_by(Cargo.titulo, Cargo.id)
        .limit(por_pagina)
        .offset((pagina - 1) * por_pagina)
    ).all()
    return tuple(_cargo(manual, f, dia) for f in filas), filas[0][4] if filas else 0


def proximos(session: Session, manual: ManualVisto, dia: date) -> tuple[CargoEnMapa, ...]:
    """What is approved and is not yet in force on ``dia``, soonest first."""
    filas = session.execute(
        select(Cargo.slug, Cargo.titulo, Version, Vigencia)
        .join(Version, Version.cargo_id == Cargo.id)
        .join(Vigencia, Vigencia.version_id == Version.id)
        .where(
            Vigencia.manual_id == manual.id,
            Vigencia.anulada.is_(False),
            or_(Vigencia.desde > dia, Vigencia.desde.is_(None)),
        )
        .order_by(Vigencia.desde.is_(None), Vigencia.desde, Cargo.titulo)
        .limit(AVISADOS)
    )
    return tuple(_cargo(manual, fila, dia) for fila in filas)


def en_curso(session: Session, manual: ManualVisto) -> tuple[EnCurso, ...]:
    """The open versions of a manual: never for the public."""
    filas = session.execute(
        select(Version, Cargo.titulo)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .where(Version.manual_id == manual.id, Version.estado_clase.in_(ABIERTAS))
        .order_by(Version.desde.desc())
        .limit(AVISADOS)
    )
    return tuple(
        EnCurso(
            v.id,
            titulo,
            leer_encabezado(v).get("codigo", ""),
            manual.formato.estado(v.estado).rotulo,
        )
        for v, titulo in filas
    )


def _del_dia(manual: ManualVisto, dia: date) -> Select[str, str, Version, Vigencia]:
    return (
        select(Cargo.slug, Cargo.titulo, Version, Vigencia)
        .select_from(Cargo)
        .join(Vigencia, Vigencia.version_id == vigente_en(dia))
        .join(Version, Version.id == Vigencia.version_id)
        .where(Cargo.manual_id == manual.id)
    )


def _vigentes(manual: ManualVisto, dia: date) -> Select[str, str, Version, Vigencia]:
    return _del_dia(manual, dia).where(Version.tipo == TipoVersion.TEXTO.value)


def _cargo(manual: ManualVisto, fila: Sequence[Any], dia: date) -> CargoEnMapa:
    slug, titulo, version, vigencia = fila[:4]
    return CargoEnMapa(
        slug,
        titulo,
        leer_encabezado(version),
        rotulo_de_version(manual.formato, version),
        vigencia.desde,
        situacion_de(version, vigencia, version.id, dia),
        version.etiqueta or "",
        version.contenido_hash or "",
    )
