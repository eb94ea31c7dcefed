"""Quitar el segundo factor of somebody who lost their device and has no code left."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from webapp.acceso.recuperacion import olvidar_factor
from webapp.casos._personas import abrir_registro, persona_de, sin_roles_ajenos
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto
from workflows.errores import ActoInvalido, ActoNegado


def quitar_segundo_factor(session: Session, actor: Actor, manual_id: int, persona_id: int) -> None:
    """Their password is enough again, and their open sessions end.

    Raises ActoNegado (role; oneself; a person with a role in another manual), ActoInvalido
    where there is none.
    """
    registro = abrir_registro(session, actor, manual_id)
    persona = persona_de(session, persona_id)
    if persona.id == actor.persona_id:
        raise ActoNegado("Su propio segundo factor no se quita aquí.", "Hágalo en su cuenta.")
    sin_roles_ajenos(registro, persona)
    if not olvidar_factor(session, persona.id):
        raise ActoInvalido(f"{persona.nombre} no tiene segundo factor.", "No hay nada que quitar.")
    persona.fs_uniquifier = uuid.uuid4().hex
    registro.asunto(
        ClaseAsunto.PERSONA, "quitar-segundo-factor", rol="administrador", sujeto_id=persona.id
    )
