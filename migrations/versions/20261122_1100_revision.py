"""What is said about an open version, cambios masivos and notices: their tables.

Revision ID: 20261122_1100
Revises: 20261122_0801
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores

revision = "20261122_1100"
down_revision = "20261122_0801"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261122_0801_guardias")

#: The new tables, those that refer to another after it.
TABLAS = [
    "grupo",
    "grupo_version",
    "aviso",
    "justificacion",
    "mirada",
    "observacion",
    "respuesta",
    "presencia",
    "visto",
]


def upgrade() -> None:
    op.create_table(
        "grupo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("titulo", sa.String(length=200), nullable=False),
        sa.Column("buscado", sa.Text(), nullable=False),
        sa.Column("reemplazo", sa.Text(), nullable=False),
        sa.Column("justificacion", sa.Text(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_grupo_manual_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_grupo_persona_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grupo")),
    )
    op.create_index(op.f("ix_grupo_manual_id"), "grupo", ["manual_id"], unique=False)
    op.create_table(
        "aviso",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("grupo_id", sa.Integer(), nullable=True),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("detalle", sa.Text(), nullable=False),
        sa.Column("clave", sa.String(length=120), nullable=True),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.Column("leido", sa.String(length=27), nullable=True),
        sa.Column("correo", sa.String(length=10), nullable=False),
        sa.Column("enviado", sa.String(length=27), nullable=True),
        sa.Column("intentos", sa.Integer(), nullable=False),
        sa.Column("proximo", sa.String(length=27), nullable=True),
        sa.CheckConstraint(
            "correo IN ('pendiente', 'diario', 'enviado', 'fallido', 'no')",
            name=op.f("ck_aviso_correo"),
        ),
        sa.ForeignKeyConstraint(
            ["grupo_id"], ["grupo.id"], name=op.f("fk_aviso_grupo_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_aviso_manual_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_aviso_persona_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_aviso_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aviso")),
        sa.UniqueConstraint("clave", name=op.f("uq_aviso_clave")),
    )
    op.create_index("ix_aviso_persona", "aviso", ["persona_id", "id"], unique=False)
    op.create_index(
        "ix_aviso_por_enviar",
        "aviso",
        ["persona_id", "correo"],
        unique=False,
        sqlite_where=sa.text("correo IN ('pendiente', 'diario')"),
        postgresql_where=sa.text("correo IN ('pendiente', 'diario')"),
    )
    op.create_table(
        "grupo_version",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("grupo_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grupo_id"], ["grupo.id"], name=op.f("fk_grupo_version_grupo_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["version.id"],
            name=op.f("fk_grupo_version_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_grupo_version")),
    )
    op.create_index(op.f("ix_grupo_version_grupo_id"), "grupo_version", ["grupo_id"], unique=False)
    op.create_table(
        "justificacion",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("pieza", sa.String(length=80), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["persona_id"],
            ["persona.id"],
            name=op.f("fk_justificacion_persona_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["version.id"],
            name=op.f("fk_justificacion_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("version_id", "pieza", name=op.f("pk_justificacion")),
    )
    op.create_table(
        "mirada",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("contenido_hash", sa.String(length=64), nullable=False),
        sa.Column("ids", sa.Text(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["contenido_hash"],
            ["contenido.hash"],
            name=op.f("fk_mirada_contenido_hash"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_mirada_persona_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_mirada_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint(
            "version_id", "persona_id", "contenido_hash", name=op.f("pk_mirada")
        ),
    )
    op.create_table(
        "observacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=12), nullable=False),
        sa.Column("pieza", sa.String(length=80), nullable=False),
        sa.Column("lugar", sa.String(length=300), nullable=False),
        sa.Column("texto_pieza", sa.Text(), nullable=False),
        sa.Column("cita", sa.Text(), nullable=False),
        sa.Column("desde", sa.Integer(), nullable=True),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("propuesta", sa.Text(), nullable=True),
        sa.Column("unidad", sa.String(length=160), nullable=False),
        sa.Column("vence", sa.Date(), nullable=True),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.CheckConstraint(
            "clase <> 'criterio' OR (unidad <> '' AND vence IS NOT NULL)",
            name=op.f("ck_observacion_criterio"),
        ),
        sa.CheckConstraint(
            "clase IN ('observacion', 'nota', 'criterio')", name=op.f("ck_observacion_clase")
        ),
        sa.CheckConstraint(
            "propuesta IS NULL OR clase = 'observacion'", name=op.f("ck_observacion_propuesta")
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"],
            ["persona.id"],
            name=op.f("fk_observacion_persona_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["version.id"],
            name=op.f("fk_observacion_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observacion")),
    )
    op.create_index(op.f("ix_observacion_version_id"), "observacion", ["version_id"], unique=False)
    op.create_table(
        "presencia",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("pieza", sa.String(length=80), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["persona_id"],
            ["persona.id"],
            name=op.f("fk_presencia_persona_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["version.id"],
            name=op.f("fk_presencia_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("version_id", "persona_id", name=op.f("pk_presencia")),
    )
    op.create_table(
        "visto",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("pieza", sa.String(length=80), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_visto_persona_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_visto_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("version_id", "persona_id", "pieza", name=op.f("pk_visto")),
    )
    op.create_table(
        "respuesta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("observacion_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=12), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("serie", sa.Integer(), nullable=True),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("momento", sa.String(length=27), nullable=False),
        sa.CheckConstraint(
            "clase IN ('comentario', 'atendida', 'resuelta', 'reabierta', 'aceptada', 'declinada')",
            name=op.f("ck_respuesta_clase"),
        ),
        sa.ForeignKeyConstraint(
            ["observacion_id"],
            ["observacion.id"],
            name=op.f("fk_respuesta_observacion_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"],
            ["persona.id"],
            name=op.f("fk_respuesta_persona_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_respuesta")),
    )
    op.create_index(
        op.f("ix_respuesta_observacion_id"), "respuesta", ["observacion_id"], unique=False
    )
    op.add_column(
        "persona",
        sa.Column("avisos", sa.String(length=10), server_default="inmediato", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("persona", "avisos")
    for tabla in reversed(TABLAS):
        op.drop_table(tabla)
