"""Attacks on agenda items: what closed changes, a version in two of them, a packet rewritten."""

from __future__ import annotations

from tests.apoyo.ataque import SQLITE, Ataque

_COPIA = (
    "INSERT INTO punto (id, manual_id, clase, sesion, articulo, fase, serie, instrumento_id,"
    " persona_id, momento) SELECT 900, {manual}, '', '', '', '{estado}', 1, {acuerdo}, persona_id,"
    " momento FROM punto WHERE id = :punto"
)
_OTRO = _COPIA.format(manual="manual_id", estado="preparacion", acuerdo="NULL")
_SUELTA = "DELETE FROM punto_version WHERE punto_id = :punto"
_REGISTRA = "UPDATE punto SET fase = 'registrado', instrumento_id = :i_113 WHERE id = {}"
_EXPEDIENTE = (
    "INSERT INTO expediente (id, punto_id, numero, hash, manifiesto, pdf, docx, persona_id,"
    " momento) SELECT {id}, {punto}, {numero}, hash, '{{}}', pdf, docx, persona_id, momento"
    " FROM expediente"
)

PUNTOS = [
    Ataque("punto: born recorded", "punto_nace_en_preparacion",
           _COPIA.format(manual="manual_id", estado="registrado", acuerdo=":i_113")),
    Ataque("punto: one already discarded comes back", "punto_cerrado",
           "UPDATE punto SET fase = 'preparacion' WHERE id = :punto_descartado"),
    Ataque("punto: DELETE", "punto_no_delete", "DELETE FROM punto WHERE id = :punto_descartado"),
    Ataque("punto: moved to another manual", "punto_es_de_su_manual",
           "UPDATE punto SET manual_id = :otro_manual WHERE id = 900", (_OTRO,)),
    Ataque("punto: another id", ("punto_es_de_su_manual", "punto_no_pisa"),
           "UPDATE punto SET id = 901 WHERE id = 900", (_OTRO,)),
    Ataque("punto: an acuerdo of another manual", "punto_es_de_su_manual", _REGISTRA.format(900),
           (_COPIA.format(manual=":otro_manual", estado="preparacion", acuerdo="NULL"),)),
    Ataque("punto: closed with cargos in it", "punto_cierra_vacio",
           "UPDATE punto SET fase = 'descartado' WHERE id = :punto"),
    Ataque("punto: REPLACE", "punto_no_replace",
           "INSERT OR REPLACE" + _OTRO.replace("900", ":punto_descartado")[6:], (), (SQLITE,)),
    Ataque("punto: takes the acuerdo of another", "punto_no_pisa",
           "UPDATE OR REPLACE punto SET fase = 'registrado', instrumento_id = :i_113"
           " WHERE id = :punto", (_SUELTA, _OTRO, _REGISTRA.format(900)), (SQLITE,)),
    Ataque("punto_version: a draft", "punto_version_revisada",
           "INSERT INTO punto_version (version_id, punto_id, orden)"
           " VALUES (:v_borrador, :punto, 5)"),
    Ataque("punto_version: in a point that closed", "punto_version_revisada",
           "INSERT INTO punto_version (version_id, punto_id, orden)"
           " VALUES (:v_elaborada, :punto_descartado, 5)"),
    Ataque("punto_version: of another manual", "punto_version_revisada",
           "INSERT INTO punto_version (version_id, punto_id, orden) VALUES (:v_elaborada, 900, 5)",
           (_COPIA.format(manual=":otro_manual", estado="preparacion", acuerdo="NULL"),)),
    Ataque("punto_version: moved to another point", "punto_version_en_su_punto",
           "UPDATE punto_version SET punto_id = 900 WHERE version_id = :v_revisada", (_OTRO,)),
    Ataque("punto_version: REPLACE into another point", "punto_version_no_replace",
           "INSERT OR REPLACE INTO punto_version (version_id, punto_id, orden)"
           " VALUES (:v_revisada, 900, 5)", (_OTRO,), (SQLITE,)),
    Ataque("expediente: UPDATE", "expediente_no_update", "UPDATE expediente SET hash = 'x'"),
    Ataque("expediente: DELETE", "expediente_no_delete", "DELETE FROM expediente"),
    Ataque("expediente: REPLACE by id", "expediente_no_replace",
           "INSERT OR REPLACE" + _EXPEDIENTE.format(id="id", punto="punto_id", numero="9")[6:],
           (), (SQLITE,)),
    Ataque("expediente: REPLACE by its number", "expediente_no_replace",
           "INSERT OR REPLACE" + _EXPEDIENTE.format(id="99", punto="punto_id", numero="numero")[6:],
           (), (SQLITE,)),
    Ataque("expediente: of a point that closed", "expediente_de_un_punto_abierto",
           _EXPEDIENTE.format(id="99", punto=":punto_descartado", numero="1")),
]  # fmt: skip
