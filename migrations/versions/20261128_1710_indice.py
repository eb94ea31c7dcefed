"""The words of what is approved, to be found: tables, and each engine's own index.

What is approved already is indexed by the code of the day, as ``manual reindexar`` would.

Revision ID: 20261128_1710
Revises: 20261128_1700
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from migrations.indice_20261128 import crear_textos, filas
from webapp.bd import ROL_APLICACION
from workflows.contenido import leer_canonico

revision = "20261128_1710"
down_revision = "20261128_1700"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_1700_archivo")
_LOTE = 200


def upgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    textos = crear_textos()
    campos = op.create_table(
        "campo_indexado",
        sa.Column("contenido_hash", sa.String(length=64), nullable=False),
        sa.Column("clave", sa.String(length=40), nullable=False),
        sa.Column("valor", sa.Text(), nullable=False),
        sa.Column("plegado", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["contenido_hash"],
            ["contenido.hash"],
            name=op.f("fk_campo_indexado_contenido_hash"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("contenido_hash", "clave", name=op.f("pk_campo_indexado")),
    )
    op.create_index("ix_campo_indexado_valor", "campo_indexado", ["clave", "plegado"])
    op.create_index("ix_version_contenido", "version", ["contenido_hash"])
    if postgresql:
        op.execute(f"GRANT SELECT, INSERT, DELETE ON campo_indexado TO {ROL_APLICACION}")
    _llenar(textos, campos, postgresql)


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        op.execute("DROP TABLE texto_fts")
    op.drop_index("ix_version_contenido", "version")
    op.drop_table("campo_indexado")
    op.drop_table("texto_indexado")


def _llenar(textos: sa.Table, campos: sa.Table, postgresql: bool) -> None:
    base = op.get_bind()
    aprobados = sa.text(
        "SELECT hash, texto FROM contenido c WHERE EXISTS (SELECT 1 FROM version v"
        " WHERE v.contenido_hash = c.hash AND v.estado_clase = 'aprobada') ORDER BY hash"
    )
    for lote in base.execute(aprobados).partitions(_LOTE):
        contenidos = {h: leer_canonico(t) for h, t in lote}
        de_texto, de_campo = filas(contenidos, con_vector=postgresql)
        for tabla, nuevas in ((textos, de_texto), (campos, de_campo)):
            if nuevas:
                base.execute(sa.insert(tabla), nuevas)
    if not postgresql:
        op.execute("INSERT INTO texto_fts (texto_fts) VALUES ('rebuild')")
