"""Who handed in each file: an acuerdo takes only what whoever records it handed in.

Until now the row of a file named the first to hand it in. What the program made itself (the
packets of the board) was handed in by nobody.

Revision ID: 20261128_2340
Revises: 20261128_2120
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores, crear, no_cambia, no_reemplaza, quitar
from webapp.bd import ROL_APLICACION

revision = "20261128_2340"
down_revision = "20261128_2120"
branch_labels = None
depends_on = None

NUEVAS = (
    *no_cambia("entrega", "Quién entregó un archivo no se cambia ni se borra."),
    no_reemplaza("entrega", "La entrega de un archivo no se reemplaza.", "archivo persona_id",
                 "rowid"),
)  # fmt: skip

GUARDIAS = (*anteriores("20261128_2120_bitacora"), *NUEVAS)


def upgrade() -> None:
    op.create_table(
        "entrega",
        sa.Column("archivo", sa.String(length=64), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["archivo"], ["archivo.hash"], name=op.f("fk_entrega_archivo"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_entrega_persona_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("archivo", "persona_id", name=op.f("pk_entrega")),
    )
    op.execute(
        "INSERT INTO entrega (archivo, persona_id, momento)"
        " SELECT hash, persona_id, momento FROM archivo a WHERE NOT EXISTS"
        " (SELECT 1 FROM expediente e WHERE e.pdf = a.hash OR e.docx = a.hash)"
    )
    crear(NUEVAS)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"GRANT SELECT, INSERT ON entrega TO {ROL_APLICACION}")


def downgrade() -> None:
    quitar(NUEVAS)
    op.drop_table("entrega")
