"""Notices: the older ones, and saying that they were read."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.leer_avisos import leer_aviso, leer_hasta
from webapp.consultas.avisos import Avisos, LineaAviso, avisos
from webapp.destinos import destino_de
from webapp.direcciones import url_for
from webapp.permisos import SESION, actor, permiso
from webapp.presentacion import contar_desde_ahora
from webapp.vistas._impresa import una_vez

bp = Blueprint("avisos", __name__, url_prefix="/avisos")


@bp.get("/")
@permiso(SESION)
def ver() -> str:
    """All of one's notices, a page at a time."""
    pagina = min(max(request.args.get("pagina", 1, type=int), 1), 10_000)
    return render_template(
        "avisos/ver.html",
        pagina=pagina,
        **en_pagina(avisos(db.session, current_user.id, pagina), "avisos"),
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


def en_pagina(vistos: Avisos, volver: str) -> dict[str, Any]:
    """What the macros that list notices need: each line is drawn once a process while it says
    the same. ``volver`` is the page to come back to ("bandeja" or "avisos")."""
    hace = contar_desde_ahora()
    return {
        "avisos": vistos,
        "lineas": [
            una_vez("_piezas/avisos.html", "linea", a, _destino(a), hace(a.momento))
            for a in vistos.lineas
        ],
        "volver": volver,
    }


def _destino(linea: LineaAviso) -> str:
    endpoint, valores = destino_de(linea)
    return url_for(endpoint, **valores)
