"""What revision 20261122_0801 makes immutable, and what no row may take the place of.

Part of that revision, like everything it declares: a later one says its own.
"""

from __future__ import annotations

from migrations.guardias import Guardia, no_cambia, no_pisa, no_reemplaza

INMUTABLES = (
    *no_cambia("acto", "Un acto no se cambia ni se borra."),
    *no_cambia("contenido", "Un texto congelado no se cambia ni se borra."),
    *no_cambia("instrumento", "Un acuerdo registrado no se cambia ni se borra."),
    *no_cambia("numero", "Un número de versión no se cambia ni se borra."),
    *no_cambia("formato", "El formato de un manual no se cambia ni se borra."),
    *no_cambia("formato_estado", "El formato de un manual no se cambia ni se borra."),
    *no_cambia("formato_acto", "El formato de un manual no se cambia ni se borra."),
    *no_cambia("autoria", "Quien escribió en una versión es su autor para siempre."),
    no_reemplaza("acto", "Un acto no se reemplaza.", "manual_id seq", "hash", "rowid"),
    no_reemplaza("contenido", "Un texto congelado no se reemplaza.", "hash", "rowid"),
    no_reemplaza("instrumento", "Un acuerdo registrado no se reemplaza.", "id",
                 "institucion_id numero"),
    no_reemplaza("numero", "Un número de versión no se reemplaza.", "manual_id anio consecutivo",
                 "rowid"),
    no_reemplaza("formato", "El formato de un manual no se reemplaza.", "id", "hash"),
    no_reemplaza("formato_estado", "El formato de un manual no se reemplaza.",
                 "formato_id estado", "rowid"),
    no_reemplaza("formato_acto", "El formato de un manual no se reemplaza.", "formato_id acto",
                 "rowid"),
    no_reemplaza("autoria", "La autoría no se reemplaza.", "version_id persona_id", "rowid"),
    no_reemplaza("version", "Una versión no se reemplaza.", "id", "cargo_id etiqueta"),
    no_reemplaza("cargo", "Un cargo no se reemplaza.", "id", "manual_id identidad",
                 "manual_id slug"),
    no_reemplaza("manual", "Un manual no se reemplaza.", "id", "slug"),
    no_reemplaza("institucion", "Una institución no se reemplaza.", "id", "nombre"),
    no_reemplaza("persona", "Una persona no se reemplaza.", "id", "correo", "sello"),
    no_pisa("manual", "Un manual no ocupa el lugar de otro.", "slug"),
    no_pisa("institucion", "Una institución no ocupa el lugar de otra.", "nombre"),
    no_pisa("persona", "Una persona no ocupa el lugar de otra.", "correo", "sello"),
    Guardia("version_no_delete", "version", "DELETE", "1 = 1",
            "Una versión no se borra: se descarta con un acto."),
    Guardia("cargo_no_delete", "cargo", "DELETE", "1 = 1", "Un cargo no se borra: se deroga."),
    Guardia("manual_no_delete", "manual", "DELETE", "1 = 1", "Un manual no se borra."),
    Guardia("institucion_no_delete", "institucion", "DELETE", "1 = 1",
            "Una institución no se borra."),
    Guardia("persona_no_delete", "persona", "DELETE", "1 = 1",
            "Una persona no se borra: se desactiva."),
    Guardia("nombramiento_no_delete", "nombramiento", "DELETE", "1 = 1",
            "Un nombramiento no se borra: se termina."),
    Guardia("guardado_no_update", "guardado", "UPDATE", "1 = 1", "Un guardado no se cambia."),
    Guardia("cargo_fijo", "cargo", "UPDATE",
            "NEW.id <> OLD.id OR NEW.manual_id <> OLD.manual_id"
            " OR NEW.identidad <> OLD.identidad OR NEW.slug <> OLD.slug",
            "Un cargo no cambia de manual, de identidad ni de dirección."),
    Guardia("manual_fijo", "manual", "UPDATE",
            "NEW.institucion_id <> OLD.institucion_id OR NEW.formato_id <> OLD.formato_id",
            "Un manual no cambia de institución ni de formato."),
    Guardia("formato_estado_cerrado", "formato_estado", "INSERT",
            "EXISTS (SELECT 1 FROM manual m WHERE m.formato_id = NEW.formato_id)",
            "El formato que un manual usa ya no se amplía."),
    Guardia("formato_acto_cerrado", "formato_acto", "INSERT",
            "EXISTS (SELECT 1 FROM manual m WHERE m.formato_id = NEW.formato_id)",
            "El formato que un manual usa ya no se amplía."),
)  # fmt: skip
