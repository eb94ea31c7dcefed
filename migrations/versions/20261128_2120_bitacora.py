"""The record is read by person, by clase and by day without walking over it; its last check.

Revision ID: 20261128_2120
Revises: 20261128_2110
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from webapp.bd import ROL_APLICACION

revision = "20261128_2120"
down_revision = "20261128_2110"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_2110_reloj")

INDICES = {
    "ix_acto_de_persona": ["manual_id", "persona_id", "seq"],
    "ix_acto_clase": ["manual_id", "clase", "seq"],
    "ix_acto_momento": ["manual_id", "momento", "seq"],
}


def upgrade() -> None:
    for nombre, columnas in INDICES.items():
        op.create_index(nombre, "acto", columnas, unique=False)
    op.create_table(
        "verificacion",
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.Column("malas", sa.Integer(), nullable=False),
        sa.Column("roturas", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_verificacion_manual_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("manual_id", name=op.f("pk_verificacion")),
    )  # fmt: skip
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON verificacion TO {ROL_APLICACION}")


def downgrade() -> None:
    op.drop_table("verificacion")
    for nombre in INDICES:
        op.drop_index(nombre, table_name="acto")
