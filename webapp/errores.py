"""Refusals as pages: what happened, that nothing was lost, and what to do next (rule 9)."""

from __future__ import annotations

import re

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    jsonify,
    make_response,
    render_template,
    request,
)
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from workflows.errores import DatosInvalidos, ErrorVigente

_TITULOS = {
    400: "No se pudo hacer",
    403: "Esto le toca a otra persona",
    404: "No se encontró",
    405: "No se pudo hacer",
    409: "Algo cambió mientras tanto",
    413: "El archivo es demasiado grande",
    422: "Falta algo por corregir",
    429: "Demasiados intentos",
}
_REMEDIOS = {
    404: "Revise la dirección, o búsquelo desde el inicio.",
    405: "Vuelva a la página anterior e inténtelo de nuevo.",
    413: "Vuelva atrás: lo escrito sigue en la página. Divida el documento o quítele las imágenes.",
    429: "Espere un minuto e inténtelo de nuevo.",
}

Pagina = tuple[str | Response, int]


def iniciar(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(ErrorVigente, _vigente)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(IntegrityError, _integridad)
    app.register_error_handler(OperationalError, _ocupada)
    app.register_error_handler(DBAPIError, _inesperado)
    app.before_request(_sin_caracteres_nulos)
    app.register_error_handler(500, _inesperado)


def _sin_caracteres_nulos() -> None:
    """No address of ours has one, and PostgreSQL would refuse it as a fault of ours."""
    if "\0" in request.path or any("\0" in v for v in request.args.values()):
        abort(404)


def mensaje_de_la_base(error: IntegrityError) -> str:
    """The sentence of the trigger that refused, without the database's own words."""
    texto = str(error.orig).split("\n", 1)[0].strip()
    return texto if texto.endswith(".") and not re.search(r"constraint|violates", texto) else ""


def _pagina(codigo: int, mensaje: str, remedio: str = "", campo: str = "") -> Pagina:
    if request.is_json or request.path.startswith("/api/"):
        return jsonify(error=mensaje, remedio=remedio, campo=campo), codigo
    titulo = _TITULOS.get(codigo, "No se pudo hacer")
    return (
        render_template(
            "error.html", codigo=codigo, titulo=titulo, mensaje=mensaje, remedio=remedio
        ),
        codigo,
    )


def _vigente(error: ErrorVigente) -> Pagina:
    campo = error.campo if isinstance(error, DatosInvalidos) else ""
    return _pagina(error.estado_http, error.mensaje, error.remedio, campo)


def _csrf(error: CSRFError) -> Pagina:
    return _pagina(
        400,
        "La página llevaba mucho tiempo abierta, o su sesión terminó, y no se guardó nada.",
        "Vuelva atrás: lo que escribió sigue en la página. Ábrala de nuevo en otra pestaña, "
        "entre, y copie su texto.",
    )


def _http(error: HTTPException) -> Pagina:
    codigo = error.code or 500
    mensajes = {
        404: "Aquí no hay ninguna página.",
        413: "Lo que envió pesa demasiado.",
        405: "Esta dirección no se abre así.",
    }
    cuerpo, _ = _pagina(codigo, mensajes.get(codigo, "La petición no se entendió."),
                        _REMEDIOS.get(codigo, "Vuelva a la página anterior."))  # fmt: skip
    respuesta = make_response(cuerpo, codigo)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        respuesta.headers["Allow"] = ", ".join(error.valid_methods)
    return respuesta, codigo


def _integridad(error: IntegrityError) -> Pagina:
    current_app.logger.warning("la base rechazó un cambio: %s", error.orig)
    mensaje = mensaje_de_la_base(error) or "Otra persona hizo un cambio al mismo tiempo."
    return _pagina(
        409, f"{mensaje} No se guardó nada.", "Actualice la página y vuelva a intentarlo."
    )


def _ocupada(error: OperationalError) -> Pagina:
    current_app.logger.error("la base no responde: %s", error.orig)
    return _pagina(
        503, "La base de datos no responde en este momento. No se guardó nada.",
        "Su texto sigue en la página: vuelva atrás y envíelo de nuevo en un minuto.",
    )  # fmt: skip


def _inesperado(error: Exception) -> Pagina:
    current_app.logger.error("error inesperado", exc_info=error)
    return _pagina(
        500, "Ocurrió un error inesperado y no se guardó nada.",
        "Vuelva atrás e inténtelo de nuevo; si se repite, avise a quien administra el sistema.",
    )  # fmt: skip
