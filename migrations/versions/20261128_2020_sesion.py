"""A row per signed-in browser, so that it can be closed from another: no part of the record.

Revision ID: 20261128_2020
Revises: 20261128_1910
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from webapp.bd import ROL_APLICACION

revision = "20261128_2020"
down_revision = "20261128_1910"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_1910_lectura")


def upgrade() -> None:
    op.create_table(
        "sesion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=64), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("abierta", sa.String(length=27), nullable=False),
        sa.Column("vista", sa.String(length=27), nullable=False),
        sa.Column("dispositivo", sa.String(length=80), nullable=False),
        sa.Column("medio", sa.String(length=20), nullable=False),
        sa.Column("recordada", sa.Boolean(), nullable=False),
        sa.Column("cerrada", sa.String(length=27), nullable=True),
        sa.Column("motivo", sa.String(length=20), nullable=False),
        sa.CheckConstraint("length(clave) = 64", name=op.f("ck_sesion_clave")),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_sesion_persona_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sesion")),
    )
    op.create_index("ix_sesion_clave", "sesion", ["clave"], unique=True)
    op.create_index("ix_sesion_persona", "sesion", ["persona_id", "cerrada"], unique=False)
    op.create_index("ix_sesion_vista", "sesion", ["vista"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON sesion TO {ROL_APLICACION}")
        op.execute(f"GRANT USAGE ON SEQUENCE sesion_id_seq TO {ROL_APLICACION}")


def downgrade() -> None:
    op.drop_table("sesion")
