"""The competency tables of what is approved, row by row: for the matrix and the dictionary.

What is approved already is indexed by the code of the day, as ``manual reindexar`` would.

Revision ID: 20261128_1750
Revises: 20261128_1745
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from webapp.bd import ROL_APLICACION
from webapp.casos._indexar import filas_de_competencias
from workflows.contenido import leer_canonico

revision = "20261128_1750"
down_revision = "20261128_1745"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_1745_intento")
_LOTE = 200


def upgrade() -> None:
    tabla = op.create_table(
        "competencia_indexada",
        sa.Column("contenido_hash", sa.String(length=64), nullable=False),
        sa.Column("lugar", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plegado", sa.String(length=200), nullable=False),
        sa.Column("nombre", sa.String(length=300), nullable=False),
        sa.Column("tipo", sa.String(length=300), nullable=False),
        sa.Column("grado", sa.Integer(), nullable=False),
        sa.Column("concepto", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contenido_hash"],
            ["contenido.hash"],
            name=op.f("fk_competencia_indexada_contenido_hash"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("contenido_hash", "lugar", name=op.f("pk_competencia_indexada")),
    )
    op.create_index("ix_competencia_indexada_plegado", "competencia_indexada", ["plegado", "grado"])
    base = op.get_bind()
    if base.dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT, DELETE ON competencia_indexada TO {ROL_APLICACION}")
    aprobados = sa.text(
        "SELECT hash, texto FROM contenido c WHERE EXISTS (SELECT 1 FROM version v"
        " WHERE v.contenido_hash = c.hash AND v.estado_clase = 'aprobada') ORDER BY hash"
    )
    for lote in base.execute(aprobados).partitions(_LOTE):
        if filas := filas_de_competencias({h: leer_canonico(t) for h, t in lote}):
            base.execute(sa.insert(tabla), filas)


def downgrade() -> None:
    op.drop_table("competencia_indexada")
