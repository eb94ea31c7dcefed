"""Which cargos in force on a day answer a question: one statement, composed once for each form."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    bindparam,
    case,
    func,
    literal_column,
    select,
    union_all,
)

from webapp.consultas.indice_de_texto import Forma, al_lado, textos_que_contestan
from webapp.consultas.vigencia import VIGENTE
from webapp.modelos import Cargo, ContenidoGuardado, TipoVersion, Version

#: Texts that answer up to which each is followed to its cargo.
POCOS = 500

_c, _v, _k = Cargo.__table__.c, Version.__table__.c, ContenidoGuardado.__table__.c


@lru_cache(maxsize=64)
def contestan(dialecto: str, forma: Forma, pocos: int = POCOS) -> Select[Any]:
    """Every cargo that answers, with the header of its version in force (``encabezado``).

    ``lugar_en_pagina``, from 1 and best first, is 0 beyond the places asked for (``primero`` to
    ``ultimo``): of those, what tells them apart is not read. Few texts are followed to their
    cargos; where there are many, of any date, it is the cargos that are gone through. The engine
    counts first, and does one or the other.
    """
    textos = _una_vez(textos_que_contestan(dialecto, forma), "textos")
    tope: ColumnElement[int] = literal_column(str(pocos))
    algunos = select(textos).limit(literal_column(str(pocos + 1))).subquery()
    son_pocos = (
        _una_vez(select((func.count() <= tope).label("son")).select_from(algunos), "pocos")
        .select()
        .scalar_subquery()
    )
    # What is computed is no way in: an engine goes from the texts to the cargos, or back.
    nada: ColumnElement[int] = literal_column("0")
    cargos = select(_c.id.label("cargo_id"), _c.titulo, _c.slug, _v.id.label("version_id")).where(
        _c.manual_id == bindparam("manual"), _v.tipo == TipoVersion.TEXTO.value
    )
    suyo, es_suyo = al_lado(
        dialecto,
        cargos.add_columns(_k.id.label("contenido_id"))
        .select_from(ContenidoGuardado.__table__)
        .join(Version.__table__, _v.contenido_hash == _k.hash)
        .join(Cargo.__table__, _c.id == _v.cargo_id + nada)
        .where(_v.id - VIGENTE == nada),
        lambda c: c.contenido_id == algunos.c.contenido_id,
    )
    de_textos = (
        select(suyo.c.cargo_id, suyo.c.titulo, suyo.c.slug, suyo.c.version_id, algunos.c.medida)
        .select_from(algunos)
        .join(suyo, es_suyo)
        .where(son_pocos)
    )
    de_cargos = (
        cargos.add_columns(textos.c.medida)
        .select_from(Cargo.__table__)
        .join(Version.__table__, _v.id == VIGENTE)
        .join(ContenidoGuardado.__table__, _k.hash == _v.contenido_hash)
        .join(textos, textos.c.contenido_id == _k.id + nada)
        .where(~son_pocos)
    )
    todos = union_all(de_textos, de_cargos).subquery().c
    mejor = (todos.medida.desc(), todos.titulo, todos.cargo_id)
    lugar = func.row_number().over(order_by=mejor).label("lugar")
    puestos = select(todos.slug, todos.titulo, todos.version_id, lugar).subquery()
    a_la_vista = puestos.c.lugar.between(bindparam("primero"), bindparam("ultimo"))
    version, es_su_version = al_lado(
        dialecto,
        select(_v.id, _v.encabezado, _v.etiqueta, _v.contenido_hash, _v.ids),
        lambda v: v.id == puestos.c.version_id,
    )
    return (
        select(
            case((a_la_vista, puestos.c.lugar), else_=nada).label("lugar_en_pagina"),
            puestos.c.slug,
            puestos.c.titulo,
            version.c.encabezado,
            version.c.etiqueta,
            version.c.contenido_hash,
            case((a_la_vista, version.c.ids)).label("ids"),
        )
        .select_from(puestos)
        .join(version, es_su_version)
    )


def _una_vez(consulta: Select[Any], nombre: str) -> CTE:
    """Asked once, however many times the statement looks at it."""
    return consulta.cte(nombre).prefix_with("MATERIALIZED")
