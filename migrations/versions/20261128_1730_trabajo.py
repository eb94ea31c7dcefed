"""Jobs: their rows, and on PostgreSQL the tables of the queue that tells workers of them.

The queue's tables are huey's (``huey.storage.PostgresStorage``), in a schema of their own: they
hold messages that can be lost, and are no part of the record.

Revision ID: 20261128_1730
Revises: 20261128_1710
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from webapp.bd import ROL_APLICACION

revision = "20261128_1730"
down_revision = "20261128_1710"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_1710_indice")

ESQUEMA = "vigente_cola"
TABLAS = (
    "huey_kv (queue text NOT NULL, key text NOT NULL, value bytea NOT NULL,"
    " PRIMARY KEY (queue, key))",
    "huey_schedule (id bigserial PRIMARY KEY, queue text NOT NULL, data bytea NOT NULL,"
    " timestamp double precision NOT NULL)",
    "huey_task (id bigserial PRIMARY KEY, queue text NOT NULL, data bytea NOT NULL,"
    " priority double precision NOT NULL DEFAULT 0.0)",
    "huey_counter (queue text NOT NULL, key text NOT NULL, value bigint NOT NULL DEFAULT 0,"
    " PRIMARY KEY (queue, key))",
)
INDICES = (
    "huey_schedule_queue_timestamp ON {}.huey_schedule (queue, timestamp)",
    "huey_task_queue_priority_id ON {}.huey_task (queue, priority DESC, id)",
)


def upgrade() -> None:
    op.create_table(
        "trabajo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manual_id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=True),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("clave", sa.String(length=64), nullable=False),
        sa.Column("titulo", sa.String(length=200), nullable=False),
        sa.Column("datos", sa.Text(), nullable=False),
        sa.Column("ambito", sa.String(length=10), nullable=False),
        sa.Column("fase", sa.String(length=10), nullable=False),
        sa.Column("paso", sa.String(length=120), nullable=False),
        sa.Column("hechos", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("remedio", sa.Text(), nullable=False),
        sa.Column("intentos", sa.Integer(), nullable=False),
        sa.Column("dueno", sa.String(length=32), nullable=False),
        sa.Column("creado", sa.String(length=27), nullable=False),
        sa.Column("latido", sa.String(length=27), nullable=False),
        sa.Column("archivo", sa.String(length=64), nullable=True),
        sa.Column("nombre", sa.String(length=160), nullable=False),
        sa.Column("tipo", sa.String(length=80), nullable=False),
        sa.Column("tamano", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "fase IN ('espera', 'marcha', 'hecho', 'fallo')", name=op.f("ck_trabajo_fase")
        ),
        sa.CheckConstraint("ambito IN ('publico', 'tramite')", name=op.f("ck_trabajo_ambito")),
        sa.CheckConstraint("fase <> 'hecho' OR archivo IS NOT NULL", name=op.f("ck_trabajo_hecho")),
        sa.CheckConstraint("fase <> 'fallo' OR error <> ''", name=op.f("ck_trabajo_fallo")),
        sa.ForeignKeyConstraint(
            ["manual_id"], ["manual.id"], name=op.f("fk_trabajo_manual_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_trabajo_persona_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trabajo")),
        sa.UniqueConstraint("clave", name=op.f("uq_trabajo_clave")),
    )
    op.create_index("ix_trabajo_pendiente", "trabajo", ["fase", "latido"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        _cola()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP SCHEMA {ESQUEMA} CASCADE")
    op.drop_table("trabajo")


def _cola() -> None:
    op.execute(f"CREATE SCHEMA {ESQUEMA}")
    for tabla in TABLAS:
        op.execute(f"CREATE TABLE {ESQUEMA}.{tabla}")
    for indice in INDICES:
        op.execute(f"CREATE INDEX {indice.format(ESQUEMA)}")
    op.execute(f"GRANT USAGE ON SCHEMA {ESQUEMA} TO {ROL_APLICACION}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {ESQUEMA} "
               f"TO {ROL_APLICACION}")  # fmt: skip
    op.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {ESQUEMA} TO {ROL_APLICACION}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON trabajo TO {ROL_APLICACION}")
    op.execute(f"GRANT USAGE ON SEQUENCE trabajo_id_seq TO {ROL_APLICACION}")
