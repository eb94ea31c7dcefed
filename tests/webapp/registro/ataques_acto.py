"""Attacks on the chain of actos and on what a signature may say (rules 1 to 3)."""

from __future__ import annotations

from tests.apoyo.ataque import Ataque, acto, asunto, instrumento, mover

_AJENO = "(SELECT hash FROM contenido WHERE hash <> v.contenido_hash LIMIT 1)"
_SIN_BORRADOR = "DELETE FROM borrador WHERE version_id = :v_borrador"

CADENA = [
    Ataque("acto: leaves a gap", "acto_en_cadena", asunto(seq="u.seq + 2")),
    Ataque("acto: before the first", "acto_en_cadena", asunto(seq="0")),
    Ataque("acto: in the past", ("acto_en_cadena", "acto_no_replace"), asunto(seq="3")),
    Ataque("acto: does not follow the last one", "acto_en_cadena",
           asunto(anterior="'" + "0" * 64 + "'")),
    Ataque("acto: follows the one before the last", "acto_en_cadena",
           asunto(anterior="u.anterior")),
    Ataque("acto: after one that the version does not reflect yet", "acto_tras_el_ultimo",
           acto("elaborada", "devolver", "rafael", hash="'" + "d" * 64 + "'"),
           (acto("elaborada", "revisar", "rafael"),)),
    Ataque("acto: in another's name", "acto_de_alguien", asunto(persona="'Otra Persona'")),
    Ataque("acto: from another unit", "acto_de_alguien", asunto(unidad="'Otra unidad'")),
    Ataque("acto: by nobody", "acto_de_alguien", asunto(persona_id="-1")),
]  # fmt: skip

FORMATO = [
    Ataque("acto: a review that says it is a return", "acto_de_su_formato",
           acto("elaborada", "revisar", "beto", clase="'devolucion'")),
    Ataque("acto: an approval that says it is a discard",
           ("acto_de_su_formato", "acto_lo_devolvio_la_junta"),
           acto("revisada", "aprobar", "beto", clase="'descarte'", instrumento_id=":i_113")),
    Ataque("acto: unknown to the formato", "acto_de_su_formato",
           acto("elaborada", "revisar", "rafael", acto="'bendecir'")),
    Ataque("acto: arrives where it does not lead", "acto_de_su_formato",
           acto("elaborada", "revisar", "rafael", estado_hacia="'aprobado'")),
    Ataque("acto: starts where the version is not", "acto_de_su_formato",
           acto("elaborada", "elaborar", "beto", estado_desde="'borrador'")),
    Ataque("acto: an approval of what nobody reviewed",
           ("acto_de_su_formato", "acto_de_lo_decidido"),
           acto("elaborada", "aprobar", "sofia", instrumento_id=":i_113")),
    Ataque("acto: of another cargo", ("acto_de_su_formato", "acto_base_al_dia"),
           acto("elaborada", "revisar", "rafael", cargo_id=":c_revisada")),
    Ataque("acto: a signature on no version", "acto_de_su_formato",
           asunto(clase="'elaboracion'", acto="'elaborar'")),
    Ataque("acto: on a version, but as if about a person", "acto_de_su_formato",
           acto("elaborada", "revisar", "beto", clase="'persona'", acto="'nombrar'")),
    Ataque("acto: opens a version again", "acto_nace_una_vez",
           acto("borrador", "abrir", "ana", estado_desde="NULL")),
    Ataque("acto: asienta a version that was opened", "acto_nace_una_vez",
           acto("descartada", "asentar", "sofia", instrumento_id=":i_113", estado_desde="NULL")),
    Ataque("acto: asienta on a cargo that has versions", "acto_asiento_primero",
           acto("nueva", "asentar", "sofia", instrumento_id=":i_113", estado_desde="NULL")
           .replace(":v_nueva", "900"),
           ("INSERT INTO version (id, manual_id, cargo_id, formato_id, tipo, estado, estado_clase,"
            " encabezado, desde) SELECT 900, manual_id, cargo_id, formato_id, tipo, 'borrador',"
            " 'edicion', '{}', desde FROM version WHERE id = :v_otra",)),
]  # fmt: skip

FIRMAS = [
    Ataque("revisar: another text", "acto_lo_visto",
           acto("elaborada", "revisar", "rafael", contenido_hash=_AJENO)),
    Ataque("revisar: no text", "acto_lo_visto",
           acto("elaborada", "revisar", "rafael", contenido_hash="NULL")),
    Ataque("devolver: another text", "acto_lo_visto",
           acto("elaborada", "devolver", "rafael", contenido_hash=_AJENO)),
    Ataque("retirar: another text", "acto_lo_visto",
           acto("elaborada", "retirar", "beto", contenido_hash=_AJENO)),
    Ataque("aprobar: another text",
           ("acto_lo_visto", "acto_aprueba_lo_elaborado", "acto_de_lo_decidido"),
           acto("revisada", "aprobar", "sofia", contenido_hash=_AJENO, instrumento_id=":i_113")),
    Ataque("elaborar: hides the text it started from", "acto_con_base",
           acto("borrador", "elaborar", "ana", contenido_hash=":h_historica", base_hash="NULL")),
    Ataque("revisar: another starting text", "acto_con_base",
           acto("elaborada", "revisar", "rafael", base_hash=":h_otra")),
    Ataque("elaborar: over a base that is no longer the last", "acto_base_al_dia",
           acto("borrador", "elaborar", "ana", contenido_hash=":h_otra"),
           ("UPDATE version SET base_id = :v_historica WHERE id = :v_borrador",)),
    Ataque("elaborar: as if there were no base", "acto_base_al_dia",
           acto("borrador", "elaborar", "ana", contenido_hash=":h_otra"),
           ("UPDATE version SET base_id = NULL WHERE id = :v_borrador",)),
    Ataque("nombrar: dated before the acto it follows", "acto_no_antes",
           asunto(momento="'2020-01-01T00:00:00.000000Z'")),
    Ataque("revisar: dated before the elaborado it follows", "acto_no_antes",
           acto("elaborada", "revisar", "rafael", momento="'2020-01-01T00:00:00.000000Z'")),
    Ataque("revisar: who wrote it", "acto_cuatro_ojos", acto("elaborada", "revisar", "beto")),
    Ataque("aprobar: who wrote it", ("acto_cuatro_ojos", "acto_de_lo_decidido"),
           acto("revisada", "aprobar", "beto", instrumento_id=":i_113")),
    Ataque("revisar: who signed elaborado without having written", "acto_cuatro_ojos",
           acto("borrador", "revisar", "elena"),
           (_SIN_BORRADOR,
            acto("borrador", "elaborar", "elena", contenido_hash=":h_otra"),
            mover("borrador", "elaborado", "tramite", contenido_hash=":h_otra", ids="'[]'"))),
    Ataque("aprobar: without an acuerdo", "acto_con_instrumento",
           acto("revisada", "aprobar", "sofia")),
    Ataque("aprobar: with an acuerdo that does not exist", "acto_con_instrumento",
           acto("revisada", "aprobar", "sofia", instrumento_id="9000")),
]  # fmt: skip

#: A formato of the attacker's own, in a manual of its own, that walks around elaborar.
_COLADO = (
    "INSERT INTO formato (id, clave, hash, fuente) VALUES (900, 'colado', 'colado', '')",
    "INSERT INTO formato_estado VALUES (900, 'borrador', 'edicion'), (900, 'revisado', 'tramite'),"
    " (900, 'aprobado', 'aprobada')",
    "INSERT INTO formato_acto VALUES (900, 'abrir', 'apertura', 'borrador', ''),"
    " (900, 'colar', 'descarte', 'revisado', '|borrador|'),"
    " (900, 'aprobar', 'aprobacion', 'aprobado', '|revisado|')",
    "INSERT INTO manual (id, slug, nombre, institucion_id, formato_id, zona)"
    " SELECT 900, 'colado', 'Colado', institucion_id, 900, zona FROM manual WHERE id = :manual",
    "INSERT INTO cargo (id, manual_id, identidad, slug, titulo) VALUES (900, 900, 'x', 'x', 'x')",
    "INSERT INTO version (id, manual_id, cargo_id, formato_id, tipo, estado, estado_clase,"
    " encabezado, desde) SELECT 900, 900, 900, 900, tipo, 'borrador', 'edicion', '{}', desde"
    " FROM version WHERE id = :v_borrador",
    instrumento(manual_id="900", clase="'firma'", numero="NULL"),
    asunto(manual_id="900", seq="1", anterior="'" + "0" * 64 + "'", hash="'" + "b" * 64 + "'"),
    acto("x", "colar", "ana", contenido_hash=":h_otra").replace(":v_x", "900"),
    mover("x", "revisado", "tramite", contenido_hash=":h_otra", ids="'[]'").replace(":v_x", "900"),
)

COLADOS = [
    Ataque("aprobar: what nobody signed as elaborado", "acto_aprueba_lo_elaborado",
           acto("x", "aprobar", "sofia", instrumento_id="900", hash="'" + "c" * 64 + "'")
           .replace(":v_x", "900"), _COLADO),
]  # fmt: skip

ACTOS = CADENA + FORMATO + FIRMAS + COLADOS
