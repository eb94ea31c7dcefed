"""The codes that copies of approved versions carry, to be looked up when somebody types one.

Revision ID: 20261128_1855
Revises: 20261128_1850
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from webapp.bd import ROL_APLICACION
from workflows.verificacion import codigo_de

revision = "20261128_1855"
down_revision = "20261128_1850"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_1850_emitido")


def upgrade() -> None:
    tabla = op.create_table(
        "codigo_de_version",
        sa.Column("codigo", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["version.id"],
            name=op.f("fk_codigo_de_version_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("codigo", name=op.f("pk_codigo_de_version")),
    )
    op.create_index("ix_codigo_de_version_version_id", "codigo_de_version", ["version_id"])
    base = op.get_bind()
    if base.dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT, DELETE ON codigo_de_version TO {ROL_APLICACION}")
    aprobadas = base.execute(
        sa.text(
            "SELECT m.slug, v.id, v.contenido_hash FROM version v"
            " JOIN manual m ON m.id = v.manual_id WHERE v.estado_clase = 'aprobada'"
        )
    )
    if filas := [{"codigo": codigo_de(*v), "version_id": v[1]} for v in aprobadas]:
        base.execute(sa.insert(tabla), filas)


def downgrade() -> None:
    op.drop_table("codigo_de_version")
