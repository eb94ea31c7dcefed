"""How each engine is asked for words: the same question, each in its own language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, cast, column, func, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from webapp.modelos import ContenidoGuardado, TrozoDicho, TrozoIndexado
from workflows.palabras import CAMPO
from workflows.pregunta import Clausula

_FTS = table("texto_fts", column("rowid"), column("texto_fts"))
#: What a word in the header (the name of the cargo) weighs beside one in the text.
_PESO_CAMPO = 4.0
#: As ``ix_trozo_indexado_palabras`` says it.
_VECTOR = func.array_to_tsvector(func.string_to_array(TrozoIndexado.plegado, " "))


def hashes_que_dicen(session: Session, clausula: Clausula) -> Select[str]:
    """The hashes of the texts that say one clausula somewhere."""
    t, d, c = TrozoIndexado, TrozoDicho, ContenidoGuardado
    if clausula.secciones is None and not _es_postgresql(session):
        trozos: Select[Any] = _en_fts([clausula])
    else:
        trozos = select(t.id).where(_coincide(session, clausula))
    if clausula.secciones is not None:
        trozos = trozos.where(t.seccion.in_(sorted(clausula.secciones)))
    return select(c.hash).where(c.id.in_(select(d.contenido_id).where(d.trozo_id.in_(trozos))))


def puntos(session: Session, clausulas: Sequence[Clausula]) -> Subquery:
    """How much each text is about these words, by the engine's own measure; more is better."""
    t, d, c = TrozoIndexado, TrozoDicho, ContenidoGuardado
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
    por_texto = (
        select(d.contenido_id, func.sum(suyos.c.medida).label("puntos"))
        .join(suyos, suyos.c.id == d.trozo_id)
        .group_by(d.contenido_id)
        .subquery()
    )
    return (
        select(c.hash.label("contenido_hash"), por_texto.c.puntos)
        .join(por_texto, por_texto.c.contenido_id == c.id)
        .subquery()
    )


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
