"""The page of one's own account: what each of its sections is drawn from."""

from __future__ import annotations

from flask import current_app, render_template
from flask_security import current_user

from webapp.acceso.contrasenas import tiene
from webapp.acceso.puerta import sesion_actual
from webapp.acceso.segundo_factor import con_dispositivo
from webapp.bd import db
from webapp.consultas.sesiones import sesiones_abiertas
from webapp.permisos import ahora


def pagina(*, error: str = "") -> str:
    """The page as it is now; ``error`` is what stopped the form of the notices."""
    actual = sesion_actual()
    abiertas = sesiones_abiertas(
        db.session,
        current_user.id,
        actual.id if actual else 0,
        current_app.config["SESION_VIDA"].vigente(ahora()),
    )
    return render_template(
        "cuenta.html",
        avisos=current_user.avisos,
        error=error,
        con_contrasena=tiene(current_user),
        sesiones=abiertas,
        segundo_factor=con_dispositivo(current_user.id),
    )
