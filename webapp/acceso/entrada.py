"""Coming in without the log-in form: after choosing a password, which proves who one is."""

from __future__ import annotations

from flask_security import login_user

from webapp.acceso.prueba import Medio, al_entrar_por
from webapp.bd import db
from webapp.modelos import Persona


def entrar_como(persona_id: int) -> None:
    """This browser is that person's from now on. Their row is read again, after what changed it."""
    db.session.rollback()
    persona = db.session.get_one(Persona, persona_id, populate_existing=True)
    al_entrar_por(Medio.CONTRASENA)
    login_user(persona, remember=False, authn_via=["password"])
