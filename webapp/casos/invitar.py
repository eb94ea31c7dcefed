"""Invitar: a letter with a link to choose the password of one's account; and taking it back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._cartas import escribir_carta, retirar_cartas
from webapp.casos._personas import abrir_registro, persona_de, sin_roles_ajenos
from webapp.casos._registrar import Registro
from webapp.casos.actor import Actor
from webapp.casos.operador import SIN_CONTRASENA, exigir_cuenta
from webapp.modelos import ClaseAsunto, ClaseCarta, Persona
from workflows.errores import ActoInvalido


def invitar(session: Session, actor: Actor, manual_id: int, persona_id: int) -> None:
    """Send it, or send it again: the link that was sent before opens no more.

    Raises ActoNegado (role, a person with a role elsewhere, a closed account), NoEncontrado,
    ActoInvalido (somebody who already chose their password).
    """
    registro = abrir_registro(session, actor, manual_id)
    persona = persona_de(session, persona_id)
    sin_roles_ajenos(registro, persona)
    exigir_cuenta(persona)
    if persona.password != SIN_CONTRASENA:
        raise ActoInvalido(
            f"{persona.nombre} ya tiene su contraseña.",
            "Si la olvidó, puede pedir otra desde la página de entrar.",
        )
    mandar_invitacion(registro, persona)


def mandar_invitacion(registro: Registro, persona: Persona) -> None:
    """The letter and its acto."""
    escribir_carta(
        registro.session,
        persona.id,
        ClaseCarta.INVITACION,
        registro.ahora,
        manual_id=registro.manual.id,
        por_id=registro.persona.id,
    )
    registro.asunto(ClaseAsunto.PERSONA, "invitar", rol="administrador", sujeto_id=persona.id)


def retirar_invitacion(session: Session, actor: Actor, manual_id: int, persona_id: int) -> None:
    """From now on its link opens nothing. The person stays, and may be invited again.

    Raises ActoNegado, NoEncontrado, ActoInvalido (none that still opened).
    """
    registro = abrir_registro(session, actor, manual_id)
    persona = persona_de(session, persona_id)
    sin_roles_ajenos(registro, persona)
    if persona.password != SIN_CONTRASENA or not retirar_cartas(session, persona.id, actor.ahora):
        raise ActoInvalido(
            f"{persona.nombre} no tiene una invitación por aceptar.", "Actualice la página."
        )
    registro.asunto(
        ClaseAsunto.PERSONA, "retirar-invitacion", rol="administrador", sujeto_id=persona.id
    )
