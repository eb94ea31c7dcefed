"""A password without knowing the present one: by the link that was sent to one's address."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_security import current_user, logout_user
from werkzeug.wrappers import Response as Respuesta

from webapp.acceso.contrasenas import cifrar, con_que_se_entra, se_usan
from webapp.acceso.enlaces import sello_de
from webapp.acceso.entrada import entrar_como
from webapp.acceso.intentos import (
    anotar_fallo,
    dicha_la_espera,
    minutos_de_espera,
    puertas_de_pedidos,
)
from webapp.bd import db, transaccion
from webapp.casos.elegir_contrasena import elegir_contrasena
from webapp.casos.pedir_reposicion import pedir_reposicion
from webapp.consultas.cartas import CartaVista, carta_de
from webapp.modelos import ClaseCarta
from webapp.permisos import ABIERTO, ahora, permiso
from workflows.errores import DatosInvalidos, ErrorVigente

bp = Blueprint("contrasena", __name__)

_PEDIDA = (
    "Si hay una cuenta abierta con ese correo, en unos minutos le llegará un mensaje con un enlace "
    "para elegir otra contraseña. Sirve una hora y una sola vez. Si no le llega, revise el correo "
    "no deseado o avise a quien administra el manual."
)


@bp.before_request
def _donde_hay_contrasenas() -> Respuesta | None:
    """Where the institution alone lets in, no link is another way."""
    if se_usan():
        return None
    flash(f"Aquí no hay contraseñas: se entra con {con_que_se_entra()}.", "info")
    return redirect(url_for("security.login"))


@bp.route("/contrasena/olvidada", methods=["GET", "POST"])
@permiso(ABIERTO)
def olvidada() -> str | Respuesta | tuple[str, int]:
    """Ask for a link; the answer is the same whether there is such an account or not."""
    if request.method == "GET":
        return render_template("acceso/olvidada.html", correo="", error="")
    correo = request.form.get("correo", "").strip()
    if not 3 <= len(correo) <= 254 or "@" not in correo:
        return _sin_pedir(correo, "Escriba el correo con el que entra, como ana@ejemplo.cr.", 422)
    suyas = puertas_de_pedidos(correo, request.remote_addr or "")
    with transaccion() as session:
        espera = minutos_de_espera(session, suyas, ahora())
        if not espera:
            anotar_fallo(session, suyas, ahora())
            pedir_reposicion(session, correo, ahora())
    if espera:
        return _sin_pedir(correo, dicha_la_espera(espera), 429)
    flash(_PEDIDA, "success")
    return redirect(url_for("security.login"))


@bp.route("/contrasena/<ficha>", methods=["GET", "POST"])
@permiso(ABIERTO)
def reponer(ficha: str) -> Respuesta:
    """Choose another; then one comes in with it, as always."""
    return _elegir(ClaseCarta.REPOSICION, ficha)


@bp.route("/invitacion/<ficha>", methods=["GET", "POST"])
@permiso(ABIERTO)
def invitacion(ficha: str) -> Respuesta:
    """Choose the first one, and be in."""
    return _elegir(ClaseCarta.INVITACION, ficha)


def _elegir(clase: ClaseCarta, ficha: str) -> Respuesta:
    sello = sello_de(ficha, clase)
    if request.method == "GET":
        return _pagina(clase, sello, {}, 200)
    contrasena = request.form.get("contrasena", "")
    clave_cifrada = cifrar(contrasena)
    try:
        with transaccion() as session:
            quien = elegir_contrasena(
                session, clase, sello, ahora(), contrasena=contrasena, clave_cifrada=clave_cifrada
            )
    except DatosInvalidos as error:
        return _pagina(clase, sello, error.por_campo(), error.estado_http)
    except ErrorVigente as error:
        return _pagina(clase, sello, {}, error.estado_http)
    if current_user.is_authenticated:
        logout_user()
    if clase is ClaseCarta.REPOSICION:
        flash("Su contraseña ya es la nueva. Entre con ella.", "success")
        return redirect(url_for("security.login"))
    entrar_como(quien)
    flash("Su cuenta está lista. De aquí en adelante entre con su correo y su contraseña.",
          "success")  # fmt: skip
    return redirect(url_for("bandeja.ver"))


def _pagina(clase: ClaseCarta, sello: str, errores: dict[str, str], codigo: int) -> Response:
    """The form, or why the link opens nothing; kept by nobody on the way."""
    db.session.rollback()
    carta: CartaVista | None = carta_de(db.session, clase, sello, ahora()) if sello else None
    if carta is None or not carta.abre:
        codigo = 410 if request.method == "GET" else max(codigo, 409)
    respuesta = make_response(
        render_template("acceso/elegir.html", clase=clase.value, carta=carta, errores=errores),
        codigo,
    )
    respuesta.headers["Cache-Control"] = "no-store"
    return respuesta


def _sin_pedir(correo: str, error: str, codigo: int) -> tuple[str, int]:
    return render_template("acceso/olvidada.html", correo=correo, error=error), codigo
