"""Crear una persona: an account, and how its owner signs."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._contrasenas import exigir_contrasena
from webapp.casos._personas import abrir_registro, exigir_como_firma
from webapp.casos._textos import exigir_texto
from webapp.casos.actor import Actor
from webapp.casos.invitar import mandar_invitacion
from webapp.casos.operador import SIN_CONTRASENA
from webapp.modelos import ClaseAsunto, Persona
from workflows.errores import ActoInvalido, Faltas


def crear_persona(
    session: Session,
    actor: Actor,
    manual_id: int,
    *,
    nombre: str,
    correo: str,
    unidad: str,
    puesto: str,
    contrasena: str | None = None,
    clave_cifrada: str = SIN_CONTRASENA,
    invita: bool = True,
) -> Persona:
    """Give somebody an account, and invite them by e-mail to choose its password.

    Where there is no mail they get a ``contrasena`` instead (``clave_cifrada`` is its hash);
    where the institution alone lets in, neither: it finds them by their address (not ``invita``).

    Raises ActoNegado (role), DatosInvalidos naming the fields, ActoInvalido (address taken).
    """
    registro = abrir_registro(session, actor, manual_id)
    correo = correo.strip().lower()
    faltas = Faltas()
    faltas.leer(exigir_como_firma, nombre, unidad, puesto)
    faltas.leer(exigir_texto, correo, 254, lugar="El correo", campo="correo")
    if "@" not in correo or " " in correo:
        faltas.decir("El correo no es válido.", "Por ejemplo: ana@ejemplo.cr.", "correo")
    if contrasena is not None:
        faltas.leer(exigir_contrasena, session, contrasena, nombre, correo, [manual_id])
    faltas.exigir()
    if session.scalar(select(Persona.id).where(Persona.email == correo)):
        raise ActoInvalido(
            f"Ya hay una cuenta con el correo {correo}.", "Búsquela en la lista de personas."
        )
    persona = Persona(
        nombre=nombre.strip(),
        email=correo,
        password=clave_cifrada if contrasena is not None else SIN_CONTRASENA,
        active=True,
        fs_uniquifier=uuid.uuid4().hex,
        unidad=unidad.strip(),
        puesto=puesto.strip(),
        creada=actor.ahora,
    )
    session.add(persona)
    session.flush()
    registro.asunto(ClaseAsunto.PERSONA, "crear-persona", rol="administrador", sujeto_id=persona.id)
    if contrasena is None and invita:
        mandar_invitacion(registro, persona)
    return persona
