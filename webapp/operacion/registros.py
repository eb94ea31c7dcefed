"""Structured logs: one line a request, with an id that the person can quote; no personal text.

``VIGENTE_REGISTRO=json`` (or ``texto``) turns them on. What a person typed, and who they are
beyond the number of their account, is never in them.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request
from flask_security import current_user

_ID = re.compile(r"[\w.-]{8,64}")
_COMUNES: tuple[structlog.types.Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="momento"),
)
_SALIDAS: dict[str, structlog.types.Processor] = {
    "json": structlog.processors.JSONRenderer(sort_keys=True, ensure_ascii=False),
    "texto": structlog.processors.KeyValueRenderer(key_order=["momento", "level", "event"]),
}
_registro = logging.getLogger("vigente.peticion")
_EN_UNA_LINEA = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def iniciar(app: Flask) -> None:
    """Give every request an id, and log each when it ends where the settings ask for it."""
    app.before_request(_empezar)
    app.after_request(_terminar)
    app.teardown_request(_soltar)
    if forma := app.config["REGISTRO"]:
        _encender(forma)


def _encender(forma: str) -> None:
    if forma not in _SALIDAS:
        raise ValueError("VIGENTE_REGISTRO puede ser json o texto.")
    salida = logging.StreamHandler(sys.stderr)
    salida.setFormatter(
        (_EnJson if forma == "json" else structlog.stdlib.ProcessorFormatter)(
            foreign_pre_chain=_COMUNES,
            processors=[
                _con_campos,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                _SALIDAS[forma],
            ],
        )
    )
    logging.basicConfig(handlers=[salida], level=logging.INFO, force=True)


class _EnJson(structlog.stdlib.ProcessorFormatter):
    """What structlog would write. The line of a request, which each one waits for, is written at
    once: its fields are ours and need no processing."""

    def format(self, record: logging.LogRecord) -> str:
        """A line of JSON."""
        campos: dict[str, Any] | None = getattr(record, "campos", None)
        if campos is None:
            return super().format(record)
        momento = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds")
        linea = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "momento": momento.replace("+00:00", "Z"),
            **structlog.contextvars.get_contextvars(),
            **campos,
        }
        return _EN_UNA_LINEA.encode(linea)


def _con_campos(_: Any, __: str, evento: structlog.types.EventDict) -> structlog.types.EventDict:
    """The fields that a line of ours carries besides its name."""
    campos: dict[str, Any] = getattr(evento.get("_record"), "campos", {})
    return {**evento, **campos}


def _empezar() -> None:
    dado = request.headers.get("X-Request-ID", "")
    g.peticion = dado if _ID.fullmatch(dado) else uuid4().hex
    g.empezo = time.perf_counter()
    structlog.contextvars.bind_contextvars(peticion=g.peticion)


def _terminar(respuesta: Response) -> Response:
    if "peticion" not in g:
        return respuesta
    respuesta.headers["X-Request-ID"] = g.peticion
    if _registro.isEnabledFor(logging.INFO):
        campos = {
            "metodo": request.method,
            "vista": request.endpoint or "",
            "codigo": respuesta.status_code,
            "ms": round((time.perf_counter() - g.empezo) * 1000, 1),
            "persona": _persona(),
        }
        _registro.handle(_linea(campos))
    return respuesta


def _linea(campos: dict[str, Any]) -> logging.LogRecord:
    """Made here: ``info`` would look up the stack for which line of this program says it."""
    linea = logging.LogRecord(_registro.name, logging.INFO, "", 0, "petición", (), None)
    linea.campos = campos
    return linea


def _persona() -> int | None:
    """The account, where the request already asked who it is: logging asks nothing itself."""
    if "_login_user" not in g:
        return None
    return getattr(current_user, "id", None)


def _soltar(_: BaseException | None) -> None:
    structlog.contextvars.unbind_contextvars("peticion")
