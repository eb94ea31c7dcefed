"""The form to come in: Flask-Security's, behind the lock-out."""

from __future__ import annotations

from typing import Any

from flask import current_app, request
from flask_security import LoginForm

from webapp.acceso.intentos import Puerta, anotar_fallo, minutos_de_espera, olvidar, puertas
from webapp.bd import db, transaccion


class FormularioEntrar(LoginForm):
    """Refuses without looking at the password while too many attempts have failed."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether they may come in; a failure is counted."""
        ahora = current_app.config["RELOJ"]()
        suyas: tuple[Puerta, ...] = puertas(self.email.data or "", request.remote_addr or "")
        with db.sessionmaker() as session:
            espera = minutos_de_espera(session, suyas, ahora)
        if espera:
            minutos = "un minuto" if espera == 1 else f"{espera} minutos"
            self.form_errors.append(
                f"Hubo demasiados intentos. Espere {minutos} y vuelva a probar, o pida una "
                "contraseña nueva a quien administra el manual."
            )
            return False
        pasa = bool(super().validate(**kwargs))
        with transaccion() as session:
            if pasa:
                olvidar(session, suyas)
            else:
                anotar_fallo(session, suyas, ahora)
        return pasa
