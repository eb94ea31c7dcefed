"""Poner una contraseña, without any mail server; only of people with no role elsewhere."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._cartas import escribir_carta
from webapp.casos._contrasenas import exigir_contrasena, fijar, manuales_de
from webapp.casos._personas import abrir_registro, persona_de, sin_roles_ajenos
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto, ClaseCarta


def poner_contrasena(
    session: Session,
    actor: Actor,
    manual_id: int,
    persona_id: int,
    *,
    contrasena: str,
    clave_cifrada: str,
) -> None:
    """Set somebody's password, without any mail server; their open sessions end.

    Raises ActoNegado (role, or a person with a role in another manual), DatosInvalidos.
    """
    registro = abrir_registro(session, actor, manual_id)
    persona = persona_de(session, persona_id)
    sin_roles_ajenos(registro, persona)
    exigir_contrasena(
        session, contrasena, persona.nombre, persona.email, manuales_de(session, persona.id)
    )
    fijar(session, persona, clave_cifrada, actor.ahora)
    escribir_carta(session, persona.id, ClaseCarta.CAMBIO, actor.ahora)
    registro.asunto(
        ClaseAsunto.PERSONA, "poner-contrasena", rol="administrador", sujeto_id=persona.id
    )
