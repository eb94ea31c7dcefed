"""How each engine is asked for words: the same question, each in its own language."""

from __future__ import annotations

from collections.abc import Sequence

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
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from webapp.modelos import TextoIndexado
from workflows.palabras import CAMPO
from workflows.pregunta import Clausula

_FTS = table("texto_fts", column("rowid"), column("texto_fts"))
#: What a word in the header (the name of the cargo) weighs beside one in the text.
_PESO_CAMPO = 4.0


def hashes_que_dicen(session: Session, clausula: Clausula) -> Select[str | None]:
    """The hashes of the texts in which some section answers one clausula."""
    t = TextoIndexado
    consulta = select(t.contenido_hash).where(_coincide(session, [clausula], " AND ", " & "))
    if len(clausula.palabras) > 1:
        fin = "%" if clausula.prefijo else " %"
        consulta = consulta.where(t.plegado.like(f"% {' '.join(clausula.palabras)}{fin}"))
    if clausula.secciones is not None:
        consulta = consulta.where(t.seccion.in_(sorted(clausula.secciones)))
    return consulta


def puntos(session: Session, clausulas: Sequence[Clausula]) -> Subquery:
    """How much each text is about these words, by the engine's own measure; more is better."""
    t = TextoIndexado
    peso = case((t.seccion.like(f"{CAMPO}%"), _PESO_CAMPO), else_=1.0)
    if _es_postgresql(session):
        medida = func.ts_rank(t.vector, cast(_pregunta(clausulas, " | ", ":*"), TSQUERY))
        origen = select(t.contenido_hash, (medida * peso).label("medida")).where(
            _coincide(session, clausulas, " OR ", " | ")
        )
    else:
        halladas = (
            select(column("rowid"), (-func.bm25(column("texto_fts"))).label("medida"))
            .select_from(_FTS)
            .where(column("texto_fts").op("MATCH")(_pregunta(clausulas, " OR ", " *")))
            .cte("halladas")
            .prefix_with("MATERIALIZED", dialect="sqlite")
        )
        origen = select(t.contenido_hash, (halladas.c.medida * peso).label("medida")).join(
            halladas, halladas.c.rowid == t.id
        )
    filas = origen.subquery()
    return (
        select(filas.c.contenido_hash, func.sum(filas.c.medida).label("puntos"))
        .group_by(filas.c.contenido_hash)
        .subquery()
    )


def _coincide(
    session: Session, clausulas: Sequence[Clausula], sqlite: str, postgresql: str
) -> ColumnElement[bool]:
    if _es_postgresql(session):
        pregunta = cast(_pregunta(clausulas, postgresql, ":*"), TSQUERY)
        return TextoIndexado.vector.op("@@", is_comparison=True)(pregunta)
    return TextoIndexado.id.in_(
        select(column("rowid"))
        .select_from(_FTS)
        .where(column("texto_fts").op("MATCH")(_pregunta(clausulas, sqlite, " *")))
    )


def _pregunta(clausulas: Sequence[Clausula], une: str, prefijo: str) -> str:
    """Words are letters and digits only, so that quoting them is all the escaping there is."""
    comilla = "'" if prefijo == ":*" else '"'
    return une.join(
        f"{comilla}{palabra}{comilla}{prefijo if c.prefijo and n == len(c.palabras) else ''}"
        for c in clausulas
        for n, palabra in enumerate(c.palabras, 1)
    )


def _es_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
