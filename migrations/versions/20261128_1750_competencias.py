"""The competency tables of what is approved, row by row: for the matrix and the dictionary.

What is approved already is indexed by the code of the day, as ``manual reindexar`` would.

Revision ID: 20261128_1750
Revises: 20261128_1745
"""

import sqlalchemy as sa
from alembic import op

from migrations.guardias import anteriores
from migrations.indice_20261128 import crear_competencias, filas_de_competencias
from workflows.contenido import leer_canonico

revision = "20261128_1750"
down_revision = "20261128_1745"
branch_labels = None
depends_on = None

GUARDIAS = anteriores("20261128_1745_intento")
_LOTE = 200


def upgrade() -> None:
    tabla = crear_competencias()
    base = op.get_bind()
    aprobados = sa.text(
        "SELECT hash, texto FROM contenido c WHERE EXISTS (SELECT 1 FROM version v"
        " WHERE v.contenido_hash = c.hash AND v.estado_clase = 'aprobada') ORDER BY hash"
    )
    for lote in base.execute(aprobados).partitions(_LOTE):
        if filas := filas_de_competencias({h: leer_canonico(t) for h, t in lote}):
            base.execute(sa.insert(tabla), filas)


def downgrade() -> None:
    op.drop_table("competencia_indexada")
