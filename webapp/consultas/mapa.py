"""The home of a manual on a day: its map a few groups at a time, or its list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam, func, literal_column, select, union_all
from sqlalchemy.orm import Session

from webapp.consultas.hojas import leer_encabezado, rotulo_de_version, situacion_de
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import ABIERTAS, VIGENTE
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
    por, pide = ejes(manual.formato), {"manual": manual.id, "dia": dia}
    conexion = session.connection()
    if por is None or not por.grupo:
        total = conexion.scalar(_CUANTOS_VIGENTES, pide)
        return (GrupoDeMapa("", "", total or 0),) if total else ()
    filas = conexion.execute(_POR_GRUPO, pide | {"grupo": por.grupo})
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
    tope = max([CASILLAS, *(min(g.cargos, TOPE_DE_GRUPO) for g in elegidos)])
    pide = {"manual": manual.id, "dia": dia, "tope": tope}
    if por.grupo:
        pide |= {"grupo": por.grupo, "elegidos": [g.clave for g in elegidos]}
    consulta = _DE_GRUPOS if por.grupo else _SIN_GRUPOS
    suyos: dict[str, list[tuple[dict[str, str], CargoEnMapa]]] = {g.clave: [] for g in elegidos}
    for fila in session.connection().execute(consulta, pide):
        cargo = _cargo(manual, fila, dia)
        suyos[fila.grupo].append((cargo.campos, cargo))
    return tuple(trazar(g.nombre, suyos[g.clave], por) for g in elegidos)


_totales: Recientes[int] = Recientes(64)


def lista(
    session: Session, manual: ManualVisto, dia: date, pagina: int, por_pagina: int = LINEAS
) -> tuple[tuple[CargoEnMapa, ...], int]:
    """A page of the cargos of the day, abolished ones too, by title; and how many there are."""
    clave, pide = (manual.id, manual.cabeza, dia), {"manual": manual.id, "dia": dia}
    conexion = session.connection()
    total = _totales.dar(clave)
    if total is None:
        total = _totales.guardar(clave, conexion.scalar(_CUANTOS, pide) or 0)
    pagina_de = {"cuantas": por_pagina, "antes": (pagina - 1) * por_pagina}
    filas = conexion.execute(_LISTA, pide | pagina_de)
    cargos = tuple(_cargo(manual, f, dia) for f in filas)
    return cargos, total if cargos else 0


_proximos: Recientes[tuple[CargoEnMapa, ...]] = Recientes(64)


def proximos(session: Session, manual: ManualVisto, dia: date) -> tuple[CargoEnMapa, ...]:
    """What is approved and is not yet in force on ``dia``, soonest first.

    Asked once a process for each record and day.
    """
    clave = (manual.id, manual.cabeza, dia)
    suyos = _proximos.dar(clave)
    if suyos is None:
        pide = {"manual": manual.id, "dia": dia}
        filas = session.connection().execute(_PROXIMOS, pide).all()
        suyos = _proximos.guardar(clave, tuple(_cargo(manual, fila, dia) for fila in filas))
    return suyos


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


# Composed once, for every manual and every day.
_del_manual: Any = bindparam("manual")
_dia: Any = bindparam("dia", type_=Date())
_en_orden = (_c.titulo, _c.id)
_DEL_DIA = (
    select(*_COLUMNAS)
    .select_from(Cargo.__table__)
    .join(Vigencia.__table__, _w.version_id == VIGENTE)
    .join(Version.__table__, _v.id == _w.version_id)
    .where(_c.manual_id == _del_manual)
)
_VIGENTES = _DEL_DIA.where(_v.tipo == literal_column(f"'{TipoVersion.TEXTO}'"))
_su_grupo = (_campo.contenido_hash == _v.contenido_hash) & (_campo.clave == bindparam("grupo"))
_en_los_elegidos = _campo.plegado.in_(bindparam("elegidos", expanding=True))
_CUANTOS = _DEL_DIA.with_only_columns(func.count())
_CUANTOS_VIGENTES = _VIGENTES.with_only_columns(func.count())
_LISTA = _DEL_DIA.order_by(*_en_orden).limit(bindparam("cuantas")).offset(bindparam("antes"))
_POR_GRUPO = (
    _VIGENTES.with_only_columns(_campo.plegado, func.min(_campo.valor), func.count())
    .join(CampoIndexado.__table__, _su_grupo)
    .group_by(_campo.plegado)
    .order_by(_campo.plegado)
)
#: The cargos that are or were in some groups: they alone are looked at.
_con_alguna_en = (
    select(_v.cargo_id)
    .join_from(
        CampoIndexado.__table__, Version.__table__, _v.contenido_hash == _campo.contenido_hash
    )
    .where(_campo.clave == bindparam("grupo"), _en_los_elegidos)
)
_DE_GRUPOS = (
    _VIGENTES.add_columns(_campo.plegado.label("grupo"))
    .join(CampoIndexado.__table__, _su_grupo)
    .where(_c.id.in_(_con_alguna_en), _en_los_elegidos)
    .order_by(*_en_orden)
    .limit(bindparam("tope"))
)
_SIN_GRUPOS = (
    _VIGENTES.add_columns(literal_column("''").label("grupo"))
    .order_by(*_en_orden)
    .limit(bindparam("tope"))
)
#: By the index of days, one way and the other: they are few, and the record is long.
_por_regir = select(_w.version_id).where(_w.manual_id == _del_manual)
_PROXIMOS = (
    select(*_COLUMNAS)
    .join_from(Cargo.__table__, Version.__table__, _v.cargo_id == _c.id)
    .join(Vigencia.__table__, _w.version_id == _v.id)
    .where(
        _w.version_id.in_(
            union_all(_por_regir.where(_w.desde > _dia), _por_regir.where(_w.desde.is_(None)))
        ),
        _w.anulada.is_(False),
    )
    .order_by(_w.desde.is_(None), _w.desde, _c.titulo)
    .limit(literal_column(str(AVISADOS)))
)


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
