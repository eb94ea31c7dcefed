"""One's own account."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from webapp.bd import transaccion
from webapp.casos.preferir_avisos import preferir_avisos
from webapp.permisos import SESION, actor, permiso
from webapp.vistas._cuenta import pagina
from workflows.errores import DatosInvalidos

bp = Blueprint("cuenta", __name__, url_prefix="/cuenta")


@bp.route("", methods=["GET", "POST"])
@permiso(SESION)
def ver() -> str | Response | tuple[str, int]:
    """Its sections; what is posted here is how one wants the notices."""
    if request.method == "GET":
        return pagina()
    try:
        with transaccion() as session:
            preferir_avisos(session, actor(), request.form.get("avisos", ""))
    except DatosInvalidos as error:
        return pagina(error=str(error)), error.estado_http
    flash("Se guardó cómo quiere recibir los avisos.", "success")
    return redirect(url_for("cuenta.ver"))
