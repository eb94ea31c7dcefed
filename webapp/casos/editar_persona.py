"""Editar una persona: how she signs from now on; what she signed keeps the old."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._personas import (
    abrir_registro,
    exigir_como_firma,
    persona_de,
    sin_roles_ajenos,
)
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto


def editar_persona(
    session: Session,
    actor: Actor,
    manual_id: int,
    persona_id: int,
    *,
    nombre: str,
    unidad: str,
    puesto: str,
) -> None:
    """Correct how somebody signs from now on; the record keeps the old.

    Raises ActoNegado, NoEncontrado, DatosInvalidos.
    """
    registro = abrir_registro(session, actor, manual_id)
    persona = persona_de(session, persona_id)
    sin_roles_ajenos(registro, persona)
    exigir_como_firma(nombre, unidad, puesto)
    antes = {"nombre": persona.nombre, "unidad": persona.unidad, "puesto": persona.puesto}
    persona.nombre, persona.unidad = nombre.strip(), unidad.strip()
    persona.puesto = puesto.strip()
    registro.asunto(
        ClaseAsunto.PERSONA,
        "editar-persona",
        rol="administrador",
        sujeto_id=persona.id,
        datos={"antes": antes},
    )
