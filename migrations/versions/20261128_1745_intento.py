"""Failed attempts to come in: a convenience of the lock-out, no part of the record.

Revision ID: 20261128_1745
Revises: 20261128_1730
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from webapp.bd import ROL_APLICACION

revision = "20261128_1745"
down_revision = "20261128_1730"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_1730_trabajo")


def upgrade() -> None:
    op.create_table(
        "intento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=64), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intento")),
    )
    op.create_index("ix_intento_clave", "intento", ["clave", "momento"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT, DELETE ON intento TO {ROL_APLICACION}")
        op.execute(f"GRANT USAGE ON SEQUENCE intento_id_seq TO {ROL_APLICACION}")


def downgrade() -> None:
    op.drop_table("intento")
