"""Files that people hand in: one row a file, by its hash; never changed.

Revision ID: 20261128_1700
Revises: 20261122_1101
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores, crear, no_cambia, no_reemplaza, quitar
from webapp.bd import ROL_APLICACION

revision = "20261128_1700"
down_revision = "20261122_1101"
branch_labels = None
depends_on = None

NUEVAS = (
    *no_cambia("archivo", "Un archivo adjunto no se cambia ni se borra."),
    no_reemplaza("archivo", "Un archivo adjunto no se reemplaza.", "hash", "rowid"),
)

GUARDIAS = (*anteriores("20261122_1101_guardias"), *NUEVAS)


def upgrade() -> None:
    op.create_table(
        "archivo",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("tipo", sa.String(length=80), nullable=False),
        sa.Column("tamano", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.String(length=160), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.CheckConstraint("length(hash) = 64", name=op.f("ck_archivo_hash")),
        sa.CheckConstraint("tamano > 0", name=op.f("ck_archivo_tamano")),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_archivo_persona_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_archivo")),
    )
    crear(NUEVAS)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT ON archivo TO {ROL_APLICACION}")


def downgrade() -> None:
    quitar(NUEVAS)
    op.drop_table("archivo")
