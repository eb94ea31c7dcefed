"""Letters about accounts: invitations, links for a forgotten password, word of a change.

Revision ID: 20261128_2025
Revises: 20261128_2020
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from webapp.bd import ROL_APLICACION

revision = "20261128_2025"
down_revision = "20261128_2020"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_2020_sesion")


def upgrade() -> None:
    op.create_table(
        "carta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=True),
        sa.Column("por_id", sa.Integer(), nullable=True),
        sa.Column("clase", sa.String(length=12), nullable=False),
        sa.Column("sello", sa.String(length=32), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.Column("vence", sa.String(length=27), nullable=True),
        sa.Column("usada", sa.String(length=27), nullable=True),
        sa.Column("retirada", sa.String(length=27), nullable=True),
        sa.Column("correo", sa.String(length=10), nullable=False),
        sa.Column("enviado", sa.String(length=27), nullable=True),
        sa.Column("intentos", sa.Integer(), nullable=False),
        sa.Column("proximo", sa.String(length=27), nullable=True),
        sa.CheckConstraint(
            "clase IN ('invitacion', 'reposicion', 'cambio')", name=op.f("ck_carta_clase")
        ),
        sa.CheckConstraint(
            "correo IN ('pendiente', 'enviado', 'fallido')", name=op.f("ck_carta_correo")
        ),
        sa.CheckConstraint("usada IS NULL OR retirada IS NULL", name=op.f("ck_carta_fin")),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_carta_persona_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_carta_manual_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["por_id"], ["persona.id"], name=op.f("fk_carta_por_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carta")),
        sa.UniqueConstraint("persona_id", "clase", name=op.f("uq_carta_persona_id_clase")),
        sa.UniqueConstraint("sello", name=op.f("uq_carta_sello")),
    )
    por_enviar = sa.text("correo = 'pendiente'")
    op.create_index(
        "ix_carta_por_enviar", "carta", ["id"], unique=False,
        sqlite_where=por_enviar, postgresql_where=por_enviar,
    )  # fmt: skip
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON carta TO {ROL_APLICACION}")
        op.execute(f"GRANT USAGE ON SEQUENCE carta_id_seq TO {ROL_APLICACION}")


def downgrade() -> None:
    op.drop_table("carta")
