"""What was approved with changes and then discarded is pending no more, since the acto that did.

Revision ID: 20261129_0720
Revises: 20261129_0015
"""

from alembic import op

from migrations.guardias import Guardia, anteriores, crear, quitar

revision = "20261129_0720"
down_revision = "20261129_0015"
branch_labels = None
depends_on = None

_ANTES = anteriores("20261129_0015_trozos")
_CIERRE = next(g for g in _ANTES if g.nombre == "resultado_cierre_con_acto")
_NUEVA = Guardia(
    _CIERRE.nombre,
    "resultado",
    "UPDATE",
    f"{_CIERRE.cuando} AND NOT EXISTS (SELECT 1 FROM acto a WHERE a.manual_id = NEW.manual_id"
    " AND a.seq = NEW.cierre AND a.clase = 'descarte' AND a.version_id = NEW.version_id)",
    "Lo pendiente de un acuerdo se cierra con el acto que lo completa, lo suelta o lo descarta.",
)
GUARDIAS = (*(g for g in _ANTES if g is not _CIERRE), _NUEVA)


def upgrade() -> None:
    quitar((_CIERRE,))
    crear((_NUEVA,))
    descarte = (
        "SELECT MAX(a.seq) FROM acto a WHERE a.version_id = resultado.version_id"
        " AND a.clase = 'descarte'"
    )
    op.execute(
        f"UPDATE resultado SET cierre = ({descarte})"
        f" WHERE resultado = 'con-cambios' AND cierre IS NULL AND ({descarte}) IS NOT NULL"
    )


def downgrade() -> None:
    quitar((_NUEVA,))
    crear((_CIERRE,))
