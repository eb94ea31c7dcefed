"""Notices as a person reads them: what was said of many cargos in one breath is one line."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import bindparam, case, exists, func, select
from sqlalchemy.orm import Session

from webapp.hechos import formato_por_hash
from webapp.modelos import (
    Autoria,
    Aviso,
    Cargo,
    FormatoGuardado,
    Manual,
    NumeroDeAcuerdo,
    TipoVersion,
    Version,
)
from workflows.formatos import Formato
from workflows.formatos.modelo import ClaseEstado
from workflows.nombres import distintivo

#: Lines in the bandeja, and on each page of the older ones.
POR_PAGINA = 20
#: Lines remembered by a process, each under everything it is made of.
_RECORDADAS = 2_048


@dataclass(frozen=True, slots=True)
class LineaAviso:
    """One line. It names a cargo (``titulo``…), the first of ``cuantos`` when they are several.

    ``editable`` says that the reader writes on that draft; ``grupo_id`` and ``acuerdo`` name
    what all its cargos are together in, or are None.
    """

    id: int
    cuantos: int
    leido: bool
    momento: datetime
    texto: str
    detalle: str
    manual: str
    slug: str
    version_id: int | None
    titulo: str
    distintivo: str
    codigo: str
    editable: bool
    grupo_id: int | None
    acuerdo: str | None


@dataclass(frozen=True, slots=True)
class Avisos:
    """A page of them; ``ultimo`` is the newest id there was, so that later ones stay unread."""

    lineas: tuple[LineaAviso, ...]
    sin_leer: int
    ultimo: int
    hay_mas: bool


def avisos(session: Session, persona_id: int, pagina: int = 1) -> Avisos:
    """A person's notices in one statement, unread first, the newest first."""
    lineas, sin_leer, ultimo = _lineas(session, persona_id, pagina, None)
    return Avisos(tuple(lineas[:POR_PAGINA]), sin_leer, ultimo, len(lineas) > POR_PAGINA)


def avisos_para_enviar(
    session: Session, persona_id: int, ids: Collection[int]
) -> tuple[LineaAviso, ...]:
    """These notices of a person, the oldest first, as their message tells them."""
    return tuple(reversed(_lineas(session, persona_id, 1, ids)[0]))


def _lineas(
    session: Session, persona_id: int, pagina: int, ids: Collection[int] | None
) -> tuple[list[LineaAviso], int, int]:
    pide = {"yo": persona_id, "ids": list(ids or ()), "tope": POR_PAGINA + 1}
    pide["desde"] = (pagina - 1) * POR_PAGINA
    filas = session.connection().execute(_plegados(ids is None), pide).all()
    if not filas:
        return [], 0, 0
    lineas = [_linea(formato_por_hash(session, fila.hash), *fila[_PROPIAS:]) for fila in filas]
    return lineas, int(filas[0].todos_sin_leer), filas[0].ultimo


@lru_cache(_RECORDADAS)
def _linea(
    formato: Formato,
    id_: int,
    cuantos: int,
    sin_leer: int,
    momento: datetime,
    texto: str,
    detalle: str,
    grupo_id: int | None,
    manual: str,
    slug: str,
    version_id: int | None,
    encabezado: str | None,
    escribe: bool,
    titulo: str | None,
    acuerdo: str | None,
) -> LineaAviso:
    """Made once a process of what it says. ``escribe``: the reader writes on that version."""
    campos = json.loads(encabezado) if encabezado else {}
    return LineaAviso(
        id=id_,
        cuantos=cuantos,
        leido=not sin_leer,
        momento=momento,
        texto=texto,
        detalle=detalle,
        manual=manual,
        slug=slug,
        version_id=version_id,
        titulo=titulo or "",
        distintivo=distintivo(formato, campos, titulo or ""),
        codigo=campos.get("codigo", ""),
        editable=bool(escribe),
        grupo_id=grupo_id,
        acuerdo=acuerdo,
    )


#: Columns that are of the page, before those of each line.
_PROPIAS = 3


@cache
def _plegados(en_pagina: bool) -> Any:
    """Built once: composing it takes longer than reading what it asks for."""
    a, v, m = Aviso.__table__.c, Version.__table__.c, Manual.__table__.c
    autoria = Autoria.__table__.c
    yo: Any = bindparam("yo")
    sin_leer = func.sum(case((a.leido.is_(None), 1), else_=0))
    plegados = (
        select(
            func.max(a.id).label("id"),
            func.min(a.version_id).label("version_id"),
            func.count().label("cuantos"),
            sin_leer.label("sin_leer"),
            func.sum(sin_leer).over().label("todos_sin_leer"),
            func.max(func.max(a.id)).over().label("ultimo"),
            a.momento,
            a.manual_id,
            a.texto,
            a.detalle,
            a.grupo_id,
        )
        .where(a.persona_id == yo)
        .group_by(a.momento, a.manual_id, a.clase, a.texto, a.detalle, a.grupo_id)
        .order_by(case((sin_leer > 0, 0), else_=1), func.max(a.id).desc())
    )
    if en_pagina:
        plegados = plegados.limit(bindparam("tope")).offset(bindparam("desde"))
    else:
        plegados = plegados.where(a.id.in_(bindparam("ids", expanding=True)))
    p = plegados.subquery().c
    escribe = (
        exists().where(autoria.version_id == v.id, autoria.persona_id == yo)
        & (v.estado_clase == ClaseEstado.EDICION)
        & (v.tipo == TipoVersion.TEXTO)
    )
    numero, cargo, formato = (t.__table__ for t in (NumeroDeAcuerdo, Cargo, FormatoGuardado))
    return (
        select(p.todos_sin_leer, p.ultimo, formato.c.hash,
               p.id, p.cuantos, p.sin_leer, p.momento, p.texto, p.detalle, p.grupo_id, m.nombre,
               m.slug, p.version_id, v.encabezado, escribe, cargo.c.titulo, numero.c.numero)
        .join(Manual.__table__, m.id == p.manual_id)
        .join(formato, formato.c.id == m.formato_id)
        .outerjoin(Version.__table__, v.id == p.version_id)
        .outerjoin(cargo, cargo.c.id == v.cargo_id)
        .outerjoin(numero, numero.c.instrumento_id == v.instrumento_id)
        .order_by(case((p.sin_leer > 0, 0), else_=1), p.id.desc())
    )  # fmt: skip
