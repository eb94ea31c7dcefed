"""One's own account."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.acceso.cerrojo import con_cerrojo
from webapp.acceso.contrasenas import cifrar, es_de, exigir_que_se_usen, tiene
from webapp.acceso.entrada import entrar_como
from webapp.bd import transaccion
from webapp.casos.cambiar_contrasena import cambiar_contrasena
from webapp.casos.preferir_avisos import preferir_avisos
from webapp.permisos import SESION, actor, permiso
from webapp.vistas._cuenta import pagina
from workflows.errores import ActoInvalido, DatosInvalidos

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


@bp.route("/contrasena", methods=["GET", "POST"])
@permiso(SESION)
def contrasena() -> str | Response | tuple[str, int]:
    """A new password, for who says the present one; the other sessions end, this one goes on."""
    exigir_que_se_usen()
    if not tiene(current_user):
        raise ActoInvalido(
            "Su cuenta no tiene una contraseña que cambiar.",
            "Usted entra de otra manera; si quiere una, pídala a quien administra el manual.",
        )
    if request.method == "GET":
        return _cambio({})
    actual, nueva = request.form.get("actual", ""), request.form.get("contrasena", "")
    es_suya, espera = con_cerrojo(current_user.email, lambda: es_de(current_user, actual))
    if not es_suya:
        dicho = (
            espera or "Esa no es su contraseña de ahora. Escríbala otra vez, o salga y pida otra."
        )
        return _cambio({"actual": dicho}), 429 if espera else 422
    quien = current_user.id
    try:
        with transaccion() as session:
            cambiar_contrasena(
                session,
                actor(),
                probada=current_user.password,
                contrasena=nueva,
                clave_cifrada=cifrar(nueva),
            )
    except DatosInvalidos as error:
        return _cambio(error.por_campo()), error.estado_http
    entrar_como(quien)
    flash("Se cambió su contraseña, y se cerraron sus otras sesiones abiertas.", "success")
    return redirect(url_for("cuenta.ver"))


def _cambio(errores: dict[str, str]) -> str:
    return render_template("cuenta/cambiar_contrasena.html", errores=errores)
