"""What becomes approved can be found from that moment: its words, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ARRAY, any_, bindparam, delete, func, literal, select, text, union_all
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import insert as insertar_postgresql
from sqlalchemy.dialects.sqlite import insert as insertar_sqlite
from sqlalchemy.orm import Session

from webapp.modelos import (
    CampoIndexado,
    CodigoDeVersion,
    CompetenciaDicha,
    CompetenciaIndexada,
    ContenidoGuardado,
    TrozoDicho,
    TrozoIndexado,
)
from workflows.contenido import Contenido
from workflows.indice import Dicho, campos_de, competencias_de, trozos_de
from workflows.verificacion import codigo_de

#: Texts indexed at once: what they say is asked for in one statement, by its names.
_LOTE = 200
D = TypeVar("D", bound=Dicho)
_CONTENIDO, _TROZO, _COMPETENCIA = range(3)


def indexar(session: Session, contenidos: Mapping[str, Contenido]) -> None:
    """Write what approved texts say, by hash; what is there already is left."""
    todos = list(contenidos.items())
    for primero in range(0, len(todos), _LOTE):
        _indexar(session, dict(todos[primero : primero + _LOTE]))


def indexar_codigos(session: Session, versiones: Iterable[tuple[str, int, str]]) -> None:
    """Write the codes by which copies of approved versions are recognised.

    Each version is (slug of its manual, id, hash of its text).
    """
    _poner(session, CodigoDeVersion,
           [{"codigo": codigo_de(*v), "version_id": v[1]} for v in versiones])  # fmt: skip


def vaciar(session: Session) -> None:
    """Forget every word; the texts themselves are untouched."""
    for tabla in (TrozoDicho, TrozoIndexado, CampoIndexado, CompetenciaDicha,
                  CompetenciaIndexada, CodigoDeVersion):  # fmt: skip
        session.execute(delete(tabla))
    if not _es_postgresql(session):
        session.execute(text("INSERT INTO texto_fts (texto_fts) VALUES ('delete-all')"))


def _indexar(session: Session, contenidos: Mapping[str, Contenido]) -> None:
    trozos = {h: trozos_de(c) for h, c in contenidos.items()}
    competencias = {h: competencias_de(c) for h, c in contenidos.items()}
    ids, de_trozo, de_competencia = _lo_que_hay(session, trozos, competencias)
    nuevos = _faltan(trozos, de_trozo)
    de_trozo |= _agregar(
        session,
        TrozoIndexado,
        [
            {"huella": t.huella, "seccion": t.seccion,
             "plegado": t.plegado if _es_postgresql(session) else None}
            for t in nuevos
        ],
    )  # fmt: skip
    if nuevos and not _es_postgresql(session):
        session.execute(
            text("INSERT INTO texto_fts (rowid, plegado) VALUES (:id, :plegado)"),
            [{"id": de_trozo[t.huella], "plegado": t.plegado} for t in nuevos],
        )
    de_competencia |= _agregar(
        session, CompetenciaIndexada, [c.fila() for c in _faltan(competencias, de_competencia)]
    )
    _poner(session, TrozoDicho, [
        {"trozo_id": de_trozo[t.huella], "contenido_id": ids[h]}
        for h, suyos in trozos.items() for t in suyos
    ])  # fmt: skip
    _poner(session, CompetenciaDicha, [
        {"contenido_id": ids[h], "lugar": c.lugar, "competencia_id": de_competencia[c.huella]}
        for h, suyas in competencias.items() for c in suyas
    ])  # fmt: skip
    _poner(session, CampoIndexado, [
        {"contenido_hash": h, **campo} for h, c in contenidos.items() for campo in campos_de(c)
    ])  # fmt: skip


def _lo_que_hay(
    session: Session,
    trozos: Mapping[str, Iterable[Dicho]],
    competencias: Mapping[str, Iterable[Dicho]],
) -> tuple[dict[str, int], dict[int, int], dict[int, int]]:
    """The ids of the texts by hash, and of what they say by its huella, as far as it is there."""
    c, t, k = ContenidoGuardado, TrozoIndexado, CompetenciaIndexada
    filas = session.execute(
        union_all(
            select(literal(_CONTENIDO), c.id, literal(0), c.hash).where(
                _es_de(session, c.hash, list(trozos))
            ),
            *(
                select(literal(que), tabla.id, tabla.huella, literal("")).where(
                    _es_de(
                        session,
                        tabla.huella,
                        list({d.huella for suyos in de.values() for d in suyos}),
                    )
                )
                for que, tabla, de in ((_TROZO, t, trozos), (_COMPETENCIA, k, competencias))
            ),
        )
    ).all()
    return (
        {hash_: id_ for que, id_, _, hash_ in filas if que == _CONTENIDO},
        {huella: id_ for que, id_, huella, _ in filas if que == _TROZO},
        {huella: id_ for que, id_, huella, _ in filas if que == _COMPETENCIA},
    )


def _es_de(session: Session, columna: Any, valores: list[Any]) -> Any:
    """Criterion: one of many, as a parameter each or, on PostgreSQL, as a list of them all."""
    if not _es_postgresql(session):
        return columna.in_(valores)
    return columna == any_(literal(valores, ARRAY(columna.type)))


def _faltan(dichos: Mapping[str, Iterable[D]], hay: Mapping[int, int]) -> list[D]:
    """What is not there, each once."""
    todos = {d.huella: d for suyos in dichos.values() for d in suyos}
    return [d for huella, d in todos.items() if huella not in hay]


def _agregar(session: Session, tabla: Any, filas: list[dict[str, Any]]) -> dict[int, int]:
    """New rows, and the ids they got by huella. Nobody else adds meanwhile: SQLite has one writer,
    and on PostgreSQL a row that another transaction adds first is asked for."""
    if not filas:
        return {}
    insertar = _insertar(session)(tabla).on_conflict_do_nothing()
    puestas = session.execute(insertar.returning(tabla.huella, tabla.id), filas).all()
    ids: dict[int, int] = dict(puestas)
    if ajenas := {f["huella"] for f in filas} - ids.keys():
        consulta = select(tabla.huella, tabla.id).where(tabla.huella.in_(ajenas))
        ids |= dict(session.execute(consulta).all())
    return ids


def _poner(session: Session, tabla: Any, filas: list[dict[str, Any]]) -> None:
    """Rows that are not there yet, in one statement."""
    if filas and _es_postgresql(session):
        columnas = tuple(filas[0])
        de_cada_una = {c: [f[c] for f in filas] for c in columnas}
        session.connection().execute(_de_listas(tabla, columnas), de_cada_una)
    elif filas:
        orden, columnas = _fila_a_fila(tabla)
        session.connection().exec_driver_sql(orden, [tuple(f[c] for c in columnas) for f in filas])


@cache
def _fila_a_fila(tabla: Any) -> tuple[str, tuple[str, ...]]:
    """For the driver as it is, with the columns in their order: what these tables keep is text and
    whole numbers, and there are thousands of rows."""
    dicha = insertar_sqlite(tabla).on_conflict_do_nothing().compile(dialect=sqlite.dialect())
    return str(dicha), tuple(dicha.positiontup or ())


@cache
def _de_listas(tabla: Any, columnas: tuple[str, ...]) -> Any:
    """One row after another, PostgreSQL takes ten times longer than with a list for each column."""
    listas = [bindparam(c, type_=ARRAY(tabla.__table__.c[c].type)) for c in columnas]
    filas = func.unnest(*listas).table_valued(*columnas).render_derived()
    consulta = select(*(filas.c[c] for c in columnas))
    return insertar_postgresql(tabla).from_select(columnas, consulta).on_conflict_do_nothing()


def _insertar(session: Session) -> Any:
    return insertar_postgresql if _es_postgresql(session) else insertar_sqlite


def _es_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
