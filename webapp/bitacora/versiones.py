"""What the tables say of versions and numbers, held against the actos that made them so."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from webapp.bitacora.rotura import Rotura

_FIRMAN = "('elaboracion', 'revision', 'aprobacion', 'asiento')"
_REINICIAN = "('apertura', 'derogacion', 'devolucion', 'retiro')"
_CON_SU_CARGO = (
    "SELECT c.slug AS cargo, v.id AS version, {que} FROM version v"
    " JOIN cargo c ON c.id = v.cargo_id"
)

#: (clase, what is wrong, SELECT of cargo, version and detail); an empty answer is a sound record.
_PREGUNTAS: tuple[tuple[str, str, str], ...] = (
    (
        "version",
        "no refleja su último acto ({detalle})",
        _CON_SU_CARGO.format(que="v.ultimo_seq AS detalle")
        + " WHERE COALESCE(v.ultimo_seq, 0) <> COALESCE((SELECT MAX(a.seq) FROM acto a"
        " WHERE a.version_id = v.id), 0)",
    ),
    (
        "version",
        "está en «{detalle}» y ningún acto la llevó allí",
        _CON_SU_CARGO.format(que="v.estado AS detalle")
        + " WHERE NOT EXISTS (SELECT 1 FROM acto a WHERE a.version_id = v.id"
        " AND a.seq = v.ultimo_seq AND a.estado_hacia = v.estado)",
    ),
    (
        "version",
        "está aprobada y su acto de aprobación es de otro texto o no está ({detalle})",
        _CON_SU_CARGO.format(que="v.orden AS detalle")
        + " WHERE v.estado_clase = 'aprobada' AND NOT EXISTS (SELECT 1 FROM acto a"
        " WHERE a.version_id = v.id AND a.seq = v.orden"
        " AND a.clase IN ('aprobacion', 'asiento')"
        " AND a.contenido_hash = v.contenido_hash AND a.instrumento_id = v.instrumento_id)",
    ),
    (
        "version",
        "lleva una firma sobre un texto que no se conserva (acto {detalle})",
        _CON_SU_CARGO.format(que="a.seq AS detalle")
        + f" JOIN acto a ON a.version_id = v.id WHERE a.clase IN {_FIRMAN}"
        " AND NOT EXISTS (SELECT 1 FROM contenido t WHERE t.hash = a.contenido_hash)",
    ),
    (
        "version",
        "fue aprobada sin que nadie la elaborara (acto {detalle})",
        _CON_SU_CARGO.format(que="a.seq AS detalle")
        + " JOIN acto a ON a.version_id = v.id AND a.clase = 'aprobacion'"
        " WHERE NOT EXISTS (SELECT 1 FROM acto e WHERE e.version_id = v.id"
        " AND e.clase = 'elaboracion' AND e.contenido_hash = a.contenido_hash"
        " AND e.seq < a.seq AND e.seq > (SELECT MAX(d.seq) FROM acto d"
        f" WHERE d.version_id = v.id AND d.seq < a.seq AND d.clase IN {_REINICIAN}))",
    ),
    (
        "version",
        "la firmó quien la escribió (acto {detalle})",
        _CON_SU_CARGO.format(que="a.seq AS detalle")
        + " JOIN acto a ON a.version_id = v.id AND a.clase IN ('revision', 'aprobacion')"
        " WHERE EXISTS (SELECT 1 FROM autoria u WHERE u.version_id = v.id"
        " AND u.persona_id = a.persona_id)"
        " OR EXISTS (SELECT 1 FROM acto e WHERE e.version_id = v.id"
        " AND e.clase = 'elaboracion' AND e.persona_id = a.persona_id)",
    ),
    (
        "numero",
        "lleva el número {detalle}, que es de otro acuerdo",
        _CON_SU_CARGO.format(que="v.etiqueta AS detalle")
        + " JOIN numero n ON n.manual_id = v.manual_id AND n.anio = v.numero_anio"
        " AND n.consecutivo = v.numero_consecutivo"
        " WHERE n.origen = 'emitido' AND n.instrumento_id <> v.instrumento_id",
    ),
)

_HUECOS = (
    "SELECT m.slug, n.anio, n.consecutivo FROM numero n JOIN manual m ON m.id = n.manual_id"
    " WHERE n.origen = 'emitido' AND n.consecutivo > 1 AND NOT EXISTS (SELECT 1 FROM numero x"
    " WHERE x.manual_id = n.manual_id AND x.anio = n.anio AND x.consecutivo = n.consecutivo - 1)"
    " AND EXISTS (SELECT 1 FROM numero x WHERE x.manual_id = n.manual_id AND x.anio = n.anio"
    " AND x.consecutivo < n.consecutivo)"
    " ORDER BY m.slug, n.anio, n.consecutivo"
)


def revisar_versiones(conexion: Connection) -> Iterator[Rotura]:
    """Every version, signature and number that its actos do not bear out."""
    for clase, que, pregunta in _PREGUNTAS:
        for cargo, version, detalle in conexion.execute(
            sa.text(f"{pregunta} ORDER BY c.slug, v.id")
        ):
            yield Rotura(clase, f"{cargo}, versión {version}", que.format(detalle=detalle))
    for slug, anio, consecutivo in conexion.execute(sa.text(_HUECOS)):
        yield Rotura("numero", f"{slug}, {anio}", f"falta el número anterior al {consecutivo}")
