"""What was decided about the findings of the checks, and what they last found.

Revision ID: 20261128_1830
Revises: 20261128_1750
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import Guardia, anteriores, crear, no_cambia, no_reemplaza, quitar
from webapp.bd import ROL_APLICACION

revision = "20261128_1830"
down_revision = "20261128_1750"
branch_labels = None
depends_on = None

NUEVAS = (
    *no_cambia("desestimacion", "Lo decidido sobre un hallazgo no se cambia ni se borra."),
    no_reemplaza("desestimacion", "Lo decidido sobre un hallazgo no se reemplaza.", "id"),
    Guardia("desestimacion_de_su_manual", "desestimacion", "INSERT",
            "NOT EXISTS (SELECT 1 FROM cargo c WHERE c.id = NEW.cargo_id"
            " AND c.manual_id = NEW.manual_id)",
            "Un hallazgo se desestima en el manual de su cargo."),
)  # fmt: skip

GUARDIAS = (*anteriores("20261128_1750_competencias"), *NUEVAS)


def upgrade() -> None:
    op.create_table(
        "desestimacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("cargo_id", sa.Integer(), nullable=False),
        sa.Column("regla", sa.String(length=40), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("clase", sa.String(length=12), nullable=False),
        sa.Column("lugar", sa.String(length=300), nullable=False),
        sa.Column("mensaje", sa.Text(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.CheckConstraint(
            "clase = 'repuesto' OR motivo <> ''", name=op.f("ck_desestimacion_motivo")
        ),
        sa.CheckConstraint(
            "clase IN ('desestimado', 'repuesto')", name=op.f("ck_desestimacion_clase")
        ),
        sa.ForeignKeyConstraint(
            ["cargo_id"], ["cargo.id"], name=op.f("fk_desestimacion_cargo_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["manual_id"],
            ["manual.id"],
            name=op.f("fk_desestimacion_manual_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"],
            ["persona.id"],
            name=op.f("fk_desestimacion_persona_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desestimacion")),
    )
    op.create_index(
        "ix_desestimacion_cargo", "desestimacion", ["manual_id", "cargo_id"], unique=False
    )
    op.create_table(
        "calidad",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=64), nullable=False),
        sa.Column("hallazgos", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_calidad_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_calidad")),
    )
    crear(NUEVAS)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT ON desestimacion, calidad TO {ROL_APLICACION}")
        op.execute(f"GRANT UPDATE, DELETE ON calidad TO {ROL_APLICACION}")
        op.execute(
            "DO $$ BEGIN EXECUTE 'GRANT USAGE ON ALL SEQUENCES IN SCHEMA ' || current_schema() "
            f"|| ' TO {ROL_APLICACION}'; END $$"
        )


def downgrade() -> None:
    quitar(NUEVAS)
    op.drop_table("calidad")
    op.drop_table("desestimacion")
