"""Which criterios a unit still owes: asked on an open version, not closed, not answered by it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased

from webapp.modelos import (
    CIERRAN,
    ClaseObservacion,
    ClaseRespuesta,
    Observacion,
    Persona,
    Respuesta,
    Version,
)
from workflows.formatos.modelo import ClaseEstado


def criterio_pendiente() -> ColumnElement[bool]:
    """Criterion on Observacion joined to its Version; opening a thread again asks again."""
    reabierta = aliased(Respuesta)
    desde = (
        select(func.coalesce(func.max(reabierta.id), 0))
        .where(
            reabierta.observacion_id == Observacion.id,
            reabierta.clase == ClaseRespuesta.REABIERTA,
        )
        .correlate(Observacion)
        .scalar_subquery()
    )
    respuesta, quien = aliased(Respuesta), aliased(Persona)
    cerrada = (
        select(respuesta.id)
        .where(
            respuesta.observacion_id == Observacion.id,
            respuesta.clase.in_(CIERRAN),
            respuesta.id > desde,
        )
        .correlate(Observacion)
        .exists()
    )
    dada = (
        select(respuesta.id)
        .join(quien, quien.id == respuesta.persona_id)
        .where(
            respuesta.observacion_id == Observacion.id,
            quien.unidad == Observacion.unidad,
            respuesta.id > desde,
        )
        .correlate(Observacion)
        .exists()
    )
    return and_(
        Observacion.clase == ClaseObservacion.CRITERIO,
        Version.estado_clase.in_((ClaseEstado.EDICION, ClaseEstado.TRAMITE)),
        ~cerrada,
        ~dada,
    )
