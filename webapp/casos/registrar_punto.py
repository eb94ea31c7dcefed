"""Registrar punto: what the board decided on each cargo of an agenda item, all or nothing."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.casos._puntos import punto_en_preparacion, tocar
from webapp.casos.actor import Actor
from webapp.casos.registrar_acuerdo import Acuerdo, registrar_acuerdo
from webapp.modelos import FasePunto, InstrumentoRegistrado, Punto, PuntoVersion
from workflows.errores import ActoInvalido


def comprobar_punto(session: Session, actor: Actor, punto_id: int, acuerdo: Acuerdo) -> Punto:
    """The agenda item, if it can be recorded and the decision is about just its cargos.

    Raises ActoInvalido: who recorded it already, or that its cargos are others now.
    """
    _, punto = punto_en_preparacion(session, actor, punto_id)
    suyas = set(
        session.scalars(select(PuntoVersion.version_id).where(PuntoVersion.punto_id == punto_id))
    )
    if suyas != set(acuerdo.decisiones):
        raise ActoInvalido(
            "Los cargos de este punto cambiaron mientras usted escribía.",
            "Abra de nuevo el formulario: está con los de ahora. No se registró nada.",
        )
    return punto


def registrar_punto(session: Session, actor: Actor, punto_id: int, acuerdo: Acuerdo) -> str:
    """Record the acuerdo of an agenda item and close it, in one transaction. Returns its number.

    Raises what :func:`comprobar_punto` and :func:`registrar_acuerdo` raise.
    """
    punto = comprobar_punto(session, actor, punto_id, acuerdo)
    numero = registrar_acuerdo(session, actor, punto.manual_id, acuerdo)
    instrumento_id = session.scalars(
        select(InstrumentoRegistrado.id).where(
            InstrumentoRegistrado.manual_id == punto.manual_id,
            InstrumentoRegistrado.numero == numero,
        )
    ).one()
    session.execute(delete(PuntoVersion).where(PuntoVersion.punto_id == punto_id))
    tocar(punto, actor)
    punto.fase, punto.instrumento_id = FasePunto.REGISTRADO, instrumento_id
    session.flush()
    return numero
