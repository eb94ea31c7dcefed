"""The history of a draft: who saved what and when, any two compared, any one restored."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.guardar import guardar
from webapp.consultas.guardados import sesiones
from webapp.guardados import texto_en
from webapp.permisos import ESCRIBE, TRAMITE, actor, permiso
from webapp.vistas._version import comun, leer
from workflows.anclas import rotulo_de
from workflows.diferencias import comparar as comparar_textos
from workflows.diferencias import resumen
from workflows.formatos.modelo import ClaseEstado

bp = Blueprint("historial", __name__, url_prefix="/borradores/<int:version_id>/historia")


@bp.get("/")
@permiso(TRAMITE)
def ver(version_id: int) -> str | Response:
    """Every save of a draft, by sittings."""
    tramite = leer(version_id)
    if tramite.vista.version.estado_clase != ClaseEstado.EDICION:
        flash("La historia de los guardados se ve mientras la versión está en edición.", "info")
        return redirect(url_for("versiones.ver", version_id=version_id))
    return render_template(
        "borradores/historia.html",
        sesiones=sesiones(db.session, version_id),
        serie=tramite.vista.serie,
        lugar=lambda pieza: rotulo_de(pieza, tramite.vista.contenido, g.manual.formato),
        **comun(tramite),
    )


@bp.get("/comparar")
@permiso(TRAMITE)
def comparar(version_id: int) -> str:
    """What changed between two saves."""
    tramite = leer(version_id)
    de = request.args.get("de", 1, type=int)
    hasta = request.args.get("a", tramite.vista.serie, type=int)
    de, hasta = min(de, hasta), max(de, hasta)
    diferencia = comparar_textos(
        texto_en(db.session, tramite.vista, de), texto_en(db.session, tramite.vista, hasta)
    )
    return render_template(
        "borradores/comparar.html",
        d=diferencia,
        formato=g.manual.formato,
        resumen=resumen(diferencia, g.manual.formato),
        de=de,
        hasta=hasta,
        serie=tramite.vista.serie,
        **comun(tramite),
    )


@bp.post("/restaurar")
@permiso(ESCRIBE)
def restaurar(version_id: int) -> Response:
    """Bring an earlier text back, as a new save: what stands now stays in the history."""
    tramite = leer(version_id)
    serie = request.form.get("restaurar", 0, type=int)
    texto = texto_en(db.session, tramite.vista, serie)
    with transaccion() as session:
        guardada = guardar(
            session, actor(), version_id, texto, request.form.get("serie", 0, type=int)
        )
    if guardada.choques:
        flash(
            f"{guardada.de} guardó otros cambios mientras tanto: donde los dos textos difieren "
            "quedó el suyo, y el que usted quiso recuperar está en la historia.",
            "warning",
        )
        return redirect(url_for("historial.ver", version_id=version_id))
    flash("Se recuperó ese texto como un guardado nuevo. Lo anterior sigue en la historia.",
          "success")  # fmt: skip
    return redirect(url_for("borradores.editar", version_id=version_id))
