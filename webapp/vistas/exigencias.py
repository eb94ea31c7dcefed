"""What an administrador asks of the accounts of a manual: a second factor, by role."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.acceso.contrasenas import con_que_se_entra
from webapp.bd import db, transaccion
from webapp.casos.exigir_segundo_factor import exigir_segundo_factor
from webapp.casos.quitar_segundo_factor import quitar_segundo_factor
from webapp.consultas.exigencias import roles_y_factores
from webapp.permisos import ADMINISTRA, actor, ahora, permiso

bp = Blueprint("exigencias", __name__, url_prefix="/manual/<slug>/personas")


@bp.get("/segundo-factor")
@permiso(ADMINISTRA)
def ver(slug: str) -> str:
    """Each role, who holds it, who of them lacks the second factor, and whether it is asked."""
    filas = roles_y_factores(db.session, g.manual, g.manual.hoy(ahora()))
    return render_template("administracion/segundo_factor.html", filas=filas)


@bp.post("/segundo-factor")
@permiso(ADMINISTRA)
def exigir(slug: str) -> Response:
    """From now on it is asked of the roles that are ticked."""
    with transaccion() as session:
        cambia = exigir_segundo_factor(session, actor(), g.manual.id, request.form.getlist("roles"))
    flash(
        "Guardado. A quien le falte se le pedirá que lo ponga la próxima vez que entre."
        if cambia
        else "No cambió nada.",
        "success" if cambia else "info",
    )
    return redirect(url_for("exigencias.ver", slug=slug))


@bp.post("/<int:persona_id>/segundo-factor/quitar")
@permiso(ADMINISTRA)
def quitar(slug: str, persona_id: int) -> Response:
    """Somebody lost theirs: they come in without it again."""
    with transaccion() as session:
        quitar_segundo_factor(session, actor(), g.manual.id, persona_id)
    flash(
        "Se quitó su segundo factor, y sus sesiones abiertas se cerraron. Entra de nuevo con "
        f"{con_que_se_entra()}.",
        "success",
    )
    return redirect(url_for("exigencias.ver", slug=slug))
