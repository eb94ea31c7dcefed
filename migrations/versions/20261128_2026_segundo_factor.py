"""The second factor of an account, its recovery codes, and the roles that must have one.

Revision ID: 20261128_2026
Revises: 20261128_2025
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from webapp.bd import ROL_APLICACION

revision = "20261128_2026"
down_revision = "20261128_2025"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_2025_carta")

_TABLAS = ("segundo_factor", "codigo_de_recuperacion", "rol_con_segundo_factor")


def upgrade() -> None:
    op.create_table(
        "segundo_factor",
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("secreto", sa.Text(), nullable=False),
        sa.Column("confirmado", sa.String(length=27), nullable=True),
        sa.Column("ultimo_paso", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], ondelete="RESTRICT",
            name=op.f("fk_segundo_factor_persona_id"),
        ),
        sa.PrimaryKeyConstraint("persona_id", name=op.f("pk_segundo_factor")),
    )  # fmt: skip
    op.create_table(
        "codigo_de_recuperacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], ondelete="RESTRICT",
            name=op.f("fk_codigo_de_recuperacion_persona_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codigo_de_recuperacion")),
    )  # fmt: skip
    op.create_index(
        "ix_codigo_de_recuperacion_persona_id", "codigo_de_recuperacion", ["persona_id"]
    )
    op.create_table(
        "rol_con_segundo_factor",
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], ondelete="RESTRICT",
            name=op.f("fk_rol_con_segundo_factor_manual_id"),
        ),
        sa.PrimaryKeyConstraint("manual_id", "rol", name=op.f("pk_rol_con_segundo_factor")),
    )  # fmt: skip
    if op.get_bind().dialect.name == "postgresql":
        for tabla in _TABLAS:
            op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tabla} TO {ROL_APLICACION}")
        op.execute(f"GRANT USAGE ON SEQUENCE codigo_de_recuperacion_id_seq TO {ROL_APLICACION}")


def downgrade() -> None:
    for tabla in reversed(_TABLAS):
        op.drop_table(tabla)
