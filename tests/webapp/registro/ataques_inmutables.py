"""Attacks on what is immutable: UPDATE, DELETE, upsert and the ways SQLite replaces a row."""

from __future__ import annotations

from tests.apoyo.ataque import POSTGRESQL, SQLITE, Ataque, asunto, instrumento

_L = (SQLITE,)

#: Of each table: the row attacked, and a column to change.
FILAS = {
    "acto": ("manual_id = :manual AND seq = 2", "motivo = 'otro'"),
    "contenido": ("hash = :h_historica", "cuerpo = 'otro'"),
    "instrumento": ("id = :i_112", "rige_desde = '2020-01-01'"),
    "numero": ("manual_id = :manual AND anio = 2020", "consecutivo = 8"),
    "formato": ("id = 1", "fuente = 'otra'"),
    "formato_estado": ("formato_id = 1 AND estado = 'revisado'", "clase = 'edicion'"),
    "formato_acto": ("formato_id = 1 AND acto = 'aprobar'", "clase = 'descarte'"),
    "autoria": ("version_id = :v_elaborada AND persona_id = :p_beto", "persona_id = :p_elena"),
    "observacion": ("id = :o_borrador", "texto = 'otro'"),
    "respuesta": ("id = :r_comentario", "clase = 'resuelta'"),
    "grupo": ("id = :g_palabra", "justificacion = 'otra'"),
    "grupo_version": ("version_id = :v_borrador", "grupo_id = 900"),
    "desestimacion": ("id = :d_espacios", "motivo = 'otro'"),
    "documento_emitido": ("hash = :h_emitido", "situacion = 'otra'"),
    "archivo": ("hash = :h_archivo", "nombre = 'otro.pdf'"),
    "entrega": ("archivo = :h_archivo AND persona_id = :p_sofia", "persona_id = :p_elena"),
    "delegacion": ("nombramiento_id = :n_delegado", "origen_id = :n_sofia"),
}
#: The key by which an upsert finds the row.
CLAVES = {
    "acto": "manual_id, seq",
    "contenido": "hash",
    "instrumento": "id",
    "numero": "manual_id, anio, consecutivo",
    "formato": "id",
    "formato_estado": "formato_id, estado",
    "formato_acto": "formato_id, acto",
    "autoria": "version_id, persona_id",
    "observacion": "id",
    "respuesta": "id",
    "grupo": "id",
    "grupo_version": "version_id",
    "desestimacion": "id",
    "documento_emitido": "hash",
    "archivo": "hash",
    "entrega": "archivo, persona_id",
    "delegacion": "nombramiento_id",
}
#: In SQLite another guardia of the same INSERT may speak first.
_ADEMAS = {
    "acto": ("acto_en_cadena",),
    "formato_estado": ("formato_estado_cerrado",),
    "formato_acto": ("formato_acto_cerrado",),
    "autoria": ("autoria_en_edicion",),
}


def _cambiar(tabla: str) -> list[Ataque]:
    fila, cambio = FILAS[tabla]
    copia = f"INTO {tabla} SELECT * FROM {tabla} WHERE {fila}"
    upsert = f"INSERT {copia} ON CONFLICT ({CLAVES[tabla]}) DO UPDATE SET {cambio}"
    sin_reemplazo = (f"{tabla}_no_replace", *_ADEMAS.get(tabla, ()))
    en_postgresql = (*_ADEMAS.get(tabla, ()), f"{tabla}_no_update")
    return [
        Ataque(f"{tabla}: UPDATE", f"{tabla}_no_update",
               f"UPDATE {tabla} SET {cambio} WHERE {fila}"),
        Ataque(f"{tabla}: UPDATE OR REPLACE", f"{tabla}_no_update",
               f"UPDATE OR REPLACE {tabla} SET {cambio} WHERE {fila}", motores=_L),
        Ataque(f"{tabla}: UPDATE OR IGNORE", f"{tabla}_no_update",
               f"UPDATE OR IGNORE {tabla} SET {cambio} WHERE {fila}", motores=_L),
        Ataque(f"{tabla}: DELETE", f"{tabla}_no_delete", f"DELETE FROM {tabla} WHERE {fila}"),
        Ataque(f"{tabla}: REPLACE INTO", sin_reemplazo, f"REPLACE {copia}", motores=_L),
        Ataque(f"{tabla}: INSERT OR REPLACE", sin_reemplazo, f"INSERT OR REPLACE {copia}",
               motores=_L),
        Ataque(f"{tabla}: upsert", sin_reemplazo, upsert, motores=_L),
        Ataque(f"{tabla}: upsert", en_postgresql, upsert, motores=(POSTGRESQL,)),
    ]  # fmt: skip


_FORMATO_LIBRE = (
    "INSERT INTO formato (id, clave, hash, fuente) VALUES (900, 'suelto', 'suelto', '')",
    "INSERT INTO formato_estado VALUES (900, 'uno', 'tramite')",
    "INSERT INTO formato_acto VALUES (900, 'uno', 'revision', 'uno', '')",
)


def _rowid(tabla: str, columnas: str, valores: str, previo: tuple[str, ...] = ()) -> Ataque:
    """A valid new row that claims the hidden rowid of an old one, and so takes its place."""
    fila, _ = FILAS[tabla]
    return Ataque(
        f"{tabla}: INSERT OR REPLACE by rowid",
        f"{tabla}_no_replace",
        f"INSERT OR REPLACE INTO {tabla} (rowid, {columnas})"
        f" SELECT (SELECT rowid FROM {tabla} WHERE {fila}), {valores}",
        previo,
        _L,
    )


_DE_ACTO = "(SELECT rowid FROM acto WHERE manual_id = :manual AND seq = 2)"
_HASH_DE_ACTO = "(SELECT hash FROM acto WHERE manual_id = :manual AND seq = 2)"

OCULTOS = [
    Ataque("contenido: INSERT OR REPLACE by id", "contenido_no_replace",
           "INSERT OR REPLACE INTO contenido (id, hash, cuerpo) SELECT id, 'nuevo', cuerpo"
           " FROM contenido WHERE hash = :h_historica", motores=_L),
    _rowid("contenido", "hash, cuerpo", "'nuevo', 'nuevo'"),
    _rowid("numero", "manual_id, anio, consecutivo, origen", ":manual, 2019, 1, 'asentado'"),
    _rowid("archivo", "hash, tipo, tamano, nombre, persona_id, momento",
           "'" + "b" * 64 + "', 'application/pdf', 1, 'x', :p_ana, '2026-11-12'"),
    _rowid("entrega", "archivo, persona_id, momento", ":h_archivo, :p_elena, '2026-11-12'"),
    _rowid("documento_emitido",
           "hash, clase, manual_id, codigo, situacion, momento",
           "'" + "d" * 64 + "', 'manual', :manual, '', '', '2026-11-12'"),
    _rowid("autoria", "version_id, persona_id", ":v_borrador, :p_elena"),
    _rowid("formato_estado", "formato_id, estado, clase", "900, 'dos', 'tramite'", _FORMATO_LIBRE),
    _rowid("formato_acto", "formato_id, acto, clase, hacia, desde",
           "900, 'dos', 'retiro', 'uno', ''",
           _FORMATO_LIBRE),
    Ataque("acto: INSERT OR REPLACE by rowid", "acto_no_replace",
           asunto(rowid=_DE_ACTO).replace("INSERT", "INSERT OR REPLACE", 1), motores=_L),
    Ataque("acto: INSERT OR REPLACE by hash", "acto_no_replace",
           asunto(hash=_HASH_DE_ACTO).replace("INSERT", "INSERT OR REPLACE", 1), motores=_L),
    Ataque("formato_estado: REPLACE of a formato in nobody's use", "formato_estado_no_replace",
           "REPLACE INTO formato_estado VALUES (900, 'uno', 'edicion')", _FORMATO_LIBRE, _L),
    Ataque("formato_acto: REPLACE of a formato in nobody's use", "formato_acto_no_replace",
           "REPLACE INTO formato_acto VALUES (900, 'uno', 'descarte', 'uno', '')",
           _FORMATO_LIBRE, _L),
    Ataque("instrumento: REPLACE by its number", "instrumento_no_replace",
           instrumento(numero="numero").replace("INSERT", "REPLACE", 1), motores=_L),
]  # fmt: skip

#: A text is read from one that stands alone, and there is no chain to follow.
_EN_CADENA = (
    "INSERT INTO contenido (id, hash, molde_id, cuerpo) SELECT {}, '{}', {}, cuerpo"
    " FROM contenido WHERE hash = :h_historica"
)
MOLDES = [
    Ataque("contenido: with a molde that has one", "contenido_molde",
           _EN_CADENA.format(902, "tercero", 901),
           (_EN_CADENA.format(901, "segundo", "id"),)),
    Ataque("contenido: with a molde that is not there", "contenido_molde",
           _EN_CADENA.format(901, "segundo", 900)),
]  # fmt: skip

#: Rows that others refer to: they may be corrected, never lost.
REFERIDOS = [
    Ataque("version: DELETE", "version_no_delete", "DELETE FROM version WHERE id = :v_aprobada"),
    Ataque("version: DELETE of a draft", "version_no_delete",
           "DELETE FROM version WHERE id = :v_borrador", ("DELETE FROM borrador",)),
    Ataque("version: REPLACE INTO", "version_no_replace",
           "REPLACE INTO version (id, manual_id, cargo_id, formato_id, tipo, estado, estado_clase,"
           " encabezado, desde) SELECT id, manual_id, cargo_id, formato_id, tipo, 'borrador',"
           " 'edicion', '{}', desde FROM version WHERE id = :v_otra", motores=_L),
    Ataque("cargo: DELETE", "cargo_no_delete", "DELETE FROM cargo WHERE id = :c_otra"),
    Ataque("manual: DELETE", "manual_no_delete", "DELETE FROM manual WHERE id = :manual"),
    Ataque("institucion: DELETE", "institucion_no_delete", "DELETE FROM institucion"),
    Ataque("persona: DELETE", "persona_no_delete", "DELETE FROM persona WHERE id = :p_ana"),
    Ataque("nombramiento: DELETE", "nombramiento_no_delete", "DELETE FROM nombramiento"),
    Ataque("cargo: REPLACE by its address", "cargo_no_replace",
           "REPLACE INTO cargo (manual_id, identidad, slug, titulo)"
           " SELECT manual_id, 'otra', slug, titulo FROM cargo WHERE id = :c_otra", motores=_L),
    Ataque("cargo: REPLACE by its identity", "cargo_no_replace",
           "REPLACE INTO cargo (manual_id, identidad, slug, titulo)"
           " SELECT manual_id, identidad, 'otra', titulo FROM cargo WHERE id = :c_otra",
           motores=_L),
    Ataque("manual: REPLACE by its address", "manual_no_replace",
           "REPLACE INTO manual (slug, nombre, institucion_id, formato_id, zona)"
           " SELECT slug, nombre, institucion_id, formato_id, zona FROM manual", motores=_L),
    Ataque("institucion: REPLACE by its name", "institucion_no_replace",
           "REPLACE INTO institucion (nombre) SELECT nombre FROM institucion", motores=_L),
    Ataque("persona: REPLACE by its address", "persona_no_replace",
           "REPLACE INTO persona (nombre, correo, contrasena, activa, sello, unidad, puesto,"
           " creada) SELECT 'Otra', correo, contrasena, activa, 'x', unidad, puesto, creada"
           " FROM persona WHERE id = :p_ana", motores=_L),
    Ataque("persona: UPDATE OR REPLACE over another", "persona_no_pisa",
           "UPDATE OR REPLACE persona SET correo = (SELECT correo FROM persona WHERE id = :p_ana)"
           " WHERE id = :p_elena", motores=_L),
    Ataque("persona: another id", "persona_no_pisa",
           "UPDATE persona SET id = 900 WHERE id = :p_beto", motores=_L),
    Ataque("manual: UPDATE OR REPLACE over another", "manual_no_pisa",
           "UPDATE OR REPLACE manual SET slug = (SELECT slug FROM manual WHERE id = :manual)"
           " WHERE id = :otro_manual", motores=_L),
    Ataque("institucion: UPDATE OR REPLACE over another", "institucion_no_pisa",
           "UPDATE OR REPLACE institucion SET nombre = 'Otra institución'"
           " WHERE nombre <> 'Otra institución'", motores=_L),
    Ataque("cargo: another manual", "cargo_fijo",
           "UPDATE cargo SET manual_id = :otro_manual WHERE id = :c_otra"),
    Ataque("cargo: another address", "cargo_fijo",
           "UPDATE cargo SET slug = 'otra' WHERE id = :c_otra"),
    Ataque("manual: another formato", "manual_fijo",
           "UPDATE manual SET formato_id = (SELECT formato_id FROM manual WHERE id = :otro_manual)"
           " WHERE id = :manual"),
    Ataque("manual: another institution", "manual_fijo",
           "UPDATE manual SET institucion_id = (SELECT institucion_id FROM manual"
           " WHERE id = :otro_manual) WHERE id = :manual"),
    Ataque("formato: a shortcut acto for a manual in use", "formato_acto_cerrado",
           "INSERT INTO formato_acto VALUES (1, 'atajo', 'descarte', 'revisado', '|borrador|')"),
    Ataque("formato: an estado more for a manual in use", "formato_estado_cerrado",
           "INSERT INTO formato_estado VALUES (1, 'atajo', 'aprobada')"),
    Ataque("guardado: UPDATE", "guardado_no_update", "UPDATE guardado SET despues = 'otro'"),
]  # fmt: skip

INMUTABLES = [a for tabla in FILAS for a in _cambiar(tabla)] + OCULTOS + MOLDES + REFERIDOS
