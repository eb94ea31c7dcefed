"""Coming in without the log-in form: with a password just chosen, or by the institution."""

from __future__ import annotations

from flask_security import current_user, login_user

from webapp.acceso.prueba import Medio, al_entrar_por
from webapp.acceso.segundo_factor import lo_que_falta
from webapp.bd import db
from webapp.modelos import MedioSesion, Persona


def entrar_como(persona_id: int, *, por: Medio = Medio.CONTRASENA) -> None:
    """This browser is that person's from now on. Their row is read again, after what changed it.

    With a password, whoever was in goes on as they were, and whoever was not is asked for their
    second factor; the institution's own sign-in has asked for its own.
    """
    era = current_user.is_authenticated and current_user.id == persona_id
    al_entrar_por(por, sigue=por is Medio.CONTRASENA and era and lo_que_falta() is None)
    db.session.rollback()
    persona = db.session.get_one(Persona, persona_id, populate_existing=True)
    via = MedioSesion.INSTITUCION.value if por is Medio.SSO else "password"
    login_user(persona, remember=False, authn_via=[via])
