"""Closing one's own sessions: one, the others, or all of them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask_security.utils import logout_user
from werkzeug.wrappers import Response

from webapp.acceso.puerta import sesion_actual
from webapp.bd import transaccion
from webapp.casos.cerrar_sesiones import cerrar_sesion, cerrar_sesiones
from webapp.modelos import MotivoCierre
from webapp.permisos import SESION, actor, permiso

bp = Blueprint("sesiones", __name__, url_prefix="/cuenta/sesiones")


@bp.post("/<int:sesion_id>/cerrar")
@permiso(SESION)
def cerrar(sesion_id: int) -> Response:
    """One of them, on another machine."""
    with transaccion() as session:
        cerrar_sesion(session, actor(), sesion_id)
    flash("La sesión se cerró. En ese equipo habrá que entrar de nuevo.", "success")
    return redirect(url_for("cuenta.ver", _anchor="sesiones"))


@bp.post("/cerrar-las-demas")
@permiso(SESION)
def cerrar_las_demas() -> Response:
    """All but this one."""
    actual = sesion_actual()
    _cerrar_todas(salvo=actual.id if actual else None)
    flash("Se cerraron las demás sesiones. Solo queda abierta esta.", "success")
    return redirect(url_for("cuenta.ver", _anchor="sesiones"))


@bp.post("/salir-de-todas")
@permiso(SESION)
def salir_de_todas() -> Response:
    """This one too."""
    _cerrar_todas(salvo=None)
    logout_user()
    flash("Salió de Vigente en todos los equipos.", "success")
    return redirect(url_for("inicio"))


def _cerrar_todas(*, salvo: int | None) -> None:
    quien = actor()
    with transaccion() as session:
        cerrar_sesiones(
            session, quien.persona_id, ahora=quien.ahora, motivo=MotivoCierre.PROPIO, salvo=salvo
        )
