"""A role may be delegated for some days: by whom, never chained, never for longer than one's own.

Revision ID: 20261128_2030
Revises: 20261128_2026
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import Guardia, anteriores, crear, no_cambia, no_reemplaza, quitar
from webapp.bd import ROL_APLICACION

revision = "20261128_2030"
down_revision = "20261128_2026"
branch_labels = None
depends_on = None

NUEVAS = (
    *no_cambia("delegacion", "Una delegación no se cambia ni se borra: se termina."),
    no_reemplaza("delegacion", "Una delegación no se reemplaza.", "nombramiento_id"),
    Guardia("delegacion_de_lo_propio", "delegacion", "INSERT",
            "NOT EXISTS (SELECT 1 FROM nombramiento n JOIN nombramiento o ON o.id = NEW.origen_id"
            " WHERE n.id = NEW.nombramiento_id AND n.manual_id = o.manual_id AND n.rol = o.rol"
            " AND n.rol <> 'administrador' AND n.persona_id <> o.persona_id"
            " AND n.hasta IS NOT NULL AND n.desde >= o.desde"
            " AND (o.hasta IS NULL OR n.hasta <= o.hasta))",
            "Se delega el rol propio, a otra persona, dentro de sus días."),
    Guardia("delegacion_no_se_delega", "delegacion", "INSERT",
            "EXISTS (SELECT 1 FROM delegacion d WHERE d.nombramiento_id = NEW.origen_id)"
            " OR EXISTS (SELECT 1 FROM delegacion d WHERE d.origen_id = NEW.nombramiento_id)",
            "Lo delegado no se delega otra vez."),
    Guardia("nombramiento_delegado_no_crece", "nombramiento", "UPDATE",
            "EXISTS (SELECT 1 FROM delegacion d WHERE d.nombramiento_id = OLD.id)"
            " AND (NEW.id <> OLD.id OR NEW.persona_id <> OLD.persona_id"
            " OR NEW.manual_id <> OLD.manual_id OR NEW.rol <> OLD.rol OR NEW.desde <> OLD.desde"
            " OR NEW.hasta IS NULL OR NEW.hasta > OLD.hasta)",
            "Un nombramiento delegado solo se termina antes."),
)  # fmt: skip

GUARDIAS = (*anteriores("20261128_2026_segundo_factor"), *NUEVAS)


def upgrade() -> None:
    op.create_table(
        "delegacion",
        sa.Column("nombramiento_id", sa.Integer(), nullable=False),
        sa.Column("origen_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nombramiento_id"], ["nombramiento.id"],
            name=op.f("fk_delegacion_nombramiento_id"), ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["origen_id"], ["nombramiento.id"], name=op.f("fk_delegacion_origen_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("nombramiento_id", name=op.f("pk_delegacion")),
    )  # fmt: skip
    op.create_index(op.f("ix_delegacion_origen_id"), "delegacion", ["origen_id"], unique=False)
    crear(NUEVAS)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT ON delegacion TO {ROL_APLICACION}")


def downgrade() -> None:
    quitar(NUEVAS)
    op.drop_table("delegacion")
