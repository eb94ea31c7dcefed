"""A substitute's appointment says whom they replace, and every signature of theirs after it.

Revision ID: 20261128_2350
Revises: 20261128_2345
"""

from alembic import op

from migrations.guardias import Guardia, anteriores, crear, quitar

revision = "20261128_2350"
down_revision = "20261128_2345"
branch_labels = None
depends_on = None

NUEVAS = (
    Guardia("nombramiento_sustituye_a_otro", "nombramiento", "INSERT",
            "NEW.sustituye_id IS NOT NULL AND (NEW.sustituye_id = NEW.persona_id OR NOT EXISTS"
            " (SELECT 1 FROM nombramiento x WHERE x.persona_id = NEW.sustituye_id"
            " AND x.manual_id = NEW.manual_id AND x.rol = NEW.rol))",
            "Se sustituye a otra persona, que tiene o tuvo ese rol."),
    Guardia("nombramiento_sustituye_fijo", "nombramiento", "UPDATE",
            "COALESCE(NEW.sustituye_id, 0) <> COALESCE(OLD.sustituye_id, 0)"
            " OR (OLD.sustituye_id IS NOT NULL AND (NEW.persona_id <> OLD.persona_id"
            " OR NEW.manual_id <> OLD.manual_id OR NEW.rol <> OLD.rol))",
            "A quién se sustituye no se cambia: se termina el nombramiento."),
)  # fmt: skip

GUARDIAS = (*anteriores("20261128_2345_criterios"), *NUEVAS)


def upgrade() -> None:
    # Not by a batch, which would drop the guardias of the table in SQLite, where a key that comes
    # with its column has no ON DELETE that can be compared: without one nothing is deleted either.
    op.execute(
        "ALTER TABLE nombramiento ADD COLUMN sustituye_id INTEGER"
        " CONSTRAINT fk_nombramiento_sustituye_id REFERENCES persona (id)"
    )
    crear(NUEVAS)


def downgrade() -> None:
    quitar(NUEVAS)
    op.drop_column("nombramiento", "sustituye_id")
