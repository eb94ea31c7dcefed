"""Aceptar una sugerencia: the proposed text becomes an edit of the author who accepts it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._borradores import anotar_autor
from webapp.casos._conversacion import (
    abrir_conversacion,
    ancla_de,
    bloquear_borrador,
    hilo_de,
    observacion_de,
)
from webapp.casos._edicion import abrir_edicion
from webapp.casos.actor import Actor
from webapp.casos.guardar import guardar_piezas
from webapp.modelos import ClaseRespuesta, Observacion, Respuesta
from workflows.anclas import Situacion, ubicar
from workflows.contenido import Contenido
from workflows.errores import ActoInvalido, VersionDesfasada
from workflows.formatos.modelo import ClaseEstado
from workflows.fusion import ediciones_entre
from workflows.hilos import impedimento, palabras_de, sello
from workflows.piezas import en_piezas
from workflows.textos import con_textos, textos_de


def aceptar_sugerencia(session: Session, actor: Actor, observacion_id: int, visto: str) -> None:
    """Write the proposed text in the draft, in the name of who accepts it.

    ``visto`` is the ``sello`` of the text that their page showed for that piece. Raises what
    ``responder`` raises; ActoInvalido when the piece is gone, VersionDesfasada when it reads
    otherwise than when the suggestion was made and they did not see it.
    """
    observacion = observacion_de(session, observacion_id)
    bloquear_borrador(session, observacion.version_id)
    aqui = abrir_conversacion(session, actor, observacion.version_id)
    hilo = hilo_de(session, observacion, aqui.papel, ClaseEstado(aqui.version.estado_clase))
    negativa = impedimento(hilo, aqui.papel, ClaseRespuesta.ACEPTADA)
    if negativa is not None:
        raise negativa
    edicion = abrir_edicion(session, actor, observacion.version_id)
    contenido = edicion.vista.contenido
    nuevo = _con_la_propuesta(observacion, contenido, visto)
    serie = None
    if nuevo == contenido:
        anotar_autor(session, observacion.version_id, actor.persona_id)
    else:
        ediciones = ediciones_entre(en_piezas(contenido), en_piezas(nuevo))
        serie = guardar_piezas(
            session, actor, observacion.version_id, ediciones, edicion.vista.serie
        ).serie
    session.add(
        Respuesta(
            observacion_id=observacion_id,
            clase=ClaseRespuesta.ACEPTADA.value,
            serie=serie,
            persona_id=actor.persona_id,
            momento=actor.ahora,
        )
    )
    session.flush()


def _con_la_propuesta(observacion: Observacion, contenido: Contenido, visto: str) -> Contenido:
    propuesta = observacion.propuesta or ""
    lugar = ubicar(ancla_de(observacion), contenido)
    if lugar.situacion is not Situacion.EN_SU_SITIO:
        paso = (
            "pasó a ser parte de otro" if lugar.situacion is Situacion.PASO_A_OTRO else "se quitó"
        )
        raise ActoInvalido(
            f"El texto al que se refiere esta sugerencia ({observacion.lugar}) {paso}.",
            "Decline la sugerencia diciendo por qué, o escriba a mano lo propuesto, que sigue en "
            "la página, y márquela como atendida.",
        )
    actual = dict(textos_de(contenido))[lugar.pieza]
    original = palabras_de(observacion.pieza, observacion.texto_pieza)
    if actual != original and visto != sello(actual):
        raise VersionDesfasada(
            "Ese texto cambió después de la sugerencia, y su página mostraba el anterior.",
            "Mire lo que dice ahora y acepte de nuevo si todavía conviene.",
        )
    return con_textos(contenido, {lugar.pieza: propuesta})
