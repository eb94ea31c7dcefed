"""«Confirme que es usted»: what somebody sees who signs with a proof that is not recent.

The page carries the form that was sent, whole, in hidden fields; with the password (or the
code) added it is sent again to where it was going. What travels is what the person could
have sent anyway, and it is judged again: by its CSRF token, its permissions, the hash seen.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, jsonify, render_template, request, url_for
from flask_security import current_user
from flask_security.utils import verify_password
from werkzeug.datastructures import ImmutableMultiDict

from webapp.acceso.cerrojo import con_cerrojo
from webapp.acceso.prueba import Medio, probar
from webapp.casos.actor import PideIdentidad

#: What the page adds to the form; taken away before the view sees it.
CONTRASENA = "prueba-contrasena"
_AGREGADO = (CONTRASENA,)

Pagina = tuple[str | Response, int]


def iniciar(app: Flask) -> None:
    """Look at the proof that comes with a form, and ask for it where one is missing."""
    app.before_request(_comprobar)
    app.register_error_handler(PideIdentidad, _pedir)


def _comprobar() -> Pagina | None:
    if request.method != "POST" or not request.endpoint or CONTRASENA not in request.form:
        return None
    dicha = request.form[CONTRASENA]
    request.form = ImmutableMultiDict(
        [(k, v) for k, v in request.form.items(multi=True) if k not in _AGREGADO]
    )
    if not current_user.is_authenticated:
        return None
    if not dicha:
        return _pagina(error="Escriba su contraseña para firmar.")
    pasa, espera = con_cerrojo(current_user.email, lambda: _es_la_suya(dicha))
    if not pasa:
        return _pagina(error=espera or "Esa no es su contraseña. Escríbala de nuevo.")
    probar(Medio.CONTRASENA)
    return None


def _es_la_suya(contrasena: str) -> bool:
    normal = current_app.extensions["security"].password_util.normalize(contrasena)
    return bool(verify_password(normal, current_user.password))


def _pedir(pedido: PideIdentidad) -> Pagina:
    return _pagina(que=pedido.que)


def _pagina(*, que: str = "", error: str = "") -> Pagina:
    if request.is_json or request.path.startswith("/api/"):
        return jsonify(
            error="Para firmar hay que confirmar quién es usted.",
            remedio="Hágalo desde la página de la versión.",
            campo="",
        ), 403
    enviado = [(k, v) for k, v in request.form.items(multi=True) if k != "csrf_token"]
    antes = request.referrer or ""
    pagina = render_template(
        "cuenta/confirmar.html",
        que=que,
        error=error,
        enviado=enviado,
        minutos=current_app.config["PRUEBA_MINUTOS"],
        volver=antes if antes.startswith(request.host_url) else url_for("bandeja.ver"),
    )
    return pagina, 403
