"""The cargos of a manual in the order of their titles: a page of them reads no others.

Revision ID: 20261128_2050
Revises: 20261128_2035
"""

from alembic import op

from migrations.guardias import anteriores

revision = "20261128_2050"
down_revision = "20261128_2035"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_2035_identidad")


def upgrade() -> None:
    op.create_index("ix_cargo_titulo", "cargo", ["manual_id", "titulo", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_cargo_titulo", table_name="cargo")
