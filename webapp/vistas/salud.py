"""For the machines that watch: is it alive, may it be sent requests, what is it doing."""

from __future__ import annotations

import hmac

from flask import Blueprint, abort, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST
from werkzeug.wrappers import Response

from webapp.operacion import metricas, salud
from webapp.permisos import ABIERTO, MAQUINA, permiso

bp = Blueprint("salud", __name__)


@bp.get("/salud/viva")
@permiso(ABIERTO)
def viva() -> Response:
    """The process answers. Asks nothing of the database."""
    return _texto("viva")


@bp.get("/salud/lista")
@permiso(ABIERTO)
def lista() -> Response:
    """The process can serve; 503 with the reason otherwise."""
    motivo = salud.impedimento(current_app)
    return _texto(motivo or "lista", 503 if motivo else 200)


@bp.get("/metricas")
@permiso(MAQUINA)
def figuras() -> Response:
    """Prometheus' page, for whoever carries the key; without a key set there is no such page."""
    clave = current_app.config["METRICAS_CLAVE"]
    dada = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not clave or not hmac.compare_digest(clave.encode(), dada.encode()):
        abort(404)
    return Response(metricas.escribir(current_app), mimetype=None, content_type=CONTENT_TYPE_LATEST)


def _texto(texto: str, codigo: int = 200) -> Response:
    return Response(texto + "\n", codigo, {"Cache-Control": "no-store"}, mimetype="text/plain")
