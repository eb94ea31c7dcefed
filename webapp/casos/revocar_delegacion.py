"""Revocar: what was delegated is one's own again from today."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos.actor import Actor
from webapp.casos.delegar import decir, propio_de
from webapp.modelos import ClaseAsunto, Delegacion, Nombramiento, Persona
from workflows.errores import ActoInvalido, NoEncontrado


def revocar_delegacion(session: Session, actor: Actor, nombramiento_id: int) -> None:
    """End a delegation as of yesterday; whoever had it is told. It is an acto.

    Raises NoEncontrado for one that is not of this person's, ActoInvalido when it is over.
    """
    origen_id = session.scalar(
        select(Delegacion.origen_id).where(Delegacion.nombramiento_id == nombramiento_id)
    )
    if origen_id is None:
        raise NoEncontrado("Esa delegación no existe.", "Vea las suyas en su cuenta.")
    registro, propio = propio_de(session, actor, origen_id)
    delegado = session.get_one(Nombramiento, nombramiento_id, populate_existing=True)
    ayer = registro.hoy - timedelta(days=1)
    if delegado.hasta is None or delegado.hasta <= ayer:
        raise ActoInvalido("Esa delegación ya había terminado.")
    delegado.hasta = ayer
    otra = session.get_one(Persona, delegado.persona_id)
    registro.asunto(
        ClaseAsunto.PERSONA,
        "revocar-delegacion",
        rol=propio.rol,
        sujeto_id=otra.id,
        datos={"rol": propio.rol},
    )
    rotulo = registro.formato.rol(propio.rol).rotulo
    de = registro.persona.nombre
    decir(registro, otra, f"{de} terminó la delegación de su rol de {rotulo}.")
