"""The form to come in: Flask-Security's, behind the lock-out."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_security import LoginForm

from webapp.acceso.cerrojo import con_cerrojo
from webapp.acceso.prueba import Medio, al_entrar_por


class FormularioEntrar(LoginForm):
    """Refuses without looking at the password while too many attempts have failed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not current_app.config["SESION_VIDA"].recordada:
            del self.remember

    def validate(self, **kwargs: Any) -> bool:
        """Whether they may come in; a failure is counted."""
        institucion = current_app.config["INSTITUCION"]
        if institucion is not None and not institucion.con_contrasena:
            self.form_errors.append(f"Aquí se entra con {institucion.nombre}.")
            return False
        pasa, espera = con_cerrojo(
            self.email.data or "", lambda: bool(super(FormularioEntrar, self).validate(**kwargs))
        )
        if espera:
            self.form_errors.append(
                f"{espera} Si no recuerda su contraseña, pida otra con el enlace de abajo."
            )
        if pasa:
            al_entrar_por(Medio.CONTRASENA)
        return pasa
