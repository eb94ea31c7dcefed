"""Attacks on what is said about a version: reasons of what is signed, remarks and answers."""

from __future__ import annotations

from tests.apoyo.ataque import Ataque


def _observar(version: str, quien: str, clase: str) -> str:
    return (
        "INSERT INTO observacion (version_id, clase, pieza, lugar, texto_pieza, cita, texto,"
        f" unidad, persona_id, momento) SELECT :v_{version}, '{clase}', '', '', '', '', 'x', '',"
        f" :p_{quien}, momento FROM acto WHERE manual_id = :manual AND seq = 1"
    )


def _responder(observacion: str, quien: str, clase: str) -> str:
    return (
        "INSERT INTO respuesta (observacion_id, clase, texto, persona_id, momento)"
        f" SELECT :o_{observacion}, '{clase}', '', :p_{quien}, momento FROM acto"
        " WHERE manual_id = :manual AND seq = 1"
    )


REVISION = [
    Ataque("justificacion: of a text already signed", "justificacion_en_edicion",
           "INSERT INTO justificacion SELECT version_id, 'notas', texto, persona_id, momento"
           " FROM justificacion WHERE version_id = :v_elaborada"),
    Ataque("justificacion: UPDATE after the signature", "justificacion_sigue_en_edicion",
           "UPDATE justificacion SET texto = 'otra' WHERE version_id = :v_revisada"),
    Ataque("justificacion: moved to a draft", "justificacion_sigue_en_edicion",
           "UPDATE justificacion SET version_id = :v_borrador, pieza = 'notas'"
           " WHERE version_id = :v_elaborada"),
    Ataque("justificacion: DELETE after the approval", "justificacion_se_quita_en_edicion",
           "DELETE FROM justificacion WHERE version_id = :v_aprobada"),
    Ataque("observacion: on an approved version", "observacion_abierta",
           _observar("aprobada", "rafael", "observacion")),
    Ataque("observacion: an internal note of an author", "observacion_nota_de_quien_revisa",
           _observar("elaborada", "beto", "nota")),
    Ataque("respuesta: on a version that has ended", "respuesta_abierta",
           _responder("terminada", "rafael", "comentario")),
    Ataque("respuesta: accepted by who does not write", "respuesta_de_autor",
           _responder("borrador", "rafael", "aceptada")),
    Ataque("respuesta: an author resolves what another remarked", "respuesta_de_quien_observo",
           _responder("abierta", "beto", "resuelta")),
    Ataque("respuesta: an author answers an internal note", "respuesta_a_una_nota",
           _responder("nota", "beto", "comentario")),
    Ataque("grupo_version: of another manual", "grupo_version_de_su_manual",
           "INSERT INTO grupo_version (version_id, grupo_id) VALUES (:v_revisada, 900)",
           ("INSERT INTO grupo SELECT 900, :otro_manual, titulo, buscado, reemplazo,"
            " justificacion, persona_id, momento FROM grupo WHERE id = :g_palabra",)),
    Ataque("desestimacion: of a cargo of another manual", "desestimacion_de_su_manual",
           "INSERT INTO desestimacion SELECT 900, :otro_manual, cargo_id, regla, huella, clase,"
           " lugar, mensaje, motivo, persona_id, momento FROM desestimacion"
           " WHERE id = :d_espacios"),
]  # fmt: skip
