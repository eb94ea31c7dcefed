"""Responder: an answer in a thread, and what it makes of it. It is not an acto."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._avisos_observaciones import avisar_respuesta
from webapp.casos._borradores import anotar_autor
from webapp.casos._conversacion import abrir_conversacion, hilo_de, observacion_de
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.modelos import ClaseRespuesta, Respuesta
from workflows.errores import ActoInvalido, DatosInvalidos
from workflows.formatos.modelo import ClaseEstado
from workflows.hilos import CON_PALABRAS, impedimento

#: Answers that speak for the text: whoever gives one is its author.
_DE_AUTOR = (ClaseRespuesta.ATENDIDA, ClaseRespuesta.DECLINADA)


def responder(
    session: Session, actor: Actor, observacion_id: int, clase: ClaseRespuesta, texto: str
) -> None:
    """Answer a remark. A suggestion is accepted by ``aceptar_sugerencia``, not here.

    Raises NoEncontrado (also for a remark this person is not to know of), ActoNegado (who),
    ActoInvalido (when), DatosInvalidos (a comment or a refusal without words).
    """
    observacion = observacion_de(session, observacion_id)
    aqui = abrir_conversacion(session, actor, observacion.version_id)
    hilo = hilo_de(session, observacion, aqui.papel, ClaseEstado(aqui.version.estado_clase))
    if clase is ClaseRespuesta.ACEPTADA:
        raise ActoInvalido(
            "Aceptar una sugerencia es escribir su texto.", "Use el botón «Aceptar»."
        )
    if (negativa := impedimento(hilo, aqui.papel, clase)) is not None:
        raise negativa
    if clase in CON_PALABRAS and not texto.strip():
        raise DatosInvalidos(
            "Falta decir por qué se declina."
            if clase is ClaseRespuesta.DECLINADA
            else "La respuesta está en blanco.",
            "Escríbalo y vuelva a enviarlo.",
            "texto",
        )
    exigir_texto(texto, MAXIMO_MOTIVO, lugar="La respuesta", campo="texto")
    if clase in _DE_AUTOR:
        anotar_autor(session, observacion.version_id, actor.persona_id)
    respuesta = Respuesta(
        observacion_id=observacion_id,
        clase=clase.value,
        texto=texto.strip(),
        persona_id=actor.persona_id,
        momento=actor.ahora,
    )
    session.add(respuesta)
    session.flush()
    avisar_respuesta(session, actor, observacion, respuesta)
