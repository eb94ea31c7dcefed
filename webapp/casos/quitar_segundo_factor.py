"""Quitar el segundo factor of somebody who lost their device and has no code left."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from webapp.acceso.recuperacion import olvidar_factor
from webapp.casos._contrasenas import manuales_de, registros_de
from webapp.casos._personas import abrir_registro, persona_de, sin_roles_ajenos
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.casos.operador import CORREO
from webapp.modelos import ClaseAsunto, Persona
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
    _quitar(session, persona)
    registro.asunto(
        ClaseAsunto.PERSONA, "quitar-segundo-factor", rol="administrador", sujeto_id=persona.id
    )


def quitar_segundo_factor_en_todos(
    session: Session, actor: Actor, persona_id: int, motivo: str = ""
) -> None:
    """The same from the command line, for when whoever should take it away is who lost it: by the
    operator, or by somebody who administers every manual that knows that person. It is an acto in
    each of them.

    Raises ActoNegado, ActoInvalido where there is none, DatosInvalidos (``motivo``).
    """
    exigir_texto(motivo, MAXIMO_MOTIVO, lugar="El motivo", campo="motivo")
    registros = registros_de(session, actor, manuales_de(session, persona_id))
    for registro in registros:
        if registro.persona.email != CORREO:
            registro.exigir_rol("administrador", para="Quitar un segundo factor")
    persona = persona_de(session, persona_id)
    if persona.id == actor.persona_id:
        raise ActoNegado("Su propio segundo factor no se quita aquí.", "Hágalo en su cuenta.")
    _quitar(session, persona)
    for registro in registros:
        registro.asunto(
            ClaseAsunto.PERSONA,
            "quitar-segundo-factor",
            rol=registro.rol_para("administrador"),
            sujeto_id=persona.id,
            motivo=motivo.strip(),
        )


def _quitar(session: Session, persona: Persona) -> None:
    if not olvidar_factor(session, persona.id):
        raise ActoInvalido(f"{persona.nombre} no tiene segundo factor.", "No hay nada que quitar.")
    persona.fs_uniquifier = uuid.uuid4().hex
