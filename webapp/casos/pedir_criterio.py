"""Pedir criterio: a question for another unit about one version, with a date it is due."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from webapp.casos._avisos_observaciones import avisar_criterio_pedido
from webapp.casos._conversacion import abrir_para_observar, anotar_mirada
from webapp.casos.actor import Actor
from webapp.casos.observar import exigir_dicho
from webapp.hechos import hoy_en
from webapp.modelos import ClaseObservacion, Observacion
from webapp.unidades import unidades_de
from workflows.anclas import TODO_EL_CARGO, rotulo_de
from workflows.errores import ActoNegado, DatosInvalidos


def pedir_criterio(
    session: Session, actor: Actor, version_id: int, unidad: str, pregunta: str, vence: date
) -> int:
    """Ask a unit, whose people may from now on read this version and answer. Returns its id.

    Raises NoEncontrado, ActoNegado (who may not review it), ActoInvalido (it has ended),
    DatosInvalidos (no question, no such unit, a day that is past).
    """
    aqui = abrir_para_observar(session, actor, version_id)
    if not aqui.papel.ve_notas:
        raise ActoNegado(
            "Pedir criterio a otra unidad le toca a quien revisa y no escribió esta versión.",
            "Dígalo en una observación y quien revisa lo pedirá.",
        )
    exigir_dicho(pregunta, "La pregunta")
    if unidad not in unidades_de(session, aqui.manual.id):
        raise DatosInvalidos(
            f"En este manual no hay personas de «{unidad}»."
            if unidad
            else "Falta decir a qué unidad se le pregunta.",
            "Elija una de la lista.",
            "unidad",
        )
    if vence < hoy_en(aqui.manual, actor.ahora):
        raise DatosInvalidos(
            "La fecha para contestar ya pasó.", "Elija hoy o un día posterior.", "vence"
        )
    fila = Observacion(
        version_id=version_id,
        clase=ClaseObservacion.CRITERIO.value,
        pieza=TODO_EL_CARGO,
        lugar=rotulo_de(TODO_EL_CARGO, aqui.contenido, aqui.formato),
        texto_pieza="",
        cita="",
        texto=pregunta.strip(),
        unidad=unidad,
        vence=vence,
        persona_id=actor.persona_id,
        momento=actor.ahora,
    )
    session.add(fila)
    session.flush()
    avisar_criterio_pedido(session, actor, fila)
    anotar_mirada(session, actor, aqui.version)
    return fila.id
