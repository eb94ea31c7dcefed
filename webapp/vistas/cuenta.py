"""One's own account: how one wants the notices."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.bd import transaccion
from webapp.casos.preferir_avisos import preferir_avisos
from webapp.permisos import SESION, actor, permiso
from workflows.errores import DatosInvalidos

bp = Blueprint("cuenta", __name__, url_prefix="/cuenta")


@bp.route("", methods=["GET", "POST"])
@permiso(SESION)
def ver() -> str | Response | tuple[str, int]:
    """The ways there are, and the one chosen."""
    if request.method == "GET":
        return render_template("cuenta.html", avisos=current_user.avisos, error="")
    try:
        with transaccion() as session:
            preferir_avisos(session, actor(), request.form.get("avisos", ""))
    except DatosInvalidos as error:
        return (
            render_template("cuenta.html", avisos=current_user.avisos, error=str(error)),
            error.estado_http,
        )
    flash("Se guardó cómo quiere recibir los avisos.", "success")
    return redirect(url_for("cuenta.ver"))
