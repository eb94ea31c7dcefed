"""Cambiar la contraseña: one's own, by who knows the present one."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._cartas import escribir_carta
from webapp.casos._contrasenas import anotar_propio, exigir_contrasena, fijar, manuales_de
from webapp.casos._personas import persona_de
from webapp.casos.actor import Actor
from webapp.modelos import ClaseCarta
from workflows.errores import DatosInvalidos


def cambiar_contrasena(
    session: Session, actor: Actor, *, probada: str, contrasena: str, clave_cifrada: str
) -> None:
    """Set it; every other session of that person ends.

    ``probada`` is the stored hash against which the present password was proven: if it is no
    longer that one, somebody changed it meanwhile. Raises DatosInvalidos, ActoNegado.
    """
    manuales = manuales_de(session, actor.persona_id)
    anotar_propio(session, actor, "cambiar-contrasena", manuales)
    persona = persona_de(session, actor.persona_id)
    if persona.password != probada:
        raise DatosInvalidos(
            "Su contraseña cambió mientras tanto.", "Escriba la que tiene ahora.", "actual"
        )
    exigir_contrasena(session, contrasena, persona.nombre, persona.email, manuales)
    fijar(session, persona, clave_cifrada, actor.ahora)
    escribir_carta(session, persona.id, ClaseCarta.CAMBIO, actor.ahora)
