"""The home of a manual on a day: its map a few groups at a time, or its list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from webapp.consultas.hojas import leer_encabezado, rotulo_de_version, situacion_de
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import ABIERTAS, vigente_en
from webapp.modelos import CampoIndexado, Cargo, TipoVersion, Version, Vigencia
from webapp.textos import Recientes
from workflows.mapa import Ejes, Mapa, ejes, trazar

#: Cargos drawn on a page (a group is not split, unless alone it has more than the second), and
#: lines of a page of the list.
CASILLAS, TOPE_DE_GRUPO, LINEAS = 100, 600, 100
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


_grupos: Recientes[tuple[GrupoDeMapa, ...]] = Recientes(64)


def grupos(session: Session, manual: ManualVisto, dia: date) -> tuple[GrupoDeMapa, ...]:
    """The groups there were on ``dia``, by name; one without a name when there are none.

    Counted once a process for each record and day.
    """
    clave = (manual.id, manual.cabeza, dia)
    return _grupos.dar(clave) or _grupos.guardar(clave, _contar_grupos(session, manual, dia))


def _contar_grupos(session: Session, manual: ManualVisto, dia: date) -> tuple[GrupoDeMapa, ...]:
    por = ejes(manual.formato)
    consulta = _vigentes(manual, dia)
    if por is None or not por.grupo:
        total = session.scalar(consulta.with_only_columns(func.count()))
        return (GrupoDeMapa("", "", total or 0),) if total else ()
    filas = session.execute(
        consulta.with_only_columns(_campo.plegado, func.min(_campo.valor), func.count())
        .join(
            CampoIndexado.__table__,
            (_campo.contenido_hash == _v.contenido_hash) & (_campo.clave == por.grupo),
        )
        .group_by(_campo.plegado)
        .order_by(_campo.plegado)
    )
    return tuple(GrupoDeMapa(*fila) for fila in filas)


def en_paginas(todos: Sequence[GrupoDeMapa]) -> list[list[GrupoDeMapa]]:
    """Groups in pages of some CASILLAS cargos, none of them split."""
    paginas: list[list[GrupoDeMapa]] = []
    cargos = 0
    for grupo in todos:
        if not paginas or cargos + grupo.cargos > CASILLAS:
            paginas.append([])
            cargos = 0
        paginas[-1].append(grupo)
        cargos += grupo.cargos
    return paginas


def mapas(
    session: Session, manual: ManualVisto, dia: date, elegidos: Sequence[GrupoDeMapa], por: Ejes
) -> tuple[Mapa[CargoEnMapa], ...]:
    """The maps of some groups, in one statement: of a group, TOPE_DE_GRUPO cargos at most."""
    consulta = _vigentes(manual, dia)
    if por.grupo:
        consulta = (
            consulta.add_columns(_campo.plegado.label("grupo"))
            .join(
                CampoIndexado.__table__,
                (_campo.contenido_hash == _v.contenido_hash) & (_campo.clave == por.grupo),
            )
            .where(_c.id.in_(_con_alguna_en(por.grupo, elegidos)))
            .where(_campo.plegado.in_([g.clave for g in elegidos]))
        )
    else:
        consulta = consulta.add_columns(literal("").label("grupo"))
    tope = max([CASILLAS, *(min(g.cargos, TOPE_DE_GRUPO) for g in elegidos)])
    suyos: dict[str, list[tuple[dict[str, str], CargoEnMapa]]] = {g.clave: [] for g in elegidos}
    for fila in session.connection().execute(consulta.order_by(_c.titulo, _c.id).limit(tope)):
        cargo = _cargo(manual, fila, dia)
        suyos[fila.grupo].append((cargo.campos, cargo))
    return tuple(trazar(g.nombre, suyos[g.clave], por) for g in elegidos)


def _con_alguna_en(clave: str, elegidos: Sequence[GrupoDeMapa]) -> Select[Any]:
    """The cargos that are or were in some groups: they alone are looked at."""
    return (
        select(_v.cargo_id)
        .join_from(
            CampoIndexado.__table__,
            Version.__table__,
            _v.contenido_hash == _campo.contenido_hash,
        )
        .where(_campo.clave == clave, _campo.plegado.in_([g.clave for g in elegidos]))
    )


_totales: Recientes[int] = Recientes(64)


def lista(
    session: Session, manual: ManualVisto, dia: date, pagina: int, por_pagina: int = LINEAS
) -> tuple[tuple[CargoEnMapa, ...], int]:
    """A page of the cargos of the day, abolished ones too, by title; and how many there are."""
    clave = (manual.id, manual.cabeza, dia)
    total = _totales.dar(clave)
    if total is None:
        cuenta = _del_dia(manual, dia).with_only_columns(func.count())
        total = _totales.guardar(clave, session.scalar(cuenta) or 0)
    filas = session.connection().execute(
        _del_dia(manual, dia)
        .order_by(_c.titulo, _c.id)
        .limit(por_pagina)
        .offset((pagina - 1) * por_pagina)
    )
    cargos = tuple(_cargo(manual, f, dia) for f in filas)
    return cargos, total if cargos else 0


def proximos(session: Session, manual: ManualVisto, dia: date) -> tuple[CargoEnMapa, ...]:
    """What is approved and is not yet in force on ``dia``, soonest first."""
    filas = session.connection().execute(
        select(*_COLUMNAS)
        .join_from(Cargo.__table__, Version.__table__, _v.cargo_id == _c.id)
        .join(Vigencia.__table__, _w.version_id == _v.id)
        .where(_w.version_id.in_(_por_regir(manual, dia)), _w.anulada.is_(False))
        .order_by(_w.desde.is_(None), _w.desde, _c.titulo)
        .limit(AVISADOS)
    )
    return tuple(_cargo(manual, fila, dia) for fila in filas)


def _por_regir(manual: ManualVisto, dia: date) -> CompoundSelect[Any]:
    """By the index of days, one way and the other: they are few, and the record is long."""
    suyas = select(_w.version_id).where(_w.manual_id == manual.id)
    return union_all(suyas.where(_w.desde > dia), suyas.where(_w.desde.is_(None)))


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


_c, _v, _w = Cargo.__table__.c, Version.__table__.c, Vigencia.__table__.c
_campo = CampoIndexado.__table__.c
_COLUMNAS = (
    _c.slug,
    _c.titulo,
    _v.id,
    _v.tipo,
    _v.etiqueta,
    _v.encabezado,
    _v.contenido_hash,
    _v.rige_desde.label("rige_registrado"),
    _w.desde,
    _w.anulada,
)


def _del_dia(manual: ManualVisto, dia: date) -> Select[Any]:
    return (
        select(*_COLUMNAS)
        .select_from(Cargo.__table__)
        .join(Vigencia.__table__, _w.version_id == vigente_en(dia))
        .join(Version.__table__, _v.id == _w.version_id)
        .where(_c.manual_id == manual.id)
    )


def _vigentes(manual: ManualVisto, dia: date) -> Select[Any]:
    return _del_dia(manual, dia).where(_v.tipo == TipoVersion.TEXTO.value)


def _cargo(manual: ManualVisto, fila: Any, dia: date) -> CargoEnMapa:
    return CargoEnMapa(
        fila.slug,
        fila.titulo,
        json.loads(fila.encabezado),
        rotulo_de_version(manual.formato, fila),
        fila.desde,
        situacion_de(fila, fila, fila.id, dia),
        fila.etiqueta or "",
        fila.contenido_hash or "",
    )
