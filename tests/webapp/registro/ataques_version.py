"""Attacks on versions, drafts, acuerdos and numbers (rules 2, 5, 6 and 7)."""

from __future__ import annotations

from tests.apoyo.ataque import (
    REGISTRADO,
    SQLITE,
    Ataque,
    acto,
    instrumento,
    mover,
    resultado,
)

_L = (SQLITE,)
_SIN_BORRADOR = "DELETE FROM borrador WHERE version_id = :v_borrador"
#: An acuerdo 900 that approves the reviewed version, and the acto that does it.
_APROBAR = (
    *REGISTRADO,
    resultado("revisada", "aprobado"),
    acto("revisada", "aprobar", "sofia", instrumento_id="900"),
)
_ELABORAR = acto("borrador", "elaborar", "ana", contenido_hash=":h_otra")


def nueva(de: str, **cambia: str) -> str:
    """An INSERT of a version on the cargo of another, in edition but for ``cambia`` (SQL)."""
    columnas = {
        "manual_id": "manual_id",
        "cargo_id": "cargo_id",
        "formato_id": "formato_id",
        "tipo": "tipo",
        "estado": "'borrador'",
        "estado_clase": "'edicion'",
        "encabezado": "'{}'",
        "desde": "desde",
    } | cambia
    return (
        f"INSERT INTO version ({', '.join(columnas)}) SELECT {', '.join(columnas.values())}"
        f" FROM version WHERE id = :v_{de}"
    )


def aprobar(**cambia: str) -> str:
    """The UPDATE that approves the reviewed version by its acto, but for ``cambia`` (SQL)."""
    columnas = {
        "orden": "ULTIMO",
        "instrumento_id": "900",
        "rige_desde": "'2026-11-20'",
        "etiqueta": "'77-2026'",
    } | cambia
    return mover("revisada", "aprobado", "aprobada", **columnas)


def _poner(version: str, cambio: str) -> str:
    return f"UPDATE version SET {cambio} WHERE id = :v_{version}"


NACER = [
    Ataque("version: a second open one of a cargo", "version_una_abierta", nueva("borrador")),
    Ataque("version: a second one while the first is being signed", "version_una_abierta",
           nueva("elaborada")),
    Ataque("version: a second one by INSERT OR REPLACE", "version_una_abierta",
           nueva("borrador").replace("INSERT", "INSERT OR REPLACE", 1), motores=_L),
    Ataque("version: born approved", "version_nace_en_edicion",
           nueva("otra", estado="'aprobado'", estado_clase="'aprobada'", orden="1",
                 contenido_hash="contenido_hash", ids="ids", instrumento_id=":i_113",
                 rige_desde="'2026-11-20'", etiqueta="'77-2026'", ultimo_seq="1")),
    Ataque("version: born elaborado", "version_nace_en_edicion",
           nueva("otra", estado="'elaborado'", estado_clase="'tramite'", ids="ids",
                 contenido_hash="contenido_hash")),
    Ataque("version: born with somebody else's acto", "version_nace_en_edicion",
           nueva("otra", ultimo_seq="1")),
    Ataque("version: an elaborado that says it is in edition", "version_estado_de_su_formato",
           nueva("otra", estado="'elaborado'"), motores=_L),
    Ataque("version: in the manual of others", "version_de_su_manual",
           nueva("otra", manual_id=":otro_manual", formato_id="(SELECT m.formato_id FROM manual m"
                 " WHERE m.id = :otro_manual)")),
    Ataque("version: with the formato of others", "version_de_su_manual",
           nueva("otra", formato_id="(SELECT m.formato_id FROM manual m"
                 " WHERE m.id = :otro_manual)")),
]  # fmt: skip

TEXTO = [
    Ataque("approved: UPDATE of its text", ("version_terminada", "version_aprobada_por"),
           _poner("aprobada", "contenido_hash = :h_otra")),
    Ataque("approved: UPDATE of its date", "version_terminada",
           _poner("aprobada", "rige_desde = '2020-01-01'")),
    Ataque("approved: UPDATE OR REPLACE of its number", "version_terminada",
           "UPDATE OR REPLACE version SET etiqueta = '78-2026' WHERE id = :v_aprobada",
           motores=_L),
    Ataque("approved: UPDATE OR IGNORE", "version_terminada",
           "UPDATE OR IGNORE version SET ids = '[]' WHERE id = :v_aprobada", motores=_L),
    Ataque("discarded: UPDATE", "version_terminada", _poner("descartada", "encabezado = '{}'")),
    Ataque("version: moved to another cargo", "version_fija",
           _poner("borrador", "cargo_id = :c_otra")),
    Ataque("version: a text that becomes an abolition", "version_fija",
           _poner("revisada", "tipo = 'derogacion'")),
    Ataque("elaborado: another text", "version_congelada",
           _poner("elaborada", "contenido_hash = :h_otra")),
    Ataque("elaborado: another header", "version_congelada",
           _poner("elaborada", "encabezado = '{}'")),
    Ataque("revisado: other ids", "version_congelada", _poner("revisada", "ids = '[]'")),
    Ataque("revisado: another base", "version_congelada", _poner("revisada", "base_id = NULL")),
    Ataque("revisado: another text in the stroke that approves", "version_congelada",
           aprobar(ids="'[]'"), _APROBAR),
    Ataque("elaborar: another text than the signed one", "version_texto_del_acto",
           mover("borrador", "elaborado", "tramite", contenido_hash=":h_historica", ids="'[]'"),
           (_SIN_BORRADOR, _ELABORAR)),
    Ataque("elaborar: a text that was not kept", "version_con_su_texto",
           mover("borrador", "elaborado", "tramite", contenido_hash="'ninguno'", ids="'[]'"),
           (_SIN_BORRADOR,
            acto("borrador", "elaborar", "ana", contenido_hash="'ninguno'")), _L),
    Ataque("elaborar: the draft stays over the signed text", "version_sin_borrador",
           mover("borrador", "elaborado", "tramite", contenido_hash=":h_otra", ids="'[]'"),
           (_ELABORAR,)),
]  # fmt: skip

ESTADO = [
    Ataque("estado: back to elaborado without an acto", "version_estado_con_acto",
           _poner("revisada", "estado = 'elaborado'")),
    Ataque("estado: back to borrador without an acto", "version_estado_con_acto",
           _poner("elaborada", "estado = 'borrador', estado_clase = 'edicion',"
                  " contenido_hash = NULL, ids = NULL")),
    Ataque("estado: by an old acto", ("version_estado_con_acto", "version_ultimo_acto"),
           _poner("reelaborada", "estado = 'revisado', ultimo_seq = :acto_viejo")),
    Ataque("estado: by the acto of another version",
           ("version_estado_con_acto", "version_ultimo_acto"),
           _poner("elaborada", "estado = 'revisado', ultimo_seq = (SELECT r.ultimo_seq"
                  " FROM version r WHERE r.id = :v_revisada)")),
    Ataque("estado: forgets its last acto, to reuse an old one", "version_ultimo_acto",
           _poner("reelaborada", "ultimo_seq = NULL")),
    Ataque("estado: goes back to an old acto", "version_ultimo_acto",
           _poner("reelaborada", "ultimo_seq = :acto_viejo")),
    Ataque("estado: thawed by its clase alone",
           ("version_sigue_en_su_formato", "version_estado_con_acto"),
           _poner("elaborada", "estado_clase = 'edicion', contenido_hash = NULL, ids = NULL"),
           motores=_L),
    Ataque("estado: closed by its clase alone", "version_sigue_en_su_formato",
           mover("elaborada", "borrador", "cerrada"), (acto("elaborada", "retirar", "beto"),), _L),
]  # fmt: skip

APROBAR = [
    Ataque("aprobar: in another acuerdo than its acto", "version_aprobada_por",
           aprobar(instrumento_id=":i_112"), _APROBAR),
    Ataque("aprobar: in another order than its acto", "version_aprobada_por",
           aprobar(orden="1"), _APROBAR),
    Ataque("aprobar: with the number of another acuerdo", "version_numero_de_su_acuerdo",
           aprobar(numero_anio="2026", numero_consecutivo="1"), _APROBAR),
    Ataque("aprobar: with a number that came with history", "version_numero_de_su_acuerdo",
           aprobar(numero_anio="2020", numero_consecutivo="9"), _APROBAR),
    Ataque("aprobar: with a number that was not issued", "version_numero_de_su_acuerdo",
           aprobar(numero_anio="2026", numero_consecutivo="99"), _APROBAR),
    Ataque("aprobar: with a number of no year", "version_numero_de_su_acuerdo",
           aprobar(numero_consecutivo="99"), _APROBAR),
    Ataque("aprobar: in the place of the version that had the number", "version_etiqueta_unica",
           aprobar(etiqueta="'09-2020'").replace("UPDATE", "UPDATE OR REPLACE", 1),
           _APROBAR, _L),
]  # fmt: skip

_EMITIDO = "INSERT INTO numero (manual_id, anio, consecutivo, origen, instrumento_id) VALUES "
_BORRADOR = (
    "INSERT INTO borrador (version_id, serie, texto, ids, persona_id, momento)"
    " SELECT :v_{}, 1, '{{}}', '[]', :p_ana, momento FROM acto WHERE manual_id = :manual"
    " AND seq = 1"
)
_GUARDADO = (
    "INSERT INTO guardado (version_id, serie, persona_id, momento, pieza)"
    " SELECT :v_{}, 9, :p_{}, momento, 'x' FROM acto WHERE manual_id = :manual AND seq = 1"
)

OTROS = [
    Ataque("numero: issued twice", ("numero_sin_huecos", "numero_no_replace"),
           _EMITIDO + "(:manual, 2026, 1, 'emitido', :i_113)"),
    Ataque("numero: leaves a gap", "numero_sin_huecos",
           _EMITIDO + "(:manual, 2026, 4, 'emitido', :i_113)"),
    Ataque("numero: jumps within one statement", "numero_sin_huecos",
           _EMITIDO + "(:manual, 2026, 3, 'emitido', :i_113), (:manual, 2026, 5, 'emitido',"
           " :i_113)"),
    Ataque("numero: asentado after the ones issued, to jump", "numero_asentado_antes",
           _EMITIDO + "(:manual, 2026, 50, 'asentado', NULL)"),
    Ataque("numero: issued for no acuerdo", "numero_de_su_acuerdo",
           _EMITIDO + "(:manual, 2026, 3, 'emitido', NULL)"),
    Ataque("numero: issued in another year than its acuerdo's", "numero_de_su_acuerdo",
           _EMITIDO + "(:manual, 2027, 1, 'emitido', :i_113)"),
    Ataque("acuerdo: of another institution, to repeat its number",
           "instrumento_de_su_institucion",
           instrumento(institucion_id="(SELECT m.institucion_id FROM manual m"
                       " WHERE m.id = :otro_manual)")),
    Ataque("borrador: written for an elaborado", "borrador_en_edicion",
           _BORRADOR.format("elaborada")),
    Ataque("borrador: written for an approved one", "borrador_en_edicion",
           _BORRADOR.format("aprobada")),
    Ataque("borrador: moved to a frozen version", "borrador_sigue_en_edicion",
           "UPDATE borrador SET version_id = :v_elaborada WHERE version_id = :v_borrador"),
    Ataque("borrador: written by who is not its author", "borrador_de_un_autor",
           "UPDATE borrador SET texto = '{}', persona_id = :p_rafael"
           " WHERE version_id = :v_borrador"),
    Ataque("guardado: by who is not an author", "guardado_de_un_autor",
           _GUARDADO.format("borrador", "rafael")),
    Ataque("guardado: on a frozen version", "guardado_de_un_autor",
           _GUARDADO.format("elaborada", "beto")),
    Ataque("autoria: of who reviewed it, afterwards", "autoria_en_edicion",
           "INSERT INTO autoria VALUES (:v_revisada, :p_rafael)"),
]  # fmt: skip

VERSIONES = NACER + TEXTO + ESTADO + APROBAR + OTROS
