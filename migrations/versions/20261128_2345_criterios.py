"""What is asked of a unit is found by the unit: the bandeja walked over every cargo for it.

Revision ID: 20261128_2345
Revises: 20261128_2340
"""

from alembic import op

from migrations.guardias import anteriores

revision = "20261128_2345"
down_revision = "20261128_2340"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_2340_entrega")


def upgrade() -> None:
    op.create_index("ix_observacion_unidad", "observacion", ["unidad", "vence"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_observacion_unidad", table_name="observacion")
