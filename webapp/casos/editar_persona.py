"""Editar una persona: how she signs from now on; what she signed keeps the old."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.casos._personas import (
    ULTIMO,
    abrir_registro,
    exigir_como_firma,
    otro_administrador,
    persona_de,
    sin_roles_ajenos,
)
from webapp.casos.actor import Actor
from webapp.casos.cerrar_sesiones import cerrar_sesiones
from webapp.modelos import ClaseAsunto, MotivoCierre
from workflows.errores import ActoInvalido, ActoNegado


def editar_persona(
    session: Session,
    actor: Actor,
    manual_id: int,
    persona_id: int,
    *,
    nombre: str,
    unidad: str,
    puesto: str,
    activa: bool,
) -> None:
    """Correct how somebody signs from now on, or close their account; the record keeps the old.

    Raises ActoNegado, NoEncontrado, DatosInvalidos.
    """
    registro = abrir_registro(session, actor, manual_id)
    persona = persona_de(session, persona_id)
    sin_roles_ajenos(registro, persona)
    exigir_como_firma(nombre, unidad, puesto)
    if not activa and persona.id == actor.persona_id:
        raise ActoNegado("Usted no puede cerrar su propia cuenta.", "Pídaselo a otra persona.")
    if not activa and not otro_administrador(registro, persona_id=persona.id):
        raise ActoInvalido(*ULTIMO)
    antes = {"nombre": persona.nombre, "unidad": persona.unidad, "puesto": persona.puesto}
    persona.nombre, persona.unidad = nombre.strip(), unidad.strip()
    persona.puesto = puesto.strip()
    if persona.active and not activa:
        cerrar_sesiones(session, persona.id, ahora=actor.ahora, motivo=MotivoCierre.CUENTA)
    persona.active = activa
    registro.asunto(
        ClaseAsunto.PERSONA,
        "editar-persona",
        rol="administrador",
        sujeto_id=persona.id,
        datos={"antes": antes, "activa": activa},
    )
