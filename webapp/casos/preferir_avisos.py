"""Preferir avisos: how somebody wants them by e-mail, from now on. It is theirs: no acto."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from webapp.casos._avisos import correo_de
from webapp.casos.actor import Actor
from webapp.casos.operador import exigir_cuenta
from webapp.modelos import Aviso, Correo, ModoAvisos, Persona
from workflows.errores import DatosInvalidos, NoEncontrado


def preferir_avisos(session: Session, actor: Actor, modo: str) -> None:
    """Take note of it; what has not been sent yet goes the new way.

    Raises DatosInvalidos for a way there is not, ActoNegado for a closed account.
    """
    if modo not in set(ModoAvisos):
        raise DatosInvalidos("Elija cómo quiere recibir los avisos.", campo="avisos")
    persona = session.get(Persona, actor.persona_id)
    if persona is None:
        raise NoEncontrado("Esa persona no existe.", "Vuelva a su bandeja.")
    exigir_cuenta(persona)
    persona.avisos = modo
    session.execute(
        update(Aviso)
        .where(Aviso.persona_id == persona.id, Aviso.correo.in_((Correo.PENDIENTE, Correo.DIARIO)))
        .values(correo=correo_de(modo))
    )
