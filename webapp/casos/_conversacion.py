"""A version somebody says something about, locked while they say it: in one statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert as insertar_postgresql
from sqlalchemy.dialects.sqlite import insert as insertar_sqlite
from sqlalchemy.orm import Session, joinedload

from webapp.casos.actor import Actor
from webapp.casos.operador import exigir_cuenta
from webapp.hechos import formato_de, hoy_en
from webapp.modelos import (
    Autoria,
    Borrador,
    ContenidoGuardado,
    Manual,
    Mirada,
    Observacion,
    Persona,
    Respuesta,
    Version,
)
from webapp.roles import nombramientos_de, roles_el
from webapp.unidades import es_del_manual
from workflows.anclas import Ancla
from workflows.contenido import Contenido, leer_canonico
from workflows.errores import ActoInvalido, ActoNegado, NoEncontrado
from workflows.formatos.modelo import ClaseEstado, Formato
from workflows.hilos import ClaseObservacion, Hilo, Papel, estado_de, papel_de, ve


@dataclass(frozen=True, slots=True)
class Conversacion:
    """A version, its text as it is, and what this person is to it."""

    version: Version
    manual: Manual
    formato: Formato
    papel: Papel
    contenido: Contenido


def abrir_conversacion(session: Session, actor: Actor, version_id: int) -> Conversacion:
    """Lock a version and read it. Raises NoEncontrado, ActoNegado for a closed account."""
    fila = session.execute(
        select(
            Version,
            Manual,
            Persona,
            Borrador,
            ContenidoGuardado.texto,
            nombramientos_de(actor.persona_id, Version.manual_id),
            exists().where(
                Autoria.version_id == Version.id, Autoria.persona_id == actor.persona_id
            ),
            es_del_manual(Version.manual_id),
        )
        .join(Manual, Manual.id == Version.manual_id)
        .join(Persona, Persona.id == actor.persona_id)
        .outerjoin(Borrador, Borrador.version_id == Version.id)
        .outerjoin(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .where(Version.id == version_id)
        .options(joinedload(Manual.formato, innerjoin=True))
        .with_for_update(of=Version)
        .execution_options(populate_existing=True)
    ).first()
    if fila is None:
        raise NoEncontrado("Esa versión no existe.", "Vuelva a su bandeja.")
    version, manual, persona, borrador, texto, nombrado, es_autor, de_la_casa = fila
    exigir_cuenta(persona)
    formato = formato_de(manual.formato)
    papel = papel_de(
        formato,
        persona.id,
        roles_el(nombrado, hoy_en(manual, actor.ahora)),
        es_autor=es_autor,
        unidad=persona.unidad if de_la_casa else "",
    )
    contenido = (
        leer_canonico(borrador.texto, json.loads(borrador.ids))
        if borrador is not None
        else leer_canonico(texto, json.loads(version.ids or "[]"))
    )
    return Conversacion(version, manual, formato, papel, contenido)


def abrir_para_observar(session: Session, actor: Actor, version_id: int) -> Conversacion:
    """The same, of an open version, for who has a part in its workflow.

    Raises NoEncontrado, ActoNegado (no role), ActoInvalido (the version has ended).
    """
    conversacion = abrir_conversacion(session, actor, version_id)
    if not conversacion.papel.tramita:
        quienes = " o ".join(r.rotulo for r in conversacion.formato.roles)
        raise ActoNegado(
            "Observar una versión le toca a quien tiene parte en su trámite.",
            f"Puede hacerlo: {quienes}.",
        )
    clase = conversacion.version.estado_clase
    if clase not in (ClaseEstado.EDICION, ClaseEstado.TRAMITE):
        raise ActoInvalido(
            "Esta versión ya terminó y no se observa.",
            "Si el texto debe cambiar, abra un borrador nuevo del cargo.",
        )
    return conversacion


def bloquear_borrador(session: Session, version_id: int) -> None:
    """Lock its draft before the version itself, in the order in which every save does."""
    session.execute(
        select(Borrador.serie).where(Borrador.version_id == version_id).with_for_update()
    )


def observacion_de(session: Session, observacion_id: int) -> Observacion:
    """The remark of that id. Raises :func:`no_hay`."""
    observacion = session.get(Observacion, observacion_id)
    if observacion is None:
        raise no_hay()
    return observacion


def hilo_de(session: Session, observacion: Observacion, papel: Papel, version: ClaseEstado) -> Hilo:
    """What the rules ask about its thread. Raises :func:`no_hay` to whom it does not exist."""
    clase = ClaseObservacion(observacion.clase)
    if not ve(clase, observacion.unidad, papel):
        raise no_hay()
    respuestas = session.scalars(
        select(Respuesta.clase)
        .where(Respuesta.observacion_id == observacion.id)
        .order_by(Respuesta.id)
    )
    return Hilo(
        clase,
        estado_de(respuestas),
        observacion.persona_id,
        observacion.propuesta is not None,
        observacion.unidad,
        version,
    )


def no_hay() -> NoEncontrado:
    """The refusal, the same for a remark that is not and for one that is not for this person."""
    return NoEncontrado("Esa observación no existe.", "Vuelva a la página de la versión.")


def ancla_de(observacion: Observacion) -> Ancla:
    """What was kept of its place when it was made."""
    return Ancla(observacion.pieza, observacion.texto_pieza, observacion.cita, observacion.desde)


#: A look at a text counts once, whoever asks at the same time.
_SI_NO_MIRO = {
    "postgresql": insertar_postgresql(Mirada).on_conflict_do_nothing(),
    "sqlite": insertar_sqlite(Mirada).on_conflict_do_nothing(),
}


def anotar_mirada(session: Session, actor: Actor, version: Version) -> None:
    """This person looked at a frozen text; of one that is being written nothing is kept."""
    anotar_miradas(session, actor, [version])


def anotar_miradas(session: Session, actor: Actor, versiones: Sequence[Version]) -> None:
    """What :func:`anotar_mirada` does, of many texts at once."""
    filas = [
        {
            "version_id": v.id,
            "persona_id": actor.persona_id,
            "contenido_hash": v.contenido_hash,
            "ids": v.ids or "[]",
            "momento": actor.ahora,
        }
        for v in versiones
        if v.estado_clase == ClaseEstado.TRAMITE and v.contenido_hash is not None
    ]
    if filas:
        session.execute(_SI_NO_MIRO[session.get_bind().dialect.name], filas)
