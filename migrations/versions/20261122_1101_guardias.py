"""What is said about an open version stays as it was said: triggers and grants.

Revision ID: 20261122_1101
Revises: 20261122_1100
"""

from alembic import op

from migrations.guardias import Guardia, anteriores, crear, no_cambia, no_reemplaza, quitar
from webapp.bd import ROL_APLICACION

revision = "20261122_1101"
down_revision = "20261122_1100"
branch_labels = None
depends_on = None

ABIERTA = "NOT EXISTS (SELECT 1 FROM version v WHERE v.id = {} AND v.estado_clase IN {})"
EN_EDICION = ABIERTA.format("{}", "('edicion')")
SE_JUSTIFICA = "Lo firmado se justifica como estaba: para cambiarlo debe volver a borrador."
AUTOR = (
    "EXISTS (SELECT 1 FROM observacion o JOIN autoria u ON u.version_id = o.version_id"
    " WHERE o.id = NEW.observacion_id AND u.persona_id = NEW.persona_id{})"
)

NUEVAS = (
    *no_cambia("observacion", "Una observación no se cambia ni se borra: se responde."),
    *no_cambia("respuesta", "Una respuesta no se cambia ni se borra."),
    *no_cambia("grupo", "Un cambio masivo no se cambia ni se borra."),
    *no_cambia("grupo_version", "Una versión no sale de su cambio masivo."),
    no_reemplaza("observacion", "Una observación no se reemplaza.", "id"),
    no_reemplaza("respuesta", "Una respuesta no se reemplaza.", "id"),
    no_reemplaza("grupo", "Un cambio masivo no se reemplaza.", "id"),
    no_reemplaza("grupo_version", "Una versión no cambia de cambio masivo.", "version_id"),
    Guardia("justificacion_en_edicion", "justificacion", "INSERT",
            EN_EDICION.format("NEW.version_id"), SE_JUSTIFICA),
    Guardia("justificacion_sigue_en_edicion", "justificacion", "UPDATE",
            f"{EN_EDICION.format('NEW.version_id')} OR NEW.version_id <> OLD.version_id",
            SE_JUSTIFICA),
    Guardia("justificacion_se_quita_en_edicion", "justificacion", "DELETE",
            EN_EDICION.format("OLD.version_id"), SE_JUSTIFICA),
    Guardia("observacion_abierta", "observacion", "INSERT",
            ABIERTA.format("NEW.version_id", "('edicion', 'tramite')"),
            "Solo se observa una versión que sigue abierta."),
    Guardia("observacion_nota_de_quien_revisa", "observacion", "INSERT",
            "NEW.clase = 'nota' AND EXISTS (SELECT 1 FROM autoria u"
            " WHERE u.version_id = NEW.version_id AND u.persona_id = NEW.persona_id)",
            "Las notas internas son de quien revisa, no de quien escribe."),
    Guardia("respuesta_abierta", "respuesta", "INSERT",
            "NOT EXISTS (SELECT 1 FROM observacion o JOIN version v ON v.id = o.version_id"
            " WHERE o.id = NEW.observacion_id AND v.estado_clase IN ('edicion', 'tramite'))",
            "Esa versión ya terminó: sus observaciones no se responden."),
    Guardia("respuesta_de_autor", "respuesta", "INSERT",
            "NEW.clase IN ('atendida', 'aceptada', 'declinada') AND NOT " + AUTOR.format(""),
            "Eso lo responde quien escribe el texto."),
    Guardia("respuesta_de_quien_observo", "respuesta", "INSERT",
            "NEW.clase = 'resuelta' AND "
            + AUTOR.format(" AND o.persona_id <> NEW.persona_id"),
            "Quien escribe el texto no da por resuelto lo que otra persona observó."),
    Guardia("respuesta_a_una_nota", "respuesta", "INSERT",
            AUTOR.format(" AND o.clase = 'nota'"),
            "Las notas internas son de quien revisa, no de quien escribe."),
    Guardia("grupo_version_de_su_manual", "grupo_version", "INSERT",
            "NOT EXISTS (SELECT 1 FROM grupo g JOIN version v ON v.manual_id = g.manual_id"
            " WHERE g.id = NEW.grupo_id AND v.id = NEW.version_id)",
            "Un cambio masivo es de versiones de su manual."),
)  # fmt: skip

GUARDIAS = (*anteriores("20261122_1100_revision"), *NUEVAS)

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
ACTUALIZA = ["aviso", "justificacion", "presencia", "visto"]
BORRA = ["justificacion", "presencia", "visto"]


def upgrade() -> None:
    crear(NUEVAS)
    if op.get_bind().dialect.name == "postgresql":
        _conceder()


def downgrade() -> None:
    quitar(NUEVAS)


def _conceder() -> None:
    for tabla in TABLAS:
        op.execute(f"GRANT SELECT, INSERT ON {tabla} TO {ROL_APLICACION}")
    for tabla in ACTUALIZA:
        op.execute(f"GRANT UPDATE ON {tabla} TO {ROL_APLICACION}")
    for tabla in BORRA:
        op.execute(f"GRANT DELETE ON {tabla} TO {ROL_APLICACION}")
    op.execute(f"DO $$ BEGIN EXECUTE 'GRANT USAGE ON ALL SEQUENCES IN SCHEMA ' || current_schema() "
               f"|| ' TO {ROL_APLICACION}'; END $$")  # fmt: skip
