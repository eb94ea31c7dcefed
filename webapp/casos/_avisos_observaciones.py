"""Notices of what is said about a version. Internal notes send none, so no author gets one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from webapp.casos._avisos import Dicho, escribir
from webapp.casos.actor import Actor
from webapp.modelos import (
    Autoria,
    ClaseObservacion,
    ClaseRespuesta,
    Observacion,
    Persona,
    Respuesta,
    Version,
)
from webapp.unidades import es_del_manual
from workflows.errores import NoEncontrado
from workflows.fechas import escribir_fecha
from workflows.formatos.modelo import ClaseEstado

#: Answers that somebody waits for; the others are seen when the version comes back.
_SE_ESPERAN = (ClaseRespuesta.COMENTARIO, ClaseRespuesta.DECLINADA, ClaseRespuesta.REABIERTA)


def avisar_criterio_pedido(session: Session, actor: Actor, observacion: Observacion) -> None:
    """Tell the people of a unit that its criterio is wanted, and by when."""
    dia = f" Vence el {escribir_fecha(observacion.vence)}." if observacion.vence else ""
    dicho = Dicho(
        "criterio",
        f"{_nombre(session, actor)} le pide a {observacion.unidad} su criterio.{dia}",
        observacion.texto,
    )
    _avisar(session, actor, [observacion], _de_la_unidad(observacion), dicho)


def avisar_sugerencias(
    session: Session, actor: Actor, observaciones: Sequence[Observacion]
) -> None:
    """Tell the authors of open versions that a cambio masivo left a suggestion in each."""
    dicho = Dicho("sugerencia", f"{_nombre(session, actor)} dejó una sugerencia en su borrador.")
    _avisar(session, actor, observaciones, _autora(), dicho)


def avisar_respuesta(
    session: Session, actor: Actor, observacion: Observacion, respuesta: Respuesta
) -> None:
    """Tell the other party of a thread that it was answered or opened again.

    While a version is being reviewed its authors are told nothing: *devolver* gathers what
    they must know in one message. An observation attended to, accepted or closed is seen when
    the version comes back.
    """
    clase = ClaseRespuesta(respuesta.clase)
    if observacion.clase == ClaseObservacion.NOTA or clase not in _SE_ESPERAN:
        return
    quien = _nombre(session, actor)
    if clase is ClaseRespuesta.REABIERTA:
        texto = f"{quien} reabrió una observación ({observacion.lugar})."
    elif clase is ClaseRespuesta.DECLINADA:
        texto = f"{quien} declinó su sugerencia ({observacion.lugar})."
    elif observacion.clase == ClaseObservacion.CRITERIO:
        texto = f"{quien} respondió sobre el criterio pedido a {observacion.unidad}."
    else:
        texto = f"{quien} respondió a una observación ({observacion.lugar})."
    dicho = Dicho("respuesta", texto, respuesta.texto)
    _avisar(session, actor, [observacion], _otra_parte(session, actor, observacion), dicho)


def _otra_parte(
    session: Session, actor: Actor, observacion: Observacion
) -> ColumnElement[bool] | None:
    pregunto = actor.persona_id == observacion.persona_id
    if observacion.clase == ClaseObservacion.CRITERIO:
        return _de_la_unidad(observacion) if pregunto else _quien_dijo(observacion)
    estado, escribe = session.execute(
        select(
            Version.estado_clase,
            exists().where(
                Autoria.version_id == Version.id, Autoria.persona_id == actor.persona_id
            ),
        ).where(Version.id == observacion.version_id)
    ).one()
    if escribe and not pregunto:
        return _quien_dijo(observacion)
    return _autora() if estado == ClaseEstado.EDICION else None


def _de_la_unidad(observacion: Observacion) -> ColumnElement[bool]:
    return (Persona.unidad == observacion.unidad) & es_del_manual(Version.manual_id)


def _quien_dijo(observacion: Observacion) -> ColumnElement[bool]:
    return Persona.id == observacion.persona_id


def _autora() -> ColumnElement[bool]:
    return exists().where(Autoria.version_id == Version.id, Autoria.persona_id == Persona.id)


def _avisar(
    session: Session,
    actor: Actor,
    observaciones: Sequence[Observacion],
    quienes: ColumnElement[bool] | None,
    dicho: Dicho,
) -> None:
    if quienes is None:
        return
    filas = session.execute(
        select(Version.id, Version.manual_id, Persona.id, Persona.avisos)
        .join(Persona, Persona.id != actor.persona_id)
        .where(
            quienes,
            Version.id.in_({o.version_id for o in observaciones}),
            Persona.active.is_(True),
        )
    )
    comunes: dict[str, Any] = {"momento": actor.ahora, "dicho": dicho}
    escribir(
        session,
        [
            {"version_id": v, "manual_id": m, "persona_id": p, "modo": modo} | comunes
            for v, m, p, modo in filas
        ],
    )


def _nombre(session: Session, actor: Actor) -> str:
    persona = session.get(Persona, actor.persona_id)
    if persona is None:
        raise NoEncontrado("Esa persona no existe.", "Vuelva a su bandeja.")
    return persona.nombre
