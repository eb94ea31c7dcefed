"""An acto is not dated before the one it follows; a signature answers the version that counts.

Revision ID: 20261128_2110
Revises: 20261128_2050
"""

from migrations.guardias import Guardia, anteriores, crear, quitar

revision = "20261128_2110"
down_revision = "20261128_2050"
branch_labels = None
depends_on = None

_ANTES = anteriores("20261128_2050_por_titulo")
_BASE = next(g for g in _ANTES if g.nombre == "acto_base_al_dia")
_NUEVAS = (
    Guardia(
        _BASE.nombre,
        "acto",
        "INSERT",
        _BASE.cuando.replace(
            "NEW.clase = 'elaboracion'", "NEW.clase IN ('elaboracion', 'revision', 'aprobacion')"
        ),
        "La versión aprobada del cargo es otra: esta debe compararse con ella.",
    ),
    Guardia(
        "acto_no_antes",
        "acto",
        "INSERT",
        "NOT (NEW.clase = 'manual' AND NEW.acto = 'reloj') AND EXISTS (SELECT 1 FROM acto x"
        " WHERE x.manual_id = NEW.manual_id AND x.seq = NEW.seq - 1 AND x.momento > NEW.momento)",
        "Un acto no queda con fecha anterior a la del que le precede.",
    ),
)
GUARDIAS = (*(g for g in _ANTES if g is not _BASE), *_NUEVAS)


def upgrade() -> None:
    quitar((_BASE,))
    crear(_NUEVAS)


def downgrade() -> None:
    quitar(_NUEVAS)
    crear((_BASE,))
