"""The index of words as it was from 20261128_1710 on: by section, with each text's own rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from webapp.bd import ROL_APLICACION
from workflows.contenido import Contenido
from workflows.palabras import CAMPO, FRONTERA, palabras, secciones_plegadas

_LARGO_CAMPO = 200


def crear_textos() -> sa.Table:
    """The words of each section, and what each engine searches them with."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    textos = op.create_table(
        "texto_indexado",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contenido_hash", sa.String(length=64), nullable=False),
        sa.Column("seccion", sa.String(length=80), nullable=False),
        sa.Column("plegado", sa.Text(), nullable=False),
        sa.Column("vector", TSVECTOR() if postgresql else sa.Text(), nullable=True),
        _de_contenido("texto_indexado"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_texto_indexado")),
        sa.UniqueConstraint(
            "contenido_hash", "seccion", name=op.f("uq_texto_indexado_contenido_hash_seccion")
        ),
    )
    if postgresql:
        op.execute("CREATE INDEX ix_texto_indexado_vector ON texto_indexado USING gin (vector)")
        op.execute(f"GRANT SELECT, INSERT, DELETE ON texto_indexado TO {ROL_APLICACION}")
        op.execute(f"GRANT USAGE ON SEQUENCE texto_indexado_id_seq TO {ROL_APLICACION}")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE texto_fts USING fts5"
            "(plegado, content='texto_indexado', content_rowid='id', tokenize='ascii')"
        )
    return textos


def crear_competencias() -> sa.Table:
    """The rows of each competency table."""
    tabla = op.create_table(
        "competencia_indexada",
        sa.Column("contenido_hash", sa.String(length=64), nullable=False),
        sa.Column("lugar", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plegado", sa.String(length=200), nullable=False),
        sa.Column("nombre", sa.String(length=300), nullable=False),
        sa.Column("tipo", sa.String(length=300), nullable=False),
        sa.Column("grado", sa.Integer(), nullable=False),
        sa.Column("concepto", sa.Text(), nullable=False),
        _de_contenido("competencia_indexada"),
        sa.PrimaryKeyConstraint("contenido_hash", "lugar", name=op.f("pk_competencia_indexada")),
    )
    op.create_index("ix_competencia_indexada_plegado", "competencia_indexada", ["plegado", "grado"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT, DELETE ON competencia_indexada TO {ROL_APLICACION}")
    return tabla


def _de_contenido(tabla: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["contenido_hash"],
        ["contenido.hash"],
        name=op.f(f"fk_{tabla}_contenido_hash"),
        ondelete="RESTRICT",
    )


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
