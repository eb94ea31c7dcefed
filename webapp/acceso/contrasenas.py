"""Passwords as they are kept: argon2id, by Flask-Security."""

from __future__ import annotations

from flask import current_app
from flask_security import hash_password, verify_password
from flask_security.proxies import _security

from webapp.casos.operador import SIN_CONTRASENA
from webapp.modelos import Persona
from workflows.errores import ActoInvalido


def cifrar(contrasena: str) -> str:
    """What is stored of it. Normalised as the log-in form does, or no ``ñ`` would ever match."""
    return str(hash_password(_security.password_util.normalize(contrasena)))


def es_de(persona: Persona, contrasena: str) -> bool:
    """Whether it is this person's; of somebody without one, none is."""
    if not tiene(persona):
        return False
    normal = _security.password_util.normalize(contrasena)
    return bool(verify_password(normal, persona.password))


def tiene(persona: Persona) -> bool:
    """Whether somebody has a password of their own."""
    return persona.password != SIN_CONTRASENA


def se_usan() -> bool:
    """Whether a password lets anybody in here: the institution's sign-in may be the only way."""
    institucion = current_app.config["INSTITUCION"]
    return institucion is None or bool(institucion.con_contrasena)


def con_que_se_entra() -> str:
    """What finishes «entra con…»."""
    return "su contraseña" if se_usan() else str(current_app.config["INSTITUCION"].nombre)


def exigir_que_se_usen() -> None:
    """Refuse to give or change a password where none lets anybody in. Raises ActoInvalido."""
    if not se_usan():
        raise ActoInvalido(
            f"Aquí no hay contraseñas: se entra con {con_que_se_entra()}.",
            "La suya se cambia donde se administra esa cuenta.",
        )
