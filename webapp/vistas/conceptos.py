"""The conceptos a manual uses, for the page on which somebody picks a competencia."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, g, jsonify, request
from werkzeug.wrappers import Response

from webapp.bd import db
from webapp.consultas.conceptos import conceptos
from webapp.permisos import TRAMITE, ahora, permiso
from workflows.texto import titular

bp = Blueprint("conceptos", __name__, url_prefix="/manual/<slug>")

#: So many cargos are named beside a concepto; how many more there are is said.
NOMBRADOS = 3


@bp.get("/conceptos.json")
@permiso(TRAMITE)
def lista(slug: str) -> Response:
    """``[{"competencia", "grado", "concepto", "cargos": [three titles], "usos": 12}]``."""
    sabidos = conceptos(db.session, g.manual, g.manual.hoy(ahora()))
    respuesta = jsonify(
        [
            asdict(c)
            | {"cargos": [titular(t) for t in c.cargos[:NOMBRADOS]], "usos": len(c.cargos)}
            for dichos in sabidos.todos.values()
            for c in dichos
        ]
    )
    respuesta.set_etag(sabidos.sello)
    respuesta.cache_control.no_cache = True
    respuesta.cache_control.private = True
    return respuesta.make_conditional(request)
