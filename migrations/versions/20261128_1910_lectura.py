"""Documents that are being imported by hand, until they are accepted or discarded.

Revision ID: 20261128_1910
Revises: 20261128_1855
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from webapp.bd import ROL_APLICACION

revision = "20261128_1910"
down_revision = "20261128_1855"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_1855_codigos")


def upgrade() -> None:
    op.create_table(
        "lectura_en_curso",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("nombre", sa.String(length=160), nullable=False),
        sa.Column("datos", sa.LargeBinary(), nullable=False),
        sa.Column("correcciones", sa.Text(), nullable=False),
        sa.Column("creado", sa.String(length=27), nullable=False),
        sa.Column("tocado", sa.String(length=27), nullable=False),
        sa.CheckConstraint("length(hash) = 64", name=op.f("ck_lectura_en_curso_hash")),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_lectura_en_curso_manual_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_lectura_en_curso_persona_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lectura_en_curso")),
    )  # fmt: skip
    op.create_index(
        "ix_lectura_en_curso_manual", "lectura_en_curso", ["manual_id", "persona_id"], unique=False
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON lectura_en_curso TO {ROL_APLICACION}")
        op.execute(f"GRANT USAGE ON SEQUENCE lectura_en_curso_id_seq TO {ROL_APLICACION}")


def downgrade() -> None:
    op.drop_table("lectura_en_curso")
