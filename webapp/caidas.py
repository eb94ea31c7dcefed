"""When what Vigente stands on gives way: the database is away, or the disk is full.

The page asks nothing of the database. It says what happened and that nothing was stored, and
carries what was typed, to be sent again or copied.
"""

from __future__ import annotations

import errno
import logging
import sqlite3
from dataclasses import dataclass

from flask import Flask, Response, current_app, jsonify, make_response, request
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as SinConexiones

from webapp import escrito
from webapp.bd import EnDuda

_registro = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caida:
    """What is said of it; ``espera`` is in seconds."""

    codigo: int
    titulo: str
    mensaje: str
    remedio: str
    espera: int


BASE = Caida(
    503,
    "La base de datos no responde",
    "La base de datos no responde en este momento. No se guardó nada.",
    "Espere un minuto e inténtelo de nuevo.",
    30,
)
EN_DUDA = Caida(
    503,
    "No se sabe si quedó guardado",
    "La base de datos dejó de responder justo cuando se guardaba: puede que haya quedado guardado "
    "y puede que no.",
    "Espere un minuto y mire en otra pestaña si ya está, antes de enviarlo de nuevo.",
    30,
)
SIN_ESPACIO = Caida(
    507,
    "No queda espacio en el servidor",
    "No queda espacio en el servidor para guardar esto. No se guardó nada, y lo que ya estaba "
    "guardado sigue igual.",
    "Avise a quien administra el sistema: hay que liberar espacio. Después inténtelo de nuevo.",
    120,
)

_LLENO = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: What PostgreSQL calls disk_full.
_DISCO_LLENO = "53100"
#: A server that was promoted or demoted meanwhile: it reads, and does not write.
_SOLO_LEE = "25006"


def iniciar(app: Flask) -> None:
    """Register the handlers."""
    for clase in (OperationalError, InterfaceError, SinConexiones):
        app.register_error_handler(clase, caida)
    app.register_error_handler(EnDuda, lambda error: _responder(EN_DUDA, error))
    app.register_error_handler(OSError, _del_sistema)


def es_caida(error: DBAPIError) -> bool:
    """Whether the fault is of the connection or of the server, not of what was asked."""
    return (
        isinstance(error, OperationalError | InterfaceError)
        or error.connection_invalidated
        or getattr(error.orig, "sqlstate", None) == _SOLO_LEE
    )


def caida(error: Exception) -> Response:
    """The page (or JSON) of a fault of the database."""
    return _responder(SIN_ESPACIO if sin_espacio(error) else BASE, error)


def sin_espacio(error: BaseException) -> bool:
    """Whether it is for want of room on a disk: the database's, or that of the files."""
    if isinstance(error, OSError):
        return error.errno in _LLENO
    original = getattr(error, "orig", error)
    if isinstance(original, sqlite3.Error):
        return getattr(original, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return getattr(original, "sqlstate", None) == _DISCO_LLENO


def _del_sistema(error: OSError) -> Response:
    if not sin_espacio(error):
        raise error
    return _responder(SIN_ESPACIO, error)


def _responder(que: Caida, error: Exception) -> Response:
    _registro.error("%s: %s", que.titulo, getattr(error, "orig", error))
    if request.is_json or request.path.startswith("/api/"):
        respuesta = jsonify(error=que.mensaje, remedio=que.remedio, campo="")
    else:
        respuesta = make_response(_pagina(que))
    respuesta.status_code = que.codigo
    respuesta.headers["Retry-After"] = str(que.espera)
    respuesta.headers["Cache-Control"] = "no-store"
    return respuesta


def _pagina(que: Caida) -> str:
    return pintar_aparte(
        "caida.html",
        caida=que,
        campos=escrito.campos() if request.method == "POST" else None,
        textos=escrito.textos(),
        archivos=escrito.archivos(),
        destino=request.full_path if request.query_string else request.path,
    )


def pintar_aparte(plantilla: str, **datos: object) -> str:
    """A page without what is common to all, which asks the database who is here and what there
    is; flask-login asks it too, in every page that is rendered the usual way."""
    return current_app.jinja_env.get_template(plantilla).render(**datos)
