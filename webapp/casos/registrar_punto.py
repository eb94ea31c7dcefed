"""Registrar punto: what the board decided on each cargo of an agenda item, all or nothing."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from webapp.casos._puntos import punto_en_preparacion, tocar
from webapp.casos._registrar import Registro
from webapp.casos.actor import Actor
from webapp.casos.registrar_acuerdo import Acuerdo, Preparado, asentar_acuerdo, preparar_en
from webapp.modelos import FasePunto, Punto, PuntoVersion
from workflows.errores import ActoInvalido


def preparar_punto(
    session: Session, actor: Actor, manual_id: int, punto_id: int, acuerdo: Acuerdo
) -> Preparado:
    """What would be recorded of an agenda item, recording nothing.

    Raises ActoInvalido (who recorded it already, or that its cargos are others now) and what
    :func:`webapp.casos.registrar_acuerdo.preparar` raises.
    """
    registro, _ = _comprobado(session, actor, manual_id, punto_id, acuerdo)
    return preparar_en(registro, acuerdo)


def registrar_punto(
    session: Session, actor: Actor, manual_id: int, punto_id: int, acuerdo: Acuerdo
) -> str:
    """Record the acuerdo of an agenda item and close it, in one transaction. Returns its number.

    Raises what :func:`preparar_punto` raises.
    """
    registro, punto = _comprobado(session, actor, manual_id, punto_id, acuerdo)
    listo = preparar_en(registro, acuerdo)
    instrumento = asentar_acuerdo(listo)
    session.execute(delete(PuntoVersion).where(PuntoVersion.punto_id == punto_id))
    tocar(punto, actor)
    punto.fase, punto.instrumento_id = FasePunto.REGISTRADO, instrumento.id
    session.flush()
    return listo.numero


def _comprobado(
    session: Session, actor: Actor, manual_id: int, punto_id: int, acuerdo: Acuerdo
) -> tuple[Registro, Punto]:
    """The agenda item, if it can be recorded and the decision is about just its cargos."""
    registro, punto, suyas = punto_en_preparacion(session, actor, punto_id, manual_id=manual_id)
    if suyas != acuerdo.decisiones.keys():
        raise ActoInvalido(
            "Los cargos de este punto cambiaron mientras usted escribía.",
            "Abra de nuevo el formulario: está con los de ahora. No se registró nada.",
        )
    return registro, punto
