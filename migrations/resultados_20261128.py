"""What revision 20261128_1845 says of outcomes, of from when each version counts, and of the number
an acuerdo has today. Part of that revision, like everything it declares.
"""

from __future__ import annotations

from migrations.guardias import Guardia, no_reemplaza

#: The acto that says it is the last of its manual.
_ULTIMO = "(SELECT MAX(x.seq) FROM acto x WHERE x.manual_id = NEW.manual_id)"
#: ``,3,5,`` of an acto that names versions: ``{"versiones":[3,5]}``.
_NOMBRA = "REPLACE(REPLACE({a}.datos, '[', ','), ']', ',') LIKE '%,' || {v} || ',%'"

VIGENCIA = (
    Guardia("vigencia_no_delete", "vigencia", "DELETE", "1 = 1",
            "Desde cuándo rige una versión no se borra."),
    no_reemplaza("vigencia", "Desde cuándo rige una versión no se reemplaza.", "version_id"),
    Guardia("vigencia_de_lo_aprobado", "vigencia", "INSERT",
            "NEW.anulada OR NOT EXISTS (SELECT 1 FROM version v WHERE v.id = NEW.version_id"
            " AND v.manual_id = NEW.manual_id AND v.cargo_id = NEW.cargo_id"
            " AND v.estado_clase = 'aprobada' AND v.orden = NEW.orden AND v.orden = NEW.seq"
            " AND COALESCE(CAST(v.rige_desde AS VARCHAR(10)), '')"
            " = COALESCE(CAST(NEW.desde AS VARCHAR(10)), ''))",
            "Rige lo que se aprobó, desde el día en que se dijo al aprobarlo."),
    Guardia("vigencia_fija", "vigencia", "UPDATE",
            "OLD.anulada OR NEW.version_id <> OLD.version_id OR NEW.manual_id <> OLD.manual_id"
            " OR NEW.cargo_id <> OLD.cargo_id OR NEW.orden <> OLD.orden",
            "Una versión anulada no vuelve, y ninguna cambia de cargo ni de orden."),
    Guardia("vigencia_con_acto", "vigencia", "UPDATE",
            "NEW.seq <= OLD.seq OR NOT EXISTS (SELECT 1 FROM acto a"
            " JOIN version v ON v.id = NEW.version_id AND v.instrumento_id = a.instrumento_id"
            " WHERE a.manual_id = NEW.manual_id AND a.seq = NEW.seq AND a.clase = 'instrumento'"
            " AND (a.acto IN ('rige', 'publicacion') AND NOT NEW.anulada"
            " AND a.datos LIKE '%\"rige_desde\":\"' || CAST(NEW.desde AS VARCHAR(10)) || '\"%'"
            " OR a.acto = 'sin-efecto' AND NEW.anulada"
            " AND COALESCE(CAST(NEW.desde AS VARCHAR(10)), '')"
            " = COALESCE(CAST(OLD.desde AS VARCHAR(10)), '')"
            f" AND {_NOMBRA.format(a='a', v='NEW.version_id')}))",
            "Desde cuándo rige una versión solo cambia con el acto que lo dice."),
)  # fmt: skip

RESULTADO = (
    Guardia("resultado_no_delete", "resultado", "DELETE", "1 = 1",
            "Lo que decidió una sesión no se borra."),
    no_reemplaza("resultado", "Lo que decidió una sesión no se reemplaza.",
                 "instrumento_id version_id", "rowid"),
    Guardia("resultado_con_su_acuerdo", "resultado", "INSERT",
            "NEW.cierre IS NOT NULL OR NOT EXISTS (SELECT 1 FROM acto a"
            " JOIN instrumento i ON i.id = a.instrumento_id"
            " JOIN version v ON v.id = NEW.version_id"
            f" WHERE a.manual_id = NEW.manual_id AND a.seq = {_ULTIMO}"
            " AND a.clase = 'instrumento' AND a.instrumento_id = NEW.instrumento_id"
            " AND i.clase = 'acuerdo' AND NOT i.asentado AND v.manual_id = NEW.manual_id"
            " AND v.estado_clase = 'tramite' AND v.contenido_hash = NEW.contenido_hash)"
            " OR (SELECT COUNT(*) FROM acto x WHERE x.instrumento_id = NEW.instrumento_id) <> 1",
            "Lo que decidió una sesión se registra con su acuerdo, sobre el texto que se vio."),
    Guardia("resultado_uno_pendiente", "resultado", "INSERT",
            "EXISTS (SELECT 1 FROM resultado r WHERE r.version_id = NEW.version_id"
            " AND r.resultado = 'con-cambios' AND r.cierre IS NULL)",
            "Esa versión está pendiente de completar en otro acuerdo."),
    Guardia("resultado_numero_de_su_acuerdo", "resultado", "INSERT",
            "NEW.numero_consecutivo IS NOT NULL AND NOT EXISTS (SELECT 1 FROM numero n"
            " WHERE n.manual_id = NEW.manual_id AND n.anio = NEW.numero_anio"
            " AND n.consecutivo = NEW.numero_consecutivo"
            " AND n.instrumento_id = NEW.instrumento_id)",
            "El número que se reserva es de ese acuerdo."),
    Guardia("resultado_fijo", "resultado", "UPDATE",
            "OLD.cierre IS NOT NULL OR NEW.cierre IS NULL"
            " OR NEW.instrumento_id <> OLD.instrumento_id OR NEW.version_id <> OLD.version_id"
            " OR NEW.manual_id <> OLD.manual_id OR NEW.resultado <> OLD.resultado"
            " OR NEW.motivo <> OLD.motivo OR NEW.contenido_hash <> OLD.contenido_hash"
            " OR COALESCE(NEW.numero_anio, 0) <> COALESCE(OLD.numero_anio, 0)"
            " OR COALESCE(NEW.numero_consecutivo, 0) <> COALESCE(OLD.numero_consecutivo, 0)",
            "Lo que decidió una sesión no se cambia: se completa una vez."),
    Guardia("resultado_cierre_con_acto", "resultado", "UPDATE",
            "NOT EXISTS (SELECT 1 FROM acto a WHERE a.manual_id = NEW.manual_id"
            " AND a.seq = NEW.cierre AND a.instrumento_id = NEW.instrumento_id"
            " AND (a.clase = 'aprobacion' AND a.version_id = NEW.version_id"
            " OR a.clase = 'instrumento' AND a.acto IN ('soltar', 'sin-efecto')"
            f" AND {_NOMBRA.format(a='a', v='NEW.version_id')}))",
            "Lo pendiente de un acuerdo se cierra con el acto que lo completa o lo suelta."),
)  # fmt: skip

NUMERO = (
    Guardia("acuerdo_numero_no_delete", "acuerdo_numero", "DELETE", "1 = 1",
            "El número de un acuerdo no se borra."),
    no_reemplaza("acuerdo_numero", "El número de un acuerdo no se reemplaza.", "instrumento_id",
                 "institucion_id numero"),
    Guardia("acuerdo_numero_el_registrado", "acuerdo_numero", "INSERT",
            "NOT EXISTS (SELECT 1 FROM instrumento i WHERE i.id = NEW.instrumento_id"
            " AND i.manual_id = NEW.manual_id AND i.institucion_id = NEW.institucion_id"
            " AND i.numero = NEW.numero)",
            "Un acuerdo empieza con el número con que se registró."),
    Guardia("acuerdo_numero_con_errata", "acuerdo_numero", "UPDATE",
            "NEW.instrumento_id <> OLD.instrumento_id OR NEW.manual_id <> OLD.manual_id"
            " OR NEW.institucion_id <> OLD.institucion_id OR NEW.seq <= OLD.seq"
            " OR NOT EXISTS (SELECT 1 FROM acto a WHERE a.manual_id = NEW.manual_id"
            " AND a.seq = NEW.seq AND a.clase = 'instrumento' AND a.acto = 'errata'"
            " AND a.instrumento_id = NEW.instrumento_id"
            " AND a.datos LIKE '%\"numero\":\"' || NEW.numero || '\"%')",
            "El número de un acuerdo solo lo corrige una fe de erratas."),
    Guardia("acuerdo_numero_no_pisa", "acuerdo_numero", "UPDATE",
            "EXISTS (SELECT 1 FROM acuerdo_numero x WHERE x.institucion_id = NEW.institucion_id"
            " AND x.numero = NEW.numero AND x.instrumento_id <> NEW.instrumento_id)",
            "Ese número es de otro acuerdo.", solo_sqlite=True),
)  # fmt: skip

ACTO = (
    Guardia("acto_base_al_dia", "acto", "INSERT",
            "NEW.clase = 'elaboracion' AND COALESCE((SELECT v.base_id FROM version v"
            " WHERE v.id = NEW.version_id), 0) <> COALESCE((SELECT w.version_id FROM vigencia w"
            " WHERE w.cargo_id = NEW.cargo_id AND NOT w.anulada"
            " ORDER BY w.orden DESC LIMIT 1), 0)",
            "La versión aprobada del cargo es otra: el borrador debe compararse con ella."),
    Guardia("acto_de_lo_decidido", "acto", "INSERT",
            "NEW.clase = 'aprobacion' AND EXISTS (SELECT 1 FROM instrumento i"
            " WHERE i.id = NEW.instrumento_id AND i.clase = 'acuerdo')"
            " AND NOT EXISTS (SELECT 1 FROM resultado r"
            " WHERE r.instrumento_id = NEW.instrumento_id AND r.version_id = NEW.version_id"
            " AND (r.resultado = 'aprobado' OR r.resultado = 'con-cambios' AND r.cierre IS NULL"
            " AND EXISTS (SELECT 1 FROM acto d WHERE d.version_id = NEW.version_id"
            " AND d.clase = 'devolucion' AND d.instrumento_id = NEW.instrumento_id)))",
            "Un acuerdo aprueba lo que la Junta decidió aprobar, con sus cambios."),
    Guardia("acto_lo_devolvio_la_junta", "acto", "INSERT",
            "NEW.version_id IS NOT NULL AND NEW.instrumento_id IS NOT NULL"
            " AND NEW.clase NOT IN ('aprobacion', 'asiento')"
            " AND (NEW.clase <> 'devolucion' OR NOT EXISTS (SELECT 1 FROM resultado r"
            " WHERE r.instrumento_id = NEW.instrumento_id AND r.version_id = NEW.version_id"
            " AND r.resultado IN ('con-cambios', 'devuelto') AND r.cierre IS NULL))",
            "Eso no lo decidió ese acuerdo."),
    Guardia("acto_sobre_su_acuerdo", "acto", "INSERT",
            "NEW.clase = 'instrumento' AND NOT EXISTS (SELECT 1 FROM instrumento i"
            " WHERE i.id = NEW.instrumento_id AND i.manual_id = NEW.manual_id)",
            "Falta el acuerdo de que trata."),
)  # fmt: skip

INSTRUMENTO = (
    no_reemplaza("instrumento", "Un acuerdo registrado no se reemplaza.", "id",
                 "institucion_id numero registrado"),
)  # fmt: skip

DECIDIDO = (*VIGENCIA, *RESULTADO, *NUMERO, *ACTO, *INSTRUMENTO)
