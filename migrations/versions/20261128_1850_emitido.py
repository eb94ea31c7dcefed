"""Documents that were handed out, by their hash; the rows are never changed.

Revision ID: 20261128_1850
Revises: 20261128_1845
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores, crear, no_cambia, no_reemplaza, quitar
from webapp.bd import ROL_APLICACION

revision = "20261128_1850"
down_revision = "20261128_1845"
branch_labels = None
depends_on = None

NUEVAS = (
    *no_cambia("documento_emitido", "Un documento emitido no se cambia ni se borra."),
    no_reemplaza("documento_emitido", "Un documento emitido no se reemplaza.", "hash", "rowid"),
)

GUARDIAS = (*anteriores("20261128_1845_resultados"), *NUEVAS)


def upgrade() -> None:
    op.create_table(
        "documento_emitido",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("codigo", sa.String(length=20), nullable=False),
        sa.Column("situacion", sa.String(length=20), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.CheckConstraint("length(hash) = 64", name=op.f("ck_documento_emitido_hash")),
        sa.CheckConstraint(
            "clase IN ('cargo', 'comparativo', 'cambios', 'manual', 'expediente')",
            name=op.f("ck_documento_emitido_clase"),
        ),
        sa.CheckConstraint(
            "clase IN ('manual', 'expediente') OR version_id IS NOT NULL",
            name=op.f("ck_documento_emitido_version"),
        ),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_documento_emitido_manual_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_documento_emitido_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_documento_emitido")),
    )  # fmt: skip
    for columna in ("codigo", "version_id", "manual_id"):
        nombre = f"ix_documento_emitido_{columna.removesuffix('_id')}"
        op.create_index(nombre, "documento_emitido", [columna], unique=False)
    crear(NUEVAS)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT ON documento_emitido TO {ROL_APLICACION}")


def downgrade() -> None:
    quitar(NUEVAS)
    op.drop_table("documento_emitido")
