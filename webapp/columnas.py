"""What several statements read of a version as one more column each, many rows in one text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ScalarSelect, String, cast, func, select
from sqlalchemy.orm import aliased

from webapp.bd import UNO
from webapp.modelos import (
    CIERRAN,
    Acto,
    Autoria,
    ClaseObservacion,
    ClaseRespuesta,
    Justificacion,
    Observacion,
    Respuesta,
    ResultadoRegistrado,
    Vigencia,
)
from workflows.acuerdos import Resultado
from workflows.formatos.modelo import ClaseActo

#: Between the rows of an answer, and between the cells of a row: no text has them.
_FILA, _CELDA = "\x1e", "\x1f"


def juntas(*celdas: Any) -> Any:
    """Rows of those cells, as one text: :func:`filas` takes it apart."""
    dicho, *otras = celdas
    for celda in otras:
        dicho = dicho.concat(_CELDA).concat(celda)
    return func.aggregate_strings(dicho, _FILA)


def filas(dichas: str | None) -> list[list[str]]:
    """The rows of such a column, in no order, each with its cells."""
    return [fila.split(_CELDA) for fila in (dichas or "").split(_FILA) if fila]


def ultima_aprobada_de(cargo_id: Any) -> ScalarSelect[int]:
    """The id of the version of a cargo approved last, in force or not yet, and not annulled."""
    ultima = aliased(Vigencia)
    return (
        select(ultima.version_id)
        .where(ultima.cargo_id == cargo_id, ultima.anulada.is_(False))
        .order_by(ultima.orden.desc())
        .limit(UNO)
        .scalar_subquery()
    )


def pendiente_de(version_id: Any) -> ScalarSelect[int]:
    """The id of the acuerdo that approved a version with changes, not completed yet."""
    pendiente = aliased(ResultadoRegistrado)
    return (
        select(pendiente.instrumento_id)
        .where(
            pendiente.version_id == version_id,
            pendiente.resultado == Resultado.CON_CAMBIOS,
            pendiente.cierre.is_(None),
        )
        .scalar_subquery()
    )


def abiertas_de(version_id: Any) -> ScalarSelect[int]:
    """How many observations of a version nobody has closed; internal notes do not count."""
    ultima = (
        select(Respuesta.clase)
        .where(
            Respuesta.observacion_id == Observacion.id,
            Respuesta.clase.in_((*CIERRAN, ClaseRespuesta.REABIERTA)),
        )
        .order_by(Respuesta.id.desc())
        .limit(UNO)
        .scalar_subquery()
    )
    return (
        select(func.count(Observacion.id))
        .where(
            Observacion.version_id == version_id,
            Observacion.clase != ClaseObservacion.NOTA,
            func.coalesce(ultima, ClaseRespuesta.REABIERTA.value) == ClaseRespuesta.REABIERTA,
        )
        .scalar_subquery()
    )


def autores_de(version_id: Any) -> ScalarSelect[str]:
    """The ids of whoever wrote on a version (:func:`filas` of one cell)."""
    autor = cast(Autoria.persona_id, String)
    return select(juntas(autor)).where(Autoria.version_id == version_id).scalar_subquery()


def revisores_de(version_id: Any) -> ScalarSelect[str]:
    """The ids of whoever reviewed a version since it was last sent on."""
    revision, envio = aliased(Acto), aliased(Acto)
    ultimo = (
        select(func.max(envio.seq))
        .where(envio.version_id == revision.version_id, envio.clase == ClaseActo.ELABORACION)
        .scalar_subquery()
    )
    return (
        select(juntas(cast(revision.persona_id, String)))
        .where(
            revision.version_id == version_id,
            revision.clase == ClaseActo.REVISION,
            revision.seq > ultimo,
        )
        .scalar_subquery()
    )


def porques_de(version_id: Any) -> ScalarSelect[str]:
    """The reasons given for the changes of a version: piece, words."""
    return (
        select(juntas(Justificacion.pieza, Justificacion.texto))
        .where(Justificacion.version_id == version_id)
        .scalar_subquery()
    )
