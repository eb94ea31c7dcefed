"""The people of a demonstration, and passwords that this installation can say again."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from webapp.casos.actor import Actor
from webapp.casos.crear_persona import crear_persona
from webapp.casos.nombrar import nombrar

Cifrar = Callable[[str], str]

#: One fictional person a role, for a document somebody brings.
NOMBRES = (
    "Ana Mora", "Rafael Solís", "Sofía Brenes", "Marcos Arias", "Elena Rojas", "Julián Castro",
    "Teresa Quirós", "Óscar Fallas",
)  # fmt: skip


def contrasena_de(secreto: str, correo: str) -> str:
    """The demonstration password of an address: of this installation, and the same every time."""
    huella = hmac.new(secreto.encode(), f"demo:{correo}".encode(), hashlib.sha256).digest()
    letras = base64.b32encode(huella).decode().lower()
    return "-".join((letras[:5], letras[5:10], letras[10:15]))


def dar_de_alta(
    session: Session,
    actor: Actor,
    manual_id: int,
    personas: Mapping[str, Mapping[str, Any]],
    desde: date,
    cifrar: Cifrar,
) -> dict[str, int]:
    """Accounts and roles. ``cifrar`` gives the password hash of an address. Ids by clave."""
    ids = {}
    for clave, datos in personas.items():
        persona = crear_persona(
            session,
            actor,
            manual_id,
            nombre=datos["nombre"],
            correo=datos["correo"],
            unidad=datos["unidad"],
            puesto=datos["puesto"],
            contrasena="demostración: la pone quien la carga",
            clave_cifrada=cifrar(datos["correo"]),
        )
        ids[clave] = persona.id
        for rol in datos["roles"]:
            nombrar(session, actor, manual_id, persona.id, rol=rol, desde=desde)
    return ids
