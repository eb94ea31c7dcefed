"""The rules that never bend, as triggers.

Revision ID: 20261122_0801
Revises: 20261122_0800
"""

from alembic import op

from migrations.guardias import Guardia, crear, no_cambia, no_reemplaza, quitar
from webapp.bd import ROL_APLICACION

revision = "20261122_0801"
down_revision = "20261122_0800"
branch_labels = None
depends_on = None

CEROS = "0" * 64
VISTO = "('revision', 'aprobacion', 'devolucion', 'retiro')"

INMUTABLES = (
    *no_cambia("acto", "Un acto no se cambia ni se borra."),
    *no_cambia("contenido", "Un texto congelado no se cambia ni se borra."),
    *no_cambia("instrumento", "Un acuerdo registrado no se cambia ni se borra."),
    *no_cambia("numero", "Un número de versión no se cambia ni se borra."),
    *no_cambia("formato", "El formato de un manual no se cambia ni se borra."),
    *no_cambia("formato_estado", "El formato de un manual no se cambia ni se borra."),
    *no_cambia("formato_acto", "El formato de un manual no se cambia ni se borra."),
    *no_cambia("autoria", "Quien escribió en una versión es su autor para siempre."),
    no_reemplaza("acto", "Un acto no se reemplaza.", "manual_id seq", "hash"),
    no_reemplaza("contenido", "Un texto congelado no se reemplaza.", "hash"),
    no_reemplaza("instrumento", "Un acuerdo registrado no se reemplaza.", "id",
                 "institucion_id numero"),
    no_reemplaza("numero", "Un número de versión no se reemplaza.", "manual_id anio consecutivo"),
    no_reemplaza("formato", "El formato de un manual no se reemplaza.", "id", "hash"),
    no_reemplaza("formato_estado", "El formato de un manual no se reemplaza.",
                 "formato_id estado"),
    no_reemplaza("formato_acto", "El formato de un manual no se reemplaza.", "formato_id acto"),
    no_reemplaza("autoria", "La autoría no se reemplaza.", "version_id persona_id"),
    no_reemplaza("version", "Una versión no se reemplaza.", "id", "cargo_id etiqueta"),
    Guardia("version_no_delete", "version", "DELETE", "1 = 1",
            "Una versión no se borra: se descarta con un acto."),
    Guardia("cargo_no_delete", "cargo", "DELETE", "1 = 1", "Un cargo no se borra: se deroga."),
    Guardia("manual_no_delete", "manual", "DELETE", "1 = 1", "Un manual no se borra."),
    Guardia("institucion_no_delete", "institucion", "DELETE", "1 = 1",
            "Una institución no se borra."),
    Guardia("persona_no_delete", "persona", "DELETE", "1 = 1",
            "Una persona no se borra: se desactiva."),
    Guardia("guardado_no_update", "guardado", "UPDATE", "1 = 1", "Un guardado no se cambia."),
)  # fmt: skip

VERSION = (
    Guardia("version_nace_en_edicion", "version", "INSERT",
            "NEW.estado_clase <> 'edicion' OR NEW.ultimo_seq IS NOT NULL",
            "Una versión nace en edición."),
    Guardia("version_una_abierta", "version", "INSERT",
            "EXISTS (SELECT 1 FROM version x WHERE x.cargo_id = NEW.cargo_id"
            " AND x.estado_clase IN ('edicion', 'tramite'))",
            "El cargo ya tiene una versión abierta."),
    Guardia("version_terminada", "version", "UPDATE",
            "OLD.estado_clase IN ('aprobada', 'cerrada')",
            "Una versión aprobada o cerrada no se cambia."),
    Guardia("version_fija", "version", "UPDATE",
            "NEW.id <> OLD.id OR NEW.manual_id <> OLD.manual_id OR NEW.cargo_id <> OLD.cargo_id"
            " OR NEW.tipo <> OLD.tipo OR NEW.formato_id <> OLD.formato_id",
            "Una versión no cambia de cargo, de manual ni de tipo."),
    Guardia("version_congelada", "version", "UPDATE",
            "OLD.estado_clase = 'tramite' AND NEW.estado_clase <> 'edicion'"
            " AND (COALESCE(NEW.contenido_hash, '') <> COALESCE(OLD.contenido_hash, '')"
            " OR COALESCE(NEW.ids, '') <> COALESCE(OLD.ids, '') OR NEW.encabezado <> OLD.encabezado"
            " OR COALESCE(NEW.base_id, 0) <> COALESCE(OLD.base_id, 0))",
            "Lo firmado está congelado: para editarlo debe volver a borrador."),
    Guardia("version_estado_con_acto", "version", "UPDATE",
            "NEW.estado <> OLD.estado AND NOT EXISTS (SELECT 1 FROM acto a"
            " WHERE a.manual_id = NEW.manual_id AND a.seq = NEW.ultimo_seq"
            " AND a.version_id = NEW.id AND a.seq > COALESCE(OLD.ultimo_seq, 0)"
            " AND a.estado_hacia = NEW.estado"
            " AND (a.estado_desde = OLD.estado OR a.clase = 'asiento'))",
            "El estado solo cambia con un acto registrado."),
    Guardia("version_texto_del_acto", "version", "UPDATE",
            "OLD.estado_clase = 'edicion' AND NEW.estado_clase IN ('tramite', 'aprobada')"
            " AND NOT EXISTS (SELECT 1 FROM acto a WHERE a.manual_id = NEW.manual_id"
            " AND a.seq = NEW.ultimo_seq AND a.contenido_hash = NEW.contenido_hash)",
            "El texto congelado debe ser el que se firmó."),
    Guardia("version_aprobada_por", "version", "UPDATE",
            "NEW.estado_clase = 'aprobada' AND NOT EXISTS (SELECT 1 FROM acto a"
            " WHERE a.manual_id = NEW.manual_id AND a.seq = NEW.ultimo_seq AND a.seq = NEW.orden"
            " AND a.clase IN ('aprobacion', 'asiento') AND a.instrumento_id = NEW.instrumento_id"
            " AND a.contenido_hash = NEW.contenido_hash)",
            "Una versión se aprueba con el acto y el acuerdo que la aprueban."),
    Guardia("version_numero_de_su_acuerdo", "version", "UPDATE",
            "NEW.numero_consecutivo IS NOT NULL AND EXISTS (SELECT 1 FROM numero n"
            " WHERE n.manual_id = NEW.manual_id AND n.anio = NEW.numero_anio"
            " AND n.consecutivo = NEW.numero_consecutivo AND n.origen = 'emitido'"
            " AND n.instrumento_id <> NEW.instrumento_id)",
            "Ese número de versión es de otro acuerdo."),
    Guardia("version_etiqueta_unica", "version", "UPDATE",
            "EXISTS (SELECT 1 FROM version x WHERE x.cargo_id = NEW.cargo_id"
            " AND x.etiqueta = NEW.etiqueta AND x.id <> NEW.id)",
            "El cargo ya tiene una versión con ese número.", solo_sqlite=True),
)  # fmt: skip

ACTO = (
    Guardia("acto_en_cadena", "acto", "INSERT",
            "NEW.seq <> COALESCE((SELECT MAX(x.seq) FROM acto x"
            " WHERE x.manual_id = NEW.manual_id), 0) + 1"
            " OR NEW.anterior <> COALESCE((SELECT x.hash FROM acto x"
            f" WHERE x.manual_id = NEW.manual_id AND x.seq = NEW.seq - 1), '{CEROS}')",
            "Un acto se agrega al final de la cadena de su manual."),
    Guardia("acto_de_su_formato", "acto", "INSERT",
            "NEW.version_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM version v"
            " JOIN formato_acto f ON f.formato_id = v.formato_id"
            " WHERE v.id = NEW.version_id AND v.manual_id = NEW.manual_id"
            " AND v.cargo_id = NEW.cargo_id AND f.acto = NEW.acto AND f.clase = NEW.clase"
            " AND f.hacia = NEW.estado_hacia"
            " AND (NEW.clase IN ('apertura', 'derogacion', 'asiento') OR v.estado = NEW.estado_desde))",
            "El formato del manual no conoce ese acto sobre esa versión."),
    Guardia("acto_nace_una_vez", "acto", "INSERT",
            "NEW.clase IN ('apertura', 'derogacion', 'asiento') AND EXISTS (SELECT 1 FROM acto x"
            " WHERE x.version_id = NEW.version_id)",
            "Una versión se abre o se asienta una sola vez."),
    Guardia("acto_asiento_primero", "acto", "INSERT",
            "NEW.clase = 'asiento' AND EXISTS (SELECT 1 FROM version v"
            " WHERE v.cargo_id = NEW.cargo_id AND v.id <> NEW.version_id)",
            "Solo se asienta historia de un cargo sin versiones."),
    Guardia("acto_lo_visto", "acto", "INSERT",
            f"NEW.clase IN {VISTO} AND COALESCE(NEW.contenido_hash, '') <>"
            " COALESCE((SELECT v.contenido_hash FROM version v WHERE v.id = NEW.version_id), '-')",
            "Se firma lo que se vio: el texto es otro."),
    Guardia("acto_con_base", "acto", "INSERT",
            "NEW.clase IN ('elaboracion', 'revision', 'aprobacion')"
            " AND COALESCE(NEW.base_hash, '') <> COALESCE((SELECT b.contenido_hash FROM version v"
            " JOIN version b ON b.id = v.base_id WHERE v.id = NEW.version_id), '')",
            "El acto debe llevar el texto del que se partió."),
    Guardia("acto_base_al_dia", "acto", "INSERT",
            "NEW.clase = 'elaboracion' AND COALESCE((SELECT v.base_id FROM version v"
            " WHERE v.id = NEW.version_id), 0) <> COALESCE((SELECT b.id FROM version b"
            " WHERE b.cargo_id = NEW.cargo_id AND b.estado_clase = 'aprobada'"
            " ORDER BY b.orden DESC LIMIT 1), 0)",
            "Se aprobó otra versión: el borrador debe compararse con ella."),
    Guardia("acto_cuatro_ojos", "acto", "INSERT",
            "NEW.clase IN ('revision', 'aprobacion') AND (EXISTS (SELECT 1 FROM autoria u WHERE u.version_id = NEW.version_id"
            " AND u.persona_id = NEW.persona_id)"
            " OR EXISTS (SELECT 1 FROM acto x WHERE x.version_id = NEW.version_id"
            " AND x.persona_id = NEW.persona_id AND x.clase = 'elaboracion'))",
            "Quien escribió una versión ni la revisa ni la aprueba."),
    Guardia("acto_aprueba_lo_elaborado", "acto", "INSERT",
            "NEW.clase = 'aprobacion' AND NOT EXISTS (SELECT 1 FROM acto e"
            " WHERE e.version_id = NEW.version_id AND e.clase = 'elaboracion'"
            " AND e.contenido_hash = NEW.contenido_hash AND e.seq > COALESCE((SELECT MAX(d.seq)"
            " FROM acto d WHERE d.version_id = NEW.version_id"
            " AND d.clase IN ('apertura', 'derogacion', 'devolucion', 'retiro')), 0))",
            "Se aprueba lo que está elaborado y nada más."),
    Guardia("acto_con_instrumento", "acto", "INSERT",
            "NEW.clase IN ('aprobacion', 'asiento') AND NOT EXISTS (SELECT 1 FROM instrumento i"
            " WHERE i.id = NEW.instrumento_id AND i.manual_id = NEW.manual_id)",
            "Falta el acuerdo o la firma que aprueba."),
)  # fmt: skip

OTRAS = (
    Guardia("numero_sin_huecos", "numero", "INSERT",
            "NEW.origen = 'emitido' AND NEW.consecutivo <> COALESCE((SELECT MAX(x.consecutivo)"
            " FROM numero x WHERE x.manual_id = NEW.manual_id AND x.anio = NEW.anio), 0) + 1",
            "Los números de versión se emiten uno tras otro, sin huecos."),
    Guardia("numero_asentado_antes", "numero", "INSERT",
            "NEW.origen = 'asentado' AND EXISTS (SELECT 1 FROM numero x"
            " WHERE x.manual_id = NEW.manual_id AND x.anio = NEW.anio AND x.origen = 'emitido'"
            " AND x.consecutivo < NEW.consecutivo)",
            "Ese número es posterior a los que ya emitió este manual."),
    Guardia("borrador_en_edicion", "borrador", "INSERT",
            "NOT EXISTS (SELECT 1 FROM version v WHERE v.id = NEW.version_id"
            " AND v.estado_clase = 'edicion')",
            "Solo se escribe en una versión en edición."),
    Guardia("borrador_sigue_en_edicion", "borrador", "UPDATE",
            "NEW.version_id <> OLD.version_id OR NOT EXISTS (SELECT 1 FROM version v"
            " WHERE v.id = NEW.version_id AND v.estado_clase = 'edicion')",
            "Solo se escribe en una versión en edición."),
    Guardia("guardado_de_un_autor", "guardado", "INSERT",
            "NOT EXISTS (SELECT 1 FROM version v JOIN autoria u ON u.version_id = v.id"
            " WHERE v.id = NEW.version_id AND u.persona_id = NEW.persona_id"
            " AND v.estado_clase = 'edicion')",
            "Quien guarda es autor de la versión, y la versión está en edición."),
)  # fmt: skip

GUARDIAS = (*INMUTABLES, *VERSION, *ACTO, *OTRAS)

#: What the application may do besides reading: nobody but the owner may do more.
INSERTA = [
    "institucion",
    "manual",
    "formato",
    "formato_estado",
    "formato_acto",
    "persona",
    "nombramiento",
    "cargo",
    "contenido",
    "instrumento",
    "numero",
    "version",
    "borrador",
    "guardado",
    "autoria",
    "acto",
]
ACTUALIZA = ["institucion", "manual", "persona", "nombramiento", "cargo", "version", "borrador"]
BORRA = ["borrador", "guardado"]


def upgrade() -> None:
    crear(GUARDIAS)
    if op.get_bind().dialect.name == "postgresql":
        _conceder()


def downgrade() -> None:
    quitar(GUARDIAS)


def _conceder() -> None:
    op.execute(
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{ROL_APLICACION}') "
        f"THEN CREATE ROLE {ROL_APLICACION} NOLOGIN; END IF; END $$"
    )
    op.execute(
        "DO $$ BEGIN IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) "
        f"THEN GRANT {ROL_APLICACION} TO CURRENT_USER; END IF; END $$"
    )
    op.execute(f"DO $$ BEGIN EXECUTE 'GRANT USAGE ON SCHEMA ' || current_schema() "
               f"|| ' TO {ROL_APLICACION}'; END $$")  # fmt: skip
    for tabla in (*INSERTA, "alembic_version"):
        op.execute(f"GRANT SELECT ON {tabla} TO {ROL_APLICACION}")
    for tabla in INSERTA:
        op.execute(f"GRANT INSERT ON {tabla} TO {ROL_APLICACION}")
    for tabla in ACTUALIZA:
        op.execute(f"GRANT UPDATE ON {tabla} TO {ROL_APLICACION}")
    for tabla in BORRA:
        op.execute(f"GRANT DELETE ON {tabla} TO {ROL_APLICACION}")
    op.execute(
        f"DO $$ BEGIN EXECUTE 'GRANT USAGE ON ALL SEQUENCES IN SCHEMA ' || current_schema() "
        f"|| ' TO {ROL_APLICACION}'; END $$"
    )
