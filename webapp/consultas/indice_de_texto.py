"""How each engine is asked for words: the same question, each in its own language.

What is asked is told apart from its words, so that a statement is composed, and read by the
engine, once for every question of the same form (decisions/0036).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from webapp.modelos import CampoIndexado, ContenidoGuardado, TrozoDicho, TrozoIndexado
from workflows.palabras import CAMPO
from workflows.pregunta import Clausula

_t, _d = TrozoIndexado.__table__.c, TrozoDicho.__table__.c
_c, _f = ContenidoGuardado.__table__.c, CampoIndexado.__table__.c
_FTS = table("texto_fts", column("rowid"), column("texto_fts"))
#: What a word in the header (the name of the cargo) weighs beside one in the text.
_PESO = case(
    (_t.seccion.like(literal_column(f"'{CAMPO}%'")), literal_column("4.0")),
    else_=literal_column("1.0"),
)
#: As ``ix_trozo_indexado_palabras`` says it, letter by letter: with a parameter in it, a plan that
#: PostgreSQL makes for every question would not know the index, and read all that is said.
_ESPACIO: ColumnElement[str] = literal_column("' '")
_VECTOR = func.array_to_tsvector(func.string_to_array(_t.plegado, _ESPACIO))


@dataclass(frozen=True, slots=True)
class Forma:
    """What a question is without its words: for each clausula, whether it is a phrase and whether
    it says where; and how many header fields are chosen."""

    clausulas: tuple[tuple[bool, bool], ...]
    campos: int = 0


def forma_de(clausulas: Sequence[Clausula], elegidos: Mapping[str, str]) -> Forma:
    """The form of a question."""
    return Forma(
        tuple((len(c.palabras) > 1, c.secciones is not None) for c in clausulas), len(elegidos)
    )


def textos_que_contestan(dialecto: str, forma: Forma) -> Select[Any]:
    """The texts that say every clausula somewhere and have every field: ``contenido_id``, and
    ``medida``, how much each is about them; more is better. To be asked with :func:`valores`."""
    partes = [
        _dicen(dialecto, n, es_frase=es_frase, dice_donde=dice_donde)
        for n, (es_frase, dice_donde) in enumerate(forma.clausulas)
    ]
    partes += [
        select(_c.id.label("contenido_id"), literal_column("0.0").label("medida"))
        .join(CampoIndexado.__table__, _f.contenido_hash == _c.hash)
        .where(_f.clave == bindparam(f"clave{n}"), _f.plegado == bindparam(f"valor{n}"))
        for n in range(forma.campos)
    ]
    if len(partes) == 1:
        return partes[0]
    cada = union_all(*partes).subquery()
    return (
        select(cada.c.contenido_id, func.sum(cada.c.medida).label("medida"))
        .group_by(cada.c.contenido_id)
        .having(func.count() == literal_column(str(len(partes))))
    )


def valores(
    dialecto: str, clausulas: Sequence[Clausula], elegidos: Mapping[str, str]
) -> dict[str, Any]:
    """The words of a question, for the statement of its form."""
    dichos: dict[str, Any] = {}
    for n, clausula in enumerate(clausulas):
        dichos[f"palabras{n}"] = _EN_SU_LENGUA[dialecto](clausula)
        if len(clausula.palabras) > 1 and dialecto == "postgresql":
            fin = "%" if clausula.prefijo else " %"
            dichos[f"frase{n}"] = f"% {' '.join(clausula.palabras)}{fin}"
        if clausula.secciones is not None:
            dichos[f"secciones{n}"] = sorted(clausula.secciones)
    for n, (clave, valor) in enumerate(sorted(elegidos.items())):
        dichos |= {f"clave{n}": clave, f"valor{n}": valor}
    return dichos


def _dicen(dialecto: str, n: int, *, es_frase: bool, dice_donde: bool) -> Select[Any]:
    """The texts that say clausula ``n``, each once."""
    palabras: ColumnElement[str] = bindparam(f"palabras{n}")
    trozos = _en_postgresql(palabras) if dialecto == "postgresql" else _en_sqlite(n, palabras)
    if es_frase and dialecto == "postgresql":
        trozos = trozos.where(
            func.concat(_ESPACIO, _t.plegado, _ESPACIO).like(bindparam(f"frase{n}"))
        )
    if dice_donde:
        trozos = trozos.where(_t.seccion.in_(bindparam(f"secciones{n}", expanding=True)))
    suyos = trozos.subquery()
    dicho, suyo = al_lado(
        dialecto, select(_d.trozo_id, _d.contenido_id), lambda d: d.trozo_id == suyos.c.id
    )
    return (
        select(dicho.c.contenido_id, func.sum(suyos.c.medida).label("medida"))
        .select_from(suyos)
        .join(dicho, suyo)
        .group_by(dicho.c.contenido_id)
    )


def al_lado(
    dialecto: str, de: Select[Any], suyo: Callable[[Any], ColumnElement[bool]]
) -> tuple[FromClause, ColumnElement[bool]]:
    """What to join, and on what, to find by an index which of these rows are ``suyo`` (told by
    their columns) of each row that there is.

    PostgreSQL takes a word to be said in many places, and would read all that any text says to
    find a few: LATERAL, which OFFSET keeps apart, is looked for beside each.
    """
    if dialecto != "postgresql":
        todos = de.subquery()
        return todos, suyo(todos.c)
    suyos = de.where(suyo(de.selected_columns)).offset(literal_column("0"))
    return suyos.lateral(), true()


def _en_sqlite(n: int, palabras: ColumnElement[Any]) -> Select[Any]:
    halladas = (
        select(_FTS.c.rowid, (-func.bm25(_FTS.c.texto_fts)).label("medida"))
        .where(_FTS.c.texto_fts.op("MATCH")(palabras))
        .cte(f"halladas{n}")
        .prefix_with("MATERIALIZED")
    )
    return select(_t.id, (halladas.c.medida * _PESO).label("medida")).join(
        halladas, halladas.c.rowid == _t.id
    )


def _en_postgresql(palabras: ColumnElement[Any]) -> Select[Any]:
    """Every place counts alike there: a vector without positions has no other measure."""
    pregunta = cast(palabras, TSQUERY)
    return select(_t.id, _PESO.label("medida")).where(
        _VECTOR.op("@@", is_comparison=True)(pregunta)
    )


def _para_fts(clausula: Clausula) -> str:
    """Words are letters and digits only, so that quoting them is all the escaping there is."""
    return f'"{" ".join(clausula.palabras)}"{" *" if clausula.prefijo else ""}'


def _para_tsquery(clausula: Clausula) -> str:
    juntas = " & ".join(f"'{palabra}'" for palabra in clausula.palabras)
    return f"{juntas}:*" if clausula.prefijo else juntas


_EN_SU_LENGUA = {"sqlite": _para_fts, "postgresql": _para_tsquery}
