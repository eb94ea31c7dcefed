"""Coming in without the log-in form: after choosing a password, which proves who one is."""

from __future__ import annotations

from flask_security import current_user, login_user

from webapp.acceso.prueba import Medio, al_entrar_por
from webapp.acceso.segundo_factor import lo_que_falta
from webapp.bd import db
from webapp.modelos import Persona


def entrar_como(persona_id: int) -> None:
    """This browser is that person's from now on. Their row is read again, after what changed it.

    Whoever was in goes on as they were; whoever was not is asked for their second factor.
    """
    era = current_user.is_authenticated and current_user.id == persona_id
    al_entrar_por(Medio.CONTRASENA, sigue=era and lo_que_falta() is None)
    db.session.rollback()
    persona = db.session.get_one(Persona, persona_id, populate_existing=True)
    login_user(persona, remember=False, authn_via=["password"])
