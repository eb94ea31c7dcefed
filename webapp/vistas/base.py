"""A draft whose base no longer counts: compared with the version that does, it goes on from it."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.seguir_desde import seguir_desde
from webapp.consultas.tramite import texto_aprobado
from webapp.permisos import ESCRIBE, actor, permiso
from webapp.vistas._version import base_movida, comun, leer
from workflows.contenido import Contenido
from workflows.diferencias import comparar as comparar_textos

bp = Blueprint("base", __name__, url_prefix="/borradores/<int:version_id>/base")


@bp.get("")
@permiso(ESCRIBE)
def comparar(version_id: int) -> str | Response:
    """What the draft changes of the version that counts now."""
    tramite = leer(version_id)
    if not base_movida(tramite.vista):
        flash("El borrador parte de la última versión aprobada: no hay nada que comparar.", "info")
        return redirect(url_for("versiones.ver", version_id=version_id))
    base_id = tramite.vista.ultima_aprobada
    texto, rotulo = texto_aprobado(db.session, g.manual, base_id)
    return render_template(
        "borradores/base.html",
        d=comparar_textos(texto or Contenido(), tramite.vista.contenido),
        formato=g.manual.formato,
        base_id=base_id,
        rotulo=rotulo,
        **comun(tramite),
    )


@bp.post("")
@permiso(ESCRIBE)
def seguir(version_id: int) -> Response:
    """Go on from it."""
    base = request.form.get("base", "")
    with transaccion() as session:
        seguir_desde(
            session,
            actor(),
            version_id,
            request.form.get("visto", ""),
            int(base) if base.isdecimal() else None,
        )
    flash("El borrador sigue desde la versión que cuenta. Su texto no cambió.", "success")
    return redirect(url_for("versiones.cambios", version_id=version_id))
