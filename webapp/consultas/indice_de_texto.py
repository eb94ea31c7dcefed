"""How each engine is asked for words: the same question, each in its own language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    case,
    cast,
    column,
    func,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session, aliased

from webapp.modelos import TrozoDicho, TrozoIndexado
from workflows.palabras import CAMPO
from workflows.pregunta import Clausula

E = TypeVar("E")
_FTS = table("texto_fts", column("rowid"), column("texto_fts"))
#: What a word in the header (the name of the cargo) weighs beside one in the text.
_PESO_CAMPO = 4.0
#: As ``ix_trozo_indexado_palabras`` says it.
_VECTOR = func.array_to_tsvector(func.string_to_array(TrozoIndexado.plegado, " "))


def contenidos_que_dicen(session: Session, clausula: Clausula) -> Select[int]:
    """The ids of the texts that say one clausula somewhere, some more than once."""
    t = TrozoIndexado
    if clausula.secciones is None and not _es_postgresql(session):
        trozos: Select[Any] = _en_fts([clausula])
    else:
        trozos = select(t.id).where(_coincide(session, clausula))
    if clausula.secciones is not None:
        trozos = trozos.where(t.seccion.in_(sorted(clausula.secciones)))
    return _dichos(session, trozos.subquery())


def puntos(session: Session, clausulas: Sequence[Clausula]) -> Subquery:
    """How much each text is about these words, by the engine's own measure; more is better."""
    t = TrozoIndexado
    peso = case((t.seccion.like(f"{CAMPO}%"), _PESO_CAMPO), else_=1.0)
    if _es_postgresql(session):
        pregunta = _en_postgresql([p for c in clausulas for p in _palabras(c)], " | ")
        medidos = select(t.id, (func.ts_rank(_VECTOR, pregunta) * peso).label("medida")).where(
            _VECTOR.op("@@", is_comparison=True)(pregunta)
        )
    else:
        medida = (-func.bm25(column("texto_fts"))).label("medida")
        halladas = (
            _en_fts([Clausula((p,), prefijo) for c in clausulas for p, prefijo in _palabras(c)])
            .add_columns(medida)
            .cte("halladas")
            .prefix_with("MATERIALIZED", dialect="sqlite")
        )
        medidos = select(t.id, (halladas.c.medida * peso).label("medida")).join(
            halladas, halladas.c.rowid == t.id
        )
    suyos = medidos.subquery()
    cada = _dichos(session, suyos, suyos.c.medida).subquery()
    return (
        select(cada.c.contenido_id, func.sum(cada.c.medida).label("puntos"))
        .group_by(cada.c.contenido_id)
        .subquery()
    )


def _dichos(session: Session, trozos: Subquery, *columnas: ColumnElement[Any]) -> Select[Any]:
    """The id of each text that says each of these, and those columns."""
    (id_, *_) = trozos.c
    d, suyo = al_lado(session, TrozoDicho, TrozoDicho.trozo_id == id_)
    return select(d.contenido_id, *columnas).select_from(trozos).join(d, suyo)


def al_lado(
    session: Session, de: type[E], suyo: ColumnElement[bool]
) -> tuple[type[E], ColumnElement[bool]]:
    """What to join, and on what, to find in its index what is ``suyo`` of each row.

    PostgreSQL takes a word to be said in many places, and would read all that any text says to
    find a few: LATERAL, which OFFSET keeps apart, is looked for beside each.
    """
    if not _es_postgresql(session):
        return de, suyo
    return aliased(de, select(de).where(suyo).offset(0).lateral()), true()


def _coincide(session: Session, clausula: Clausula) -> ColumnElement[bool]:
    t = TrozoIndexado
    if not _es_postgresql(session):
        return t.id.in_(_en_fts([clausula]))
    juntas = _VECTOR.op("@@", is_comparison=True)(_en_postgresql(_palabras(clausula), " & "))
    if len(clausula.palabras) == 1:
        return juntas
    fin = "%" if clausula.prefijo else " %"
    en_frase = f"% {' '.join(clausula.palabras)}{fin}"
    return juntas & func.concat(" ", t.plegado, " ").like(en_frase)


def _palabras(clausula: Clausula) -> list[tuple[str, bool]]:
    """Its words, each with whether it is only a beginning."""
    ultima = len(clausula.palabras)
    return [(p, clausula.prefijo and n == ultima) for n, p in enumerate(clausula.palabras, 1)]


def _en_fts(clausulas: Sequence[Clausula]) -> Select[Any]:
    """Words are letters and digits only, so that quoting them is all the escaping there is."""
    pregunta = " OR ".join(
        f'"{" ".join(c.palabras)}"{" *" if c.prefijo else ""}' for c in clausulas
    )
    return (
        select(column("rowid")).select_from(_FTS).where(column("texto_fts").op("MATCH")(pregunta))
    )


def _en_postgresql(palabras: Sequence[tuple[str, bool]], une: str) -> Any:
    pregunta = une.join(f"'{palabra}'{':*' if prefijo else ''}" for palabra, prefijo in palabras)
    return cast(pregunta, TSQUERY)


def _es_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
