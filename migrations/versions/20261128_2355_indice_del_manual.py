"""Each manual says how many times its index was made again: what is remembered of it is told apart.

Revision ID: 20261128_2355
Revises: 20261128_2350
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores

revision = "20261128_2355"
down_revision = "20261128_2350"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_2350_sustitucion")


def upgrade() -> None:
    op.add_column(
        "manual", sa.Column("indice", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("manual", "indice")
