"""What is told of what is said about a version; an internal note is told to nobody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.apoyo.buzon import avisados, avisos_de, pedir, ultimo
from tests.apoyo.otro_manual import fundar_otro
from tests.apoyo.reparto import Elenco
from webapp.bd import transaccion
from webapp.casos._avisos_observaciones import (
    avisar_criterio_pedido,
    avisar_respuesta,
    avisar_sugerencias,
)
from webapp.casos.observar import Observado, observar
from webapp.casos.pedir_criterio import pedir_criterio
from webapp.casos.recordar import recordar
from webapp.casos.responder import responder
from webapp.consultas.plazos import criterios_pedidos
from webapp.modelos import ClaseObservacion, ClaseRespuesta, Observacion, Persona, Respuesta
from workflows.formatos.cargador import fuente
from workflows.formatos.modelo import ClaseEstado

pytestmark = pytest.mark.usefixtures("en_app")

SECRETO = "esto no lo debe leer quien escribe"


def en_revision(elenco: Elenco) -> int:
    """A version of Ana's on which Beto wrote, signed."""
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase nueva.")
    elenco.cambiar(version, "Otra frase.", "beto")
    elenco.elaborar(version)
    return version


def observada(elenco: Elenco, version: int, clave: str = "rafael", **otros: Any) -> int:
    """A remark on a version."""
    actor = elenco.actor(clave)
    datos: dict[str, Any] = {
        "clase": ClaseObservacion.OBSERVACION,
        "unidad": "",
        "vence": None,
        "lugar": "Actividades principales, 7",
        "persona_id": actor.persona_id,
    }
    datos |= otros
    return pedir(elenco, version, datos.pop("unidad"), datos.pop("vence"), **datos)


def respondida(elenco: Elenco, observacion: int, clave: str, clase: ClaseRespuesta) -> None:
    """Somebody answers, and whom it concerns is told."""
    actor = elenco.actor(clave)
    with transaccion() as session:
        fila = session.get_one(Observacion, observacion)
        respuesta = Respuesta(
            observacion_id=observacion, clase=clase, texto=SECRETO,
            persona_id=actor.persona_id, momento=actor.ahora,
        )  # fmt: skip
        session.add(respuesta)
        avisar_respuesta(session, actor, fila, respuesta)


def test_a_criterio_is_asked_of_the_people_of_the_unit(elenco: Elenco) -> None:
    version = elenco.abrir()
    pedido = pedir(elenco, version, "Auditoría", date(2026, 11, 20))
    with transaccion() as session:
        avisar_criterio_pedido(
            session, elenco.actor("rafael"), session.get_one(Observacion, pedido)
        )
    assert avisados(elenco) == {"elena": ["criterio"]}
    (aviso,) = avisos_de(elenco, "elena")
    assert aviso.texto == (
        "Rafael Solís le pide a Auditoría su criterio. Vence el 20 de noviembre de 2026."
    )
    assert (aviso.detalle, aviso.version_id) == ("¿Están de acuerdo?", version)


def test_a_unit_of_another_institution_with_the_same_name_is_not_it(elenco: Elenco) -> None:
    otro = fundar_otro(elenco, fuente("manual-cargos"), slug="otro", roles={"zoe": ["revisor"]})
    with transaccion() as session:
        session.get_one(Persona, otro.personas["zoe"]).unidad = "Auditoría"
    pedido = pedir(elenco, elenco.abrir(), "Auditoría", date(2026, 11, 13))
    with transaccion() as session:
        fila = session.get_one(Observacion, pedido)
        avisar_criterio_pedido(session, elenco.actor("rafael"), fila)
        recordar(session, elenco.ahora + timedelta(days=3))
        suyos = criterios_pedidos(session, otro.personas["zoe"], elenco.ahora)
    assert avisados(elenco) == {"elena": ["criterio", "recordatorio"], "rafael": ["recordatorio"]}
    assert suyos == ()


def test_its_answer_is_told_to_who_asked_and_opening_it_again_to_the_unit(elenco: Elenco) -> None:
    pedido = pedir(elenco, elenco.abrir(), "Auditoría", date(2026, 11, 20))
    respondida(elenco, pedido, "elena", ClaseRespuesta.COMENTARIO)
    assert avisados(elenco) == {"rafael": ["respuesta"]}
    antes = ultimo()
    respondida(elenco, pedido, "rafael", ClaseRespuesta.REABIERTA)
    assert avisados(elenco, antes) == {"elena": ["respuesta"]}


def test_a_suggestion_in_an_open_draft_is_told_to_its_authors(elenco: Elenco) -> None:
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase nueva.")
    elenco.cambiar(version, "Otra frase.", "beto")
    sugerida = observada(elenco, version, "beto", propuesta="Un texto.")
    with transaccion() as session:
        avisar_sugerencias(session, elenco.actor("beto"), [session.get_one(Observacion, sugerida)])
    assert avisados(elenco) == {"ana": ["sugerencia"]}


def test_an_author_answers_who_remarked_whatever_the_estado(elenco: Elenco) -> None:
    version = en_revision(elenco)
    observacion = observada(elenco, version)
    antes = ultimo()
    respondida(elenco, observacion, "ana", ClaseRespuesta.COMENTARIO)
    assert avisados(elenco, antes) == {"rafael": ["respuesta"]}


def test_while_a_version_is_reviewed_its_authors_are_told_nothing(elenco: Elenco) -> None:
    version = en_revision(elenco)
    assert elenco.vista(version).version.estado_clase == ClaseEstado.TRAMITE
    observacion = observada(elenco, version)
    antes = ultimo()
    respondida(elenco, observacion, "rafael", ClaseRespuesta.COMENTARIO)
    respondida(elenco, observacion, "rafael", ClaseRespuesta.REABIERTA)
    assert avisados(elenco, antes) == {}


def test_in_their_hands_again_they_are(elenco: Elenco) -> None:
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase nueva.")
    observacion = observada(elenco, version)
    respondida(elenco, observacion, "rafael", ClaseRespuesta.REABIERTA)
    assert avisados(elenco) == {"ana": ["respuesta"]}
    assert avisos_de(elenco, "ana")[0].texto == (
        "Rafael Solís reabrió una observación (Actividades principales, 7)."
    )


@pytest.mark.parametrize("clase", [ClaseRespuesta.COMENTARIO, ClaseRespuesta.REABIERTA])
def test_an_internal_note_and_its_answers_are_told_to_nobody(
    elenco: Elenco, clase: ClaseRespuesta
) -> None:
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase nueva.")
    nota = observada(elenco, version, clase=ClaseObservacion.NOTA, texto=SECRETO)
    respondida(elenco, nota, "sofia", clase)
    respondida(elenco, nota, "rafael", clase)
    assert avisados(elenco) == {}


def test_an_answer_nobody_waits_for_is_not_told(elenco: Elenco) -> None:
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase nueva.")
    observacion = observada(elenco, version)
    respondida(elenco, observacion, "ana", ClaseRespuesta.ATENDIDA)
    respondida(elenco, observacion, "rafael", ClaseRespuesta.RESUELTA)
    assert avisados(elenco) == {}


def test_nobody_is_told_what_they_did_themselves(elenco: Elenco) -> None:
    version = elenco.abrir()
    elenco.cambiar(version, "Una frase nueva.")
    observacion = observada(elenco, version, "ana")
    respondida(elenco, observacion, "ana", ClaseRespuesta.COMENTARIO)
    assert avisados(elenco) == {}


def test_asking_for_a_criterio_and_giving_it_tell_it_by_themselves(elenco: Elenco) -> None:
    version = en_revision(elenco)
    antes = ultimo()
    with transaccion() as session:
        pedido = pedir_criterio(
            session, elenco.actor("rafael"), version, "Auditoría", "¿Conviene?", date(2026, 11, 20)
        )
    assert avisados(elenco, antes) == {"elena": ["criterio"]}
    antes = ultimo()
    with transaccion() as session:
        responder(session, elenco.actor("elena"), pedido, ClaseRespuesta.COMENTARIO, "Conviene.")
    assert avisados(elenco, antes) == {"rafael": ["respuesta"]}
    assert avisos_de(elenco, "rafael")[-1].detalle == "Conviene."


def test_a_note_written_as_people_write_it_is_told_to_nobody(elenco: Elenco) -> None:
    version = en_revision(elenco)
    antes = ultimo()
    nota = Observado("", SECRETO, interna=True)
    with transaccion() as session:
        observacion = observar(session, elenco.actor("rafael"), version, nota)
        responder(session, elenco.actor("sofia"), observacion, ClaseRespuesta.COMENTARIO, SECRETO)
    assert ultimo() == antes
