"""Refusals as pages: what happened, that nothing was lost, and what to do next (rule 9)."""

from __future__ import annotations

import re

from flask import (
    Flask,
    Response,
    current_app,
    jsonify,
    make_response,
    render_template,
    request,
)
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from webapp import caidas
from webapp.escrito import textos
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
    413: "No se guardó nada. Divida el documento o quítele las imágenes.",
    429: "Espere un minuto e inténtelo de nuevo.",
}

Pagina = tuple[str | Response, int]


def iniciar(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(ErrorVigente, _vigente)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(IntegrityError, _integridad)
    app.register_error_handler(DBAPIError, _de_la_base)
    caidas.iniciar(app)
    app.register_error_handler(500, _inesperado)


def mensaje_de_la_base(error: IntegrityError) -> str:
    """The sentence of the trigger that refused, without the database's own words."""
    texto = str(error.orig).split("\n", 1)[0].strip()
    return texto if texto.endswith(".") and not re.search(r"constraint|violates", texto) else ""


def _pagina(codigo: int, mensaje: str, remedio: str = "", campo: str = "") -> Pagina:
    if request.is_json or request.path.startswith("/api/"):
        return jsonify(error=mensaje, remedio=remedio, campo=campo), codigo
    titulo = _TITULOS.get(codigo, "No se pudo hacer")
    pintar = caidas.pintar_aparte if codigo == 500 else render_template
    return (
        pintar(
            "error.html",
            codigo=codigo,
            titulo=titulo,
            mensaje=mensaje,
            remedio=remedio,
            escrito=textos(),
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
        "Copie lo que escribió, que está abajo; abra la página de nuevo, entre si se lo pide, y "
        "péguelo."
        if textos()
        else "Abra la página de nuevo, entre si se lo pide, e inténtelo otra vez.",
    )


def _http(error: HTTPException) -> Pagina:
    if isinstance(error, SecurityError):
        return _con_otro_nombre()
    codigo = error.code or 500
    megas = current_app.config["MAX_CONTENT_LENGTH"] // 1024 // 1024
    texto = current_app.config["MAX_FORM_MEMORY_SIZE"] // 1024 // 1024
    mensajes = {
        404: "Aquí no hay ninguna página.",
        413: f"Lo que envió pesa demasiado: caben {megas} MB en total, y {texto} MB de texto.",
        405: "Esta dirección no se abre así.",
    }
    cuerpo, _ = _pagina(codigo, mensajes.get(codigo, "La petición no se entendió."),
                        _REMEDIOS.get(codigo, "Vuelva a la página anterior."))  # fmt: skip
    respuesta = make_response(cuerpo, codigo)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        respuesta.headers["Allow"] = ", ".join(error.valid_methods)
    return respuesta, codigo


def _con_otro_nombre() -> Pagina:
    """Asked for by a name that is not this site's: nothing of it is shown, not even a link."""
    texto = "Este sitio no se llama así. Entre por la dirección que le dieron.\n"
    return Response(texto, 400, mimetype="text/plain"), 400


def _integridad(error: IntegrityError) -> Pagina:
    current_app.logger.warning("la base rechazó un cambio: %s", error.orig)
    mensaje = mensaje_de_la_base(error) or "Otra persona hizo un cambio al mismo tiempo."
    return _pagina(
        409, f"{mensaje} No se guardó nada.", "Actualice la página y vuelva a intentarlo."
    )


def _de_la_base(error: DBAPIError) -> Pagina | Response:
    return caidas.caida(error) if caidas.es_caida(error) else _inesperado(error)


def _inesperado(error: Exception) -> Pagina:
    current_app.logger.error("error inesperado", exc_info=error)
    return _pagina(
        500, "Ocurrió un error inesperado y no se guardó nada.",
        "Inténtelo de nuevo; si se repite, avise a quien administra el sistema.",
    )  # fmt: skip
