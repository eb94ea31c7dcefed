"""«Confirme que es usted»: what somebody sees who signs with a proof that is not recent.

The page carries the form that was sent, whole, in hidden fields; with the password (or the
code) added it is sent again to where it was going. What travels is what the person could
have sent anyway, and it is judged again: by its CSRF token, its permissions, the hash seen.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, jsonify, render_template, request, url_for
from flask_security import current_user
from werkzeug.datastructures import ImmutableMultiDict

from webapp.acceso.cerrojo import con_cerrojo
from webapp.acceso.contrasenas import es_de, se_usan, tiene
from webapp.acceso.prueba import Medio, probar, prueba_actual
from webapp.acceso.segundo_factor import con_dispositivo, lo_que_falta
from webapp.acceso.totp import codigo_sirve
from webapp.bd import db, transaccion
from webapp.casos.actor import PideIdentidad
from webapp.consultas.personas import entra_por_la_institucion
from webapp.permisos import ahora
from webapp.vistas.segundo_factor import puerta_del_codigo

#: What the page adds to the form; taken away before the view sees it.
CONTRASENA, CODIGO, QUE = "prueba-contrasena", "prueba-codigo", "prueba-que"

Pagina = tuple[str | Response, int]


def iniciar(app: Flask) -> None:
    """Look at the proof that comes with a form, and ask for it where one is missing."""
    app.before_request(_comprobar)
    app.register_error_handler(PideIdentidad, _pedir)


def _comprobar() -> Pagina | None:
    if request.method != "POST" or not request.endpoint:
        return None
    if not {CONTRASENA, CODIGO} & set(request.form):
        return None
    contrasena = request.form.get(CONTRASENA, "")
    codigo = "".join(request.form.get(CODIGO, "").split())
    que = request.form.get(QUE, "")
    request.form = ImmutableMultiDict(
        [(k, v) for k, v in request.form.items(multi=True) if k not in (CONTRASENA, CODIGO, QUE)]
    )
    if not current_user.is_authenticated or lo_que_falta():
        return None
    if codigo:
        pasa, espera = con_cerrojo(puerta_del_codigo(), lambda: _es_el_de_ahora(codigo))
        medio, falla = (
            Medio.TOTP,
            "Ese código no es el de ahora, o ya lo usó. Escriba el siguiente.",
        )
    elif contrasena and se_usan():
        pasa, espera = con_cerrojo(current_user.email, lambda: es_de(current_user, contrasena))
        medio, falla = Medio.CONTRASENA, "Esa no es su contraseña. Escríbala de nuevo."
    elif prueba_actual().vale:  # by the institution, in the other tab
        return None
    else:
        return _sin_nada(que)
    if not pasa:
        return _pagina(que, **{"error_codigo" if codigo else "error": espera or falla})
    probar(medio)
    return None


def _es_el_de_ahora(codigo: str) -> bool:
    with transaccion() as session:
        return codigo_sirve(session, current_user.id, codigo, ahora())


def _sin_nada(que: str) -> Pagina:
    if tiene(current_user) and se_usan():
        return _pagina(que, error="Falta escribirla.")
    if con_dispositivo(current_user.id):
        return _pagina(que, error_codigo="Falta escribirlo.")
    return _pagina(que, error="Todavía no se ha confirmado. Hágalo con el botón y vuelva aquí.")


def _por_la_institucion() -> str:
    """Where they may say who they are to the institution, if it vouches for them."""
    if not entra_por_la_institucion(db.session, current_user.id):
        return ""
    return url_for("institucion.ida", otra_vez=1)


def _pedir(pedido: PideIdentidad) -> Pagina:
    return _pagina(pedido.que)


def _pagina(que: str, *, error: str = "", error_codigo: str = "") -> Pagina:
    if request.is_json or request.path.startswith("/api/"):
        return jsonify(
            error="Para firmar hay que confirmar quién es usted.",
            remedio="Hágalo desde la página de la versión.",
            campo="",
        ), 403
    enviado = [(k, v) for k, v in request.form.items(multi=True) if k != "csrf_token"]
    antes = request.referrer or ""
    institucion = current_app.config["INSTITUCION"]
    pagina = render_template(
        "cuenta/confirmar.html",
        que=que,
        error=error,
        error_codigo=error_codigo,
        con_contrasena=tiene(current_user) and se_usan(),
        entrada_externa=institucion and _por_la_institucion(),
        con_codigo=con_dispositivo(current_user.id),
        enviado=enviado,
        minutos=current_app.config["PRUEBA_MINUTOS"],
        volver=antes if antes.startswith(request.host_url) else url_for("bandeja.ver"),
    )
    return pagina, 403
