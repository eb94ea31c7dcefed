"""Notices as a person reads them: what was said of many cargos in one breath is one line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, exists, func, select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import distintivo, leer_encabezado
from webapp.hechos import formato_de
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
from workflows.formatos.modelo import ClaseEstado

#: Lines in the bandeja, and on each page of the older ones.
POR_PAGINA = 20


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
    filas = session.execute(_plegados(ids is None), pide).all()
    if not filas:
        return [], 0, 0
    lineas = []
    for fila in filas:
        version: Version | None = fila.Version
        campos = leer_encabezado(version) if version else {}
        titulo = fila.titulo or ""
        lineas.append(
            LineaAviso(
                id=fila.id,
                cuantos=fila.cuantos,
                leido=not fila.sin_leer,
                momento=fila.momento,
                texto=fila.texto,
                detalle=fila.detalle,
                manual=fila.Manual.nombre,
                slug=fila.Manual.slug,
                version_id=fila.version_id,
                titulo=titulo,
                distintivo=distintivo(formato_de(fila.FormatoGuardado), campos, titulo),
                codigo=campos.get("codigo", ""),
                editable=bool(fila.escribe)
                and version is not None
                and version.estado_clase == ClaseEstado.EDICION
                and version.tipo == TipoVersion.TEXTO,
                grupo_id=fila.grupo_id,
                acuerdo=fila.acuerdo,
            )
        )
    return lineas, int(filas[0].todos_sin_leer), filas[0].ultimo


@cache
def _plegados(en_pagina: bool) -> Any:
    """Built once: composing it takes longer than reading what it asks for."""
    yo: Any = bindparam("yo")
    sin_leer = func.sum(case((Aviso.leido.is_(None), 1), else_=0))
    plegados = (
        select(
            func.max(Aviso.id).label("id"),
            func.min(Aviso.version_id).label("version_id"),
            func.count().label("cuantos"),
            sin_leer.label("sin_leer"),
            func.sum(sin_leer).over().label("todos_sin_leer"),
            func.max(func.max(Aviso.id)).over().label("ultimo"),
            Aviso.momento,
            Aviso.manual_id,
            Aviso.texto,
            Aviso.detalle,
            Aviso.grupo_id,
        )
        .where(Aviso.persona_id == yo)
        .group_by(
            Aviso.momento, Aviso.manual_id, Aviso.clase, Aviso.texto, Aviso.detalle, Aviso.grupo_id
        )
        .order_by(case((sin_leer > 0, 0), else_=1), func.max(Aviso.id).desc())
    )
    if en_pagina:
        plegados = plegados.limit(bindparam("tope")).offset(bindparam("desde"))
    else:
        plegados = plegados.where(Aviso.id.in_(bindparam("ids", expanding=True)))
    p = plegados.subquery()
    escribe = exists().where(Autoria.version_id == Version.id, Autoria.persona_id == yo)
    return (
        select(p, Manual, FormatoGuardado, Version, Cargo.titulo,
               NumeroDeAcuerdo.numero.label("acuerdo"), escribe.label("escribe"))
        .join(Manual, Manual.id == p.c.manual_id)
        .join(FormatoGuardado, FormatoGuardado.id == Manual.formato_id)
        .outerjoin(Version, Version.id == p.c.version_id)
        .outerjoin(Cargo, Cargo.id == Version.cargo_id)
        .outerjoin(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == Version.instrumento_id)
        .order_by(case((p.c.sin_leer > 0, 0), else_=1), p.c.id.desc())
    )  # fmt: skip
