"""The rules that never bend, as triggers.

Revision ID: 20261122_0801
Revises: 20261122_0800
"""

from alembic import op

from migrations.guardias import Guardia, crear, quitar
from migrations.inmutables_20261122 import INMUTABLES
from webapp.bd import ROL_APLICACION

revision = "20261122_0801"
down_revision = "20261122_0800"
branch_labels = None
depends_on = None

CEROS = "0" * 64
VISTO = "('revision', 'aprobacion', 'devolucion', 'retiro')"

SIN_ESTADO = (
    "NOT EXISTS (SELECT 1 FROM formato_estado f WHERE f.formato_id = NEW.formato_id"
    " AND f.estado = NEW.estado AND f.clase = NEW.estado_clase)"
)

VERSION = (
    Guardia("version_estado_de_su_formato", "version", "INSERT", SIN_ESTADO,
            "Ese estado no es de esa clase en el formato.", solo_sqlite=True),
    Guardia("version_sigue_en_su_formato", "version", "UPDATE", SIN_ESTADO,
            "Ese estado no es de esa clase en el formato.", solo_sqlite=True),
    Guardia("version_de_su_manual", "version", "INSERT",
            "NOT EXISTS (SELECT 1 FROM cargo c JOIN manual m ON m.id = c.manual_id"
            " WHERE c.id = NEW.cargo_id AND m.id = NEW.manual_id"
            " AND m.formato_id = NEW.formato_id)",
            "Una versión es de un cargo de su manual, con el formato de su manual."),
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
            "(NEW.estado <> OLD.estado OR NEW.estado_clase <> OLD.estado_clase) AND NOT EXISTS (SELECT 1 FROM acto a"
            " WHERE a.manual_id = NEW.manual_id AND a.seq = NEW.ultimo_seq"
            " AND a.version_id = NEW.id AND a.seq > COALESCE(OLD.ultimo_seq, 0)"
            " AND a.estado_hacia = NEW.estado"
            " AND (a.estado_desde = OLD.estado OR a.clase = 'asiento'))",
            "El estado solo cambia con un acto registrado."),
    Guardia("version_ultimo_acto", "version", "UPDATE",
            "COALESCE(NEW.ultimo_seq, 0) <> COALESCE(OLD.ultimo_seq, 0)"
            " AND COALESCE(NEW.ultimo_seq, 0) <> COALESCE((SELECT MAX(a.seq) FROM acto a"
            " WHERE a.manual_id = NEW.manual_id AND a.version_id = NEW.id), 0)",
            "Una versión se queda con el último de sus actos, nunca con uno anterior."),
    Guardia("version_con_su_texto", "version", "UPDATE",
            "NEW.contenido_hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contenido c"
            " WHERE c.hash = NEW.contenido_hash)",
            "No se guardó el texto de esa versión.", solo_sqlite=True),
    Guardia("version_sin_borrador", "version", "UPDATE",
            "NEW.estado_clase <> 'edicion' AND EXISTS (SELECT 1 FROM borrador b"
            " WHERE b.version_id = NEW.id)",
            "Una versión que no está en edición no tiene borrador."),
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
            "NEW.numero_consecutivo IS NOT NULL AND NOT EXISTS (SELECT 1 FROM numero n"
            " WHERE n.manual_id = NEW.manual_id AND n.anio = NEW.numero_anio"
            " AND n.consecutivo = NEW.numero_consecutivo"
            " AND (n.instrumento_id = NEW.instrumento_id OR n.origen = 'asentado'"
            " AND EXISTS (SELECT 1 FROM acto a WHERE a.manual_id = NEW.manual_id"
            " AND a.seq = NEW.ultimo_seq AND a.clase = 'asiento')))",
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
            "NEW.version_id IS NULL AND NEW.clase NOT IN ('manual', 'instrumento', 'persona')"
            " OR NEW.version_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM version v"
            " JOIN formato_acto f ON f.formato_id = v.formato_id"
            " WHERE v.id = NEW.version_id AND v.manual_id = NEW.manual_id"
            " AND v.cargo_id = NEW.cargo_id AND f.acto = NEW.acto AND f.clase = NEW.clase"
            " AND f.hacia = NEW.estado_hacia"
            " AND (NEW.clase IN ('apertura', 'derogacion', 'asiento') OR v.estado = NEW.estado_desde"
            " AND REPLACE(f.desde, '|' || NEW.estado_desde || '|', '') <> f.desde))",
            "El formato del manual no conoce ese acto sobre esa versión."),
    Guardia("acto_de_alguien", "acto", "INSERT",
            "NOT EXISTS (SELECT 1 FROM persona p WHERE p.id = NEW.persona_id"
            " AND p.nombre = NEW.persona AND p.unidad = NEW.unidad AND p.puesto = NEW.puesto)",
            "Un acto lleva el nombre, la unidad y el puesto de quien lo hace."),
    Guardia("acto_tras_el_ultimo", "acto", "INSERT",
            "EXISTS (SELECT 1 FROM version v WHERE v.id = NEW.version_id"
            " AND COALESCE(v.ultimo_seq, 0) <> COALESCE((SELECT MAX(x.seq) FROM acto x"
            " WHERE x.version_id = v.id), 0))",
            "Esa versión todavía no refleja su acto anterior."),
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
    Guardia("numero_de_su_acuerdo", "numero", "INSERT",
            "NEW.origen = 'emitido' AND NOT EXISTS (SELECT 1 FROM instrumento i"
            " WHERE i.id = NEW.instrumento_id AND i.manual_id = NEW.manual_id"
            " AND i.anio = NEW.anio)",
            "Un número de versión se emite para un acuerdo de su manual y de su año."),
    Guardia("instrumento_de_su_institucion", "instrumento", "INSERT",
            "NOT EXISTS (SELECT 1 FROM manual m WHERE m.id = NEW.manual_id"
            " AND m.institucion_id = NEW.institucion_id)",
            "Un acuerdo es de la institución de su manual."),
    Guardia("autoria_en_edicion", "autoria", "INSERT",
            "NOT EXISTS (SELECT 1 FROM version v WHERE v.id = NEW.version_id"
            " AND v.estado_clase = 'edicion')",
            "Solo se es autor de una versión en edición."),
    Guardia("borrador_de_un_autor", "borrador", "UPDATE",
            "NEW.texto <> OLD.texto AND NOT EXISTS (SELECT 1 FROM autoria u"
            " WHERE u.version_id = NEW.version_id AND u.persona_id = NEW.persona_id)",
            "Quien escribe en un borrador es su autor."),
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
