"""Attacks on what a session decided, on from when it counts, and on the number of an acuerdo."""

from __future__ import annotations

from tests.apoyo.ataque import (
    REGISTRADO,
    SQLITE,
    Ataque,
    acto,
    instrumento,
    resultado,
    sobre,
)

_L = (SQLITE,)
_ULTIMO = "(SELECT MAX(a.seq) FROM acto a WHERE a.manual_id = :manual)"
_UNA_VIGENCIA = "version_id = :v_aprobada"
_UN_RESULTADO = "instrumento_id = :i_112 AND version_id = :v_aprobada"
_UN_NUMERO = "instrumento_id = :i_112"

#: An acuerdo 900 that approved with changes what was reviewed.
_PENDIENTE = (*REGISTRADO, resultado("revisada", "con-cambios"))


def _vigencia(cambio: str) -> str:
    return f"UPDATE vigencia SET {cambio} WHERE {_UNA_VIGENCIA}"


def _rige(dia: str, acuerdo: str = ":i_112", quien: str = "rige") -> str:
    return sobre(
        acuerdo, f"'{quien}'", f'{{"cambios":{{"rige_desde":"{dia}"}}}}'.replace(":", "\\:")
    )


def _nombra(acto: str, version: str, acuerdo: str = ":i_112", letra: str = "e") -> str:
    """An acto on an acuerdo that names a version."""
    orden = sobre(acuerdo, f"'{acto}'", "@", letra)
    return orden.replace("'@'", f"'{{\"versiones\"\\:[' || {version} || ']}}'")


def _sin_efecto(version: str) -> str:
    return _nombra("sin-efecto", version)


_RIGE = _rige("2026-12-24")
_ANULA = _sin_efecto(":v_aprobada")

VIGENCIA = [
    Ataque("vigencia: DELETE", "vigencia_no_delete", f"DELETE FROM vigencia WHERE {_UNA_VIGENCIA}"),
    Ataque("vigencia: REPLACE", ("vigencia_no_replace", "vigencia_de_lo_aprobado"),
           f"REPLACE INTO vigencia SELECT * FROM vigencia WHERE {_UNA_VIGENCIA}", motores=_L),
    Ataque("vigencia: INSERT OR REPLACE of what it says", "vigencia_no_replace",
           f"INSERT OR REPLACE INTO vigencia SELECT * FROM vigencia WHERE {_UNA_VIGENCIA}",
           motores=_L),
    Ataque("vigencia: of what is not approved", "vigencia_de_lo_aprobado",
           "INSERT INTO vigencia SELECT id, manual_id, cargo_id, '2026-11-12', 5, 1 = 0, 5"
           " FROM version WHERE id = :v_revisada"),
    Ataque("vigencia: without an acto", "vigencia_con_acto", _vigencia("desde = '2020-01-01'")),
    Ataque("vigencia: annulled without an acto", "vigencia_con_acto",
           _vigencia("anulada = (1 = 1)")),
    Ataque("vigencia: with the acto that approved it", "vigencia_con_acto",
           _vigencia("desde = '2020-01-01', seq = orden")),
    Ataque("vigencia: another day than its acto says", "vigencia_con_acto",
           _vigencia(f"desde = '2026-12-25', seq = {_ULTIMO}"), (_RIGE,)),
    Ataque("vigencia: with the acto of another acuerdo", "vigencia_con_acto",
           _vigencia(f"desde = '2026-12-24', seq = {_ULTIMO}"), (_rige("2026-12-24", ":i_113"),)),
    Ataque("vigencia: with an acto that changes no day", "vigencia_con_acto",
           _vigencia(f"desde = '2026-12-24', seq = {_ULTIMO}"),
           (_rige("2026-12-24", quien="firmeza"),)),
    Ataque("vigencia: annulled by the acto that changes the day", "vigencia_con_acto",
           _vigencia(f"desde = '2026-12-24', anulada = (1 = 1), seq = {_ULTIMO}"), (_RIGE,)),
    Ataque("vigencia: annulled by an acto on another version", "vigencia_con_acto",
           _vigencia(f"anulada = (1 = 1), seq = {_ULTIMO}"), (_sin_efecto(":v_otra"),)),
    Ataque("vigencia: another day in the stroke that annuls it", "vigencia_con_acto",
           _vigencia(f"anulada = (1 = 1), desde = '2020-01-01', seq = {_ULTIMO}"), (_ANULA,)),
    Ataque("vigencia: another order", "vigencia_fija",
           _vigencia(f"orden = 1, desde = '2026-12-24', seq = {_ULTIMO}"), (_RIGE,)),
    Ataque("vigencia: back from annulment", "vigencia_fija",
           _vigencia(f"anulada = (1 = 0), desde = '2026-12-24', seq = {_ULTIMO}"),
           (_ANULA, _vigencia(f"anulada = (1 = 1), seq = {_ULTIMO}"),
            _rige("2026-12-24").replace("e" * 64, "f" * 64))),
]  # fmt: skip

RESULTADO = [
    Ataque("resultado: DELETE", "resultado_no_delete",
           f"DELETE FROM resultado WHERE {_UN_RESULTADO}"),
    Ataque("resultado: other words of the board", "resultado_fijo",
           f"UPDATE resultado SET motivo = 'otro', cierre = {_ULTIMO} WHERE instrumento_id = 900",
           (*_PENDIENTE, _nombra("soltar", ":v_revisada", "900", "f"))),
    Ataque("resultado: closed without an acto", "resultado_cierre_con_acto",
           "UPDATE resultado SET cierre = 1 WHERE instrumento_id = 900", _PENDIENTE),
    Ataque("resultado: let go by an acto on another version", "resultado_cierre_con_acto",
           f"UPDATE resultado SET cierre = {_ULTIMO} WHERE instrumento_id = 900",
           (*_PENDIENTE,
            sobre("900", "'soltar'", '{"versiones"\\:[0]}', "f"))),
    Ataque("resultado: closed by the discarding of another version", "resultado_cierre_con_acto",
           f"UPDATE resultado SET cierre = {_ULTIMO} WHERE instrumento_id = 900",
           (*_PENDIENTE, acto("borrador", "descartar", "ana", hash="'" + "f" * 64 + "'"))),
    Ataque("resultado: REPLACE", ("resultado_no_replace", "resultado_con_su_acuerdo"),
           f"REPLACE INTO resultado SELECT * FROM resultado WHERE {_UN_RESULTADO}", motores=_L),
    Ataque("resultado: REPLACE in the stroke that records it", "resultado_no_replace",
           resultado("elaborada", "devuelto", "900").replace("INSERT", "REPLACE", 1),
           (*REGISTRADO, resultado("elaborada", "pospuesto")), _L),
    Ataque("resultado: INSERT OR REPLACE by rowid", "resultado_no_replace",
           resultado("elaborada", "devuelto", rowid="(SELECT r.rowid FROM resultado r"
                     " WHERE r.instrumento_id = :i_112)").replace("INSERT", "INSERT OR REPLACE", 1),
           REGISTRADO, _L),
    Ataque("resultado: added to an acuerdo afterwards", "resultado_con_su_acuerdo",
           resultado("revisada", "aprobado", ":i_113")),
    Ataque("resultado: added after another acto on it", "resultado_con_su_acuerdo",
           resultado("revisada", "aprobado"),
           (*REGISTRADO, sobre("900", "'firmeza'", letra="f"))),
    Ataque("resultado: on another text than the one seen", "resultado_con_su_acuerdo",
           resultado("revisada", "aprobado", contenido_hash=":h_historica"), REGISTRADO),
    Ataque("resultado: on a draft", "resultado_con_su_acuerdo",
           resultado("borrador", "aprobado"), REGISTRADO),
    Ataque("resultado: already closed", "resultado_con_su_acuerdo",
           resultado("revisada", "con-cambios", cierre="1"), REGISTRADO),
    Ataque("resultado: of what awaits completion in another acuerdo", "resultado_uno_pendiente",
           resultado("revisada", "aprobado", "901"),
           (*_PENDIENTE, instrumento(id="901", numero="'AJD-2026-901'"),
            sobre("901", letra="f"))),
    Ataque("resultado: reserves the number of another acuerdo", "resultado_numero_de_su_acuerdo",
           resultado("revisada", "con-cambios", numero_anio="2026", numero_consecutivo="1"),
           REGISTRADO),
]  # fmt: skip

NUMERO = [
    Ataque("acuerdo_numero: DELETE", "acuerdo_numero_no_delete",
           f"DELETE FROM acuerdo_numero WHERE {_UN_NUMERO}"),
    Ataque("acuerdo_numero: REPLACE", "acuerdo_numero_no_replace",
           f"REPLACE INTO acuerdo_numero SELECT * FROM acuerdo_numero WHERE {_UN_NUMERO}",
           motores=_L),
    Ataque("acuerdo_numero: another than the one recorded", "acuerdo_numero_el_registrado",
           "INSERT INTO acuerdo_numero SELECT 900, institucion_id, manual_id, 'AJD-2026-901', 1"
           " FROM instrumento WHERE id = 900", (instrumento(),)),
    Ataque("acuerdo_numero: corrected without an acto", "acuerdo_numero_con_errata",
           f"UPDATE acuerdo_numero SET numero = 'AJD-2026-9' WHERE {_UN_NUMERO}"),
    Ataque("acuerdo_numero: another than the fe de erratas says", "acuerdo_numero_con_errata",
           f"UPDATE acuerdo_numero SET numero = 'AJD-2026-9', seq = {_ULTIMO} WHERE {_UN_NUMERO}",
           (sobre(":i_112", "'errata'", '{"cambios"\\:{"numero"\\:"AJD-2026-8"}}'),)),
    Ataque("acuerdo_numero: with the fe de erratas of another", "acuerdo_numero_con_errata",
           f"UPDATE acuerdo_numero SET numero = 'AJD-2026-8', seq = {_ULTIMO} WHERE {_UN_NUMERO}",
           (sobre(":i_113", "'errata'", '{"cambios"\\:{"numero"\\:"AJD-2026-8"}}'),)),
    Ataque("acuerdo_numero: UPDATE OR REPLACE over another", "acuerdo_numero_no_pisa",
           "UPDATE OR REPLACE acuerdo_numero SET numero = 'AJD-2026-113',"
           f" seq = {_ULTIMO} WHERE {_UN_NUMERO}",
           (sobre(":i_112", "'errata'", '{"cambios"\\:{"numero"\\:"AJD-2026-113"}}'),), _L),
]  # fmt: skip

_DEVUELTA = acto("revisada", "devolver-revisado", "sofia", instrumento_id="900",
                 hash="'" + "1" * 64 + "'")  # fmt: skip

ACTO = [
    Ataque("aprobar: what the acuerdo postponed", "acto_de_lo_decidido",
           acto("revisada", "aprobar", "sofia", instrumento_id="900"),
           (*REGISTRADO, resultado("revisada", "pospuesto"))),
    Ataque("aprobar: what the acuerdo did not see", "acto_de_lo_decidido",
           acto("revisada", "aprobar", "sofia", instrumento_id="900"), REGISTRADO),
    Ataque("aprobar: with changes, without the changes", "acto_de_lo_decidido",
           acto("revisada", "aprobar", "sofia", instrumento_id="900"), _PENDIENTE),
    Ataque("devolver: in the name of a board that approved it", "acto_lo_devolvio_la_junta",
           _DEVUELTA, (*REGISTRADO, resultado("revisada", "aprobado"))),
    Ataque("revisar: in the name of the board", "acto_lo_devolvio_la_junta",
           acto("elaborada", "revisar", "rafael", instrumento_id=":i_113")),
    Ataque("acto: about no acuerdo", "acto_sobre_su_acuerdo", sobre("NULL", "'firmeza'")),
    Ataque("acto: about an acuerdo of another manual", "acto_sobre_su_acuerdo",
           sobre("900", "'firmeza'"),
           (instrumento(manual_id=":otro_manual", numero="'X'", institucion_id="(SELECT"
                        " m.institucion_id FROM manual m WHERE m.id = :otro_manual)"),)),
]  # fmt: skip

ACUERDOS = VIGENCIA + RESULTADO + NUMERO + ACTO
