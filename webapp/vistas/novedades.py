"""The approved versions of a manual as an Atom feed, for any reader of feeds."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, current_app, g, render_template, request

from webapp.bd import db
from webapp.consultas.novedades import novedades
from webapp.permisos import PUBLICO, permiso

bp = Blueprint("novedades", __name__, url_prefix="/manual/<slug>")
_ENTRADAS = 50


@bp.get("/novedades.atom")
@permiso(PUBLICO)
def atom(slug: str) -> Response:
    """The last versions approved, newest first."""
    texto = render_template(
        "manual/novedades.xml",
        sitio=current_app.config["URL"],
        entradas=novedades(db.session, g.manual, despues_de=None, limite=_ENTRADAS),
    )
    respuesta = Response(texto, content_type="application/atom+xml; charset=utf-8")
    respuesta.set_etag(hashlib.sha256(texto.encode()).hexdigest()[:32])
    respuesta.make_conditional(request)
    return respuesta
