"""What becomes approved can be found from that moment: its words, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert as insertar_postgresql
from sqlalchemy.dialects.sqlite import insert as insertar_sqlite
from sqlalchemy.orm import Session

from webapp.modelos import CampoIndexado, CodigoDeVersion, CompetenciaIndexada, TextoIndexado
from workflows.contenido import Contenido
from workflows.palabras import CAMPO, FRONTERA, palabras, secciones_plegadas
from workflows.verificacion import codigo_de

_LARGO_CAMPO = 200


def indexar(session: Session, contenidos: Mapping[str, Contenido]) -> None:
    """Write the words of approved texts, by hash; those already there are left."""
    hay = set(
        session.scalars(
            select(TextoIndexado.contenido_hash).where(TextoIndexado.contenido_hash.in_(contenidos))
        )
    )
    nuevos = {h: c for h, c in contenidos.items() if h not in hay}
    if not nuevos:
        return
    postgresql = session.get_bind().dialect.name == "postgresql"
    insertar = insertar_postgresql if postgresql else insertar_sqlite
    textos, campos = filas(nuevos, con_vector=postgresql)
    if textos:
        session.execute(insertar(TextoIndexado).on_conflict_do_nothing(), textos)
    if campos:
        session.execute(insertar(CampoIndexado).on_conflict_do_nothing(), campos)
    if competencias := filas_de_competencias(nuevos):
        session.execute(insertar(CompetenciaIndexada).on_conflict_do_nothing(), competencias)
    if textos and not postgresql:
        ids = session.execute(
            select(TextoIndexado.id, TextoIndexado.plegado).where(
                TextoIndexado.contenido_hash.in_(nuevos)
            )
        )
        session.execute(
            text("INSERT INTO texto_fts (rowid, plegado) VALUES (:id, :plegado)"),
            [{"id": id_, "plegado": plegado} for id_, plegado in ids],
        )


def indexar_codigos(session: Session, versiones: Iterable[tuple[str, int, str]]) -> None:
    """Write the codes by which copies of approved versions are recognised.

    Each version is (slug of its manual, id, hash of its text).
    """
    filas_ = [{"codigo": codigo_de(*v), "version_id": v[1]} for v in versiones]
    postgresql = session.get_bind().dialect.name == "postgresql"
    insertar = insertar_postgresql if postgresql else insertar_sqlite
    if filas_:
        session.execute(insertar(CodigoDeVersion).on_conflict_do_nothing(), filas_)


def vaciar(session: Session) -> None:
    """Forget every word; the texts themselves are untouched."""
    session.execute(delete(TextoIndexado))
    session.execute(delete(CampoIndexado))
    session.execute(delete(CompetenciaIndexada))
    session.execute(delete(CodigoDeVersion))
    if session.get_bind().dialect.name != "postgresql":
        session.execute(text("INSERT INTO texto_fts (texto_fts) VALUES ('delete-all')"))


def filas(
    contenidos: Mapping[str, Contenido], *, con_vector: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of texto_indexado and campo_indexado that say these texts."""
    textos, campos = [], []
    for huella, contenido in contenidos.items():
        plegadas = secciones_plegadas(contenido)
        textos += [
            {
                "contenido_hash": huella,
                "seccion": seccion,
                "plegado": plegado,
                "vector": _vector(plegado) if con_vector else None,
            }
            for seccion, plegado in plegadas.items()
        ]
        campos += [
            {
                "contenido_hash": huella,
                "clave": clave,
                "valor": valor,
                "plegado": plegadas[f"{CAMPO}{clave}"].strip()[:_LARGO_CAMPO],
            }
            for clave, valor in contenido.encabezado
            if f"{CAMPO}{clave}" in plegadas
        ]
    return textos, campos


def filas_de_competencias(contenidos: Mapping[str, Contenido]) -> list[dict[str, Any]]:
    """The rows of competencia_indexada that say these texts; nameless ones are left."""
    return [
        {
            "contenido_hash": huella,
            "lugar": lugar,
            "plegado": plegado,
            "nombre": fila.competencia,
            "tipo": fila.tipo,
            "grado": fila.grado,
            "concepto": fila.concepto,
        }
        for huella, contenido in contenidos.items()
        for lugar, fila in enumerate(contenido.competencias)
        if (plegado := " ".join(p.texto for p in palabras(fila.competencia))[:_LARGO_CAMPO])
    ]


def _vector(plegado: str) -> str:
    """A tsvector as text: our own words at their places, whatever PostgreSQL calls a word."""
    lugares: dict[str, list[int]] = {}
    for lugar, palabra in enumerate(plegado.split(), 1):
        if palabra != FRONTERA:
            lugares.setdefault(palabra, []).append(min(lugar, 16_383))
    return " ".join(
        f"'{palabra}':{','.join(map(str, suyos[:255]))}" for palabra, suyos in lugares.items()
    )
