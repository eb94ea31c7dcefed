"""Notices: the older ones, and saying that they were read."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.leer_avisos import leer_aviso, leer_hasta
from webapp.consultas.avisos import Avisos, LineaAviso, avisos
from webapp.destinos import destino_de
from webapp.permisos import SESION, actor, permiso

bp = Blueprint("avisos", __name__, url_prefix="/avisos")


@bp.get("/")
@permiso(SESION)
def ver() -> str:
    """All of one's notices, a page at a time."""
    pagina = min(max(request.args.get("pagina", 1, type=int), 1), 10_000)
    return render_template(
        "avisos/ver.html", pagina=pagina, **en_pagina(avisos(db.session, current_user.id, pagina))
    )


@bp.post("/leidos")
@permiso(SESION)
def leidos() -> Response:
    """One line read, or all that there were when the page was drawn."""
    with transaccion() as session:
        if uno := request.form.get("aviso", 0, type=int):
            leer_aviso(session, actor(), uno)
        else:
            leer_hasta(session, actor(), request.form.get("hasta", 0, type=int))
    if request.form.get("volver") == "bandeja":
        return redirect(url_for("bandeja.ver", _anchor="avisos"))
    return redirect(url_for("avisos.ver"))


def en_pagina(vistos: Avisos) -> dict[str, Any]:
    """What the macro that lists notices needs."""
    return {"avisos": vistos, "enlaces": {a.id: _url(a) for a in vistos.lineas}}


def _url(linea: LineaAviso) -> str:
    endpoint, valores = destino_de(linea)
    return url_for(endpoint, **valores)
