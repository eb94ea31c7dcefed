"""Who somebody is for the institution's sign-in, and which appointments it gave.

Revision ID: 20261128_2035
Revises: 20261128_2030
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from webapp.bd import ROL_APLICACION

revision = "20261128_2035"
down_revision = "20261128_2030"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_2030_delegacion")


def upgrade() -> None:
    op.create_table(
        "identidad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("emisor", sa.String(length=255), nullable=False),
        sa.Column("sujeto", sa.String(length=255), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("enlazada", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_identidad_persona_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identidad")),
        sa.UniqueConstraint("emisor", "persona_id", name="uq_identidad_persona"),
        sa.UniqueConstraint("emisor", "sujeto", name="uq_identidad_sujeto"),
    )  # fmt: skip
    op.create_index("ix_identidad_persona_id", "identidad", ["persona_id"], unique=False)
    op.create_table(
        "nombramiento_de_fuera",
        sa.Column("nombramiento_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nombramiento_id"], ["nombramiento.id"],
            name=op.f("fk_nombramiento_de_fuera_nombramiento_id"), ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("nombramiento_id", name=op.f("pk_nombramiento_de_fuera")),
    )  # fmt: skip
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT, DELETE ON identidad TO {ROL_APLICACION}")
        op.execute(f"GRANT USAGE ON SEQUENCE identidad_id_seq TO {ROL_APLICACION}")
        op.execute(f"GRANT SELECT, INSERT ON nombramiento_de_fuera TO {ROL_APLICACION}")


def downgrade() -> None:
    op.drop_table("nombramiento_de_fuera")
    op.drop_table("identidad")
