"""One's roles, and in whom they are delegated while one is away."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.delegar import PedidoDeDelegacion, delegar
from webapp.casos.revocar_delegacion import revocar_delegacion
from webapp.consultas.delegaciones import MisRoles, RolPropio, candidatas, mis_roles
from webapp.formularios.fechas import leer_fecha
from webapp.permisos import SESION, actor, ahora, permiso
from workflows.errores import ErrorVigente

bp = Blueprint("delegaciones", __name__, url_prefix="/cuenta/delegaciones")


@bp.get("/")
@permiso(SESION)
def ver() -> str:
    """One's roles in every manual."""
    return render_template("delegaciones/ver.html", roles=_mios())


@bp.route("/<int:nombramiento_id>", methods=["GET", "POST"])
@permiso(SESION)
def dar(nombramiento_id: int) -> str | Response | tuple[str, int]:
    """Delegate one of them."""
    rol = _mios().propio(nombramiento_id)
    if request.method == "GET":
        return _pagina(rol, {"desde": rol.hoy.isoformat()}, {})
    form = request.form
    persona = form.get("persona", "")
    try:
        pedido = PedidoDeDelegacion(
            nombramiento_id,
            int(persona) if persona.isdecimal() and len(persona) < 10 else 0,
            leer_fecha(form.get("desde", ""), "desde"),
            leer_fecha(form.get("hasta", ""), "hasta"),
            form.get("motivo", ""),
        )
        with transaccion() as session:
            delegar(session, actor(), pedido)
    except ErrorVigente as error:
        return _pagina(rol, form, error.por_campo()), error.estado_http
    flash("Quedó delegado. A esa persona se le avisó, y usted puede terminarlo antes.", "success")
    return redirect(url_for("delegaciones.ver"))


@bp.post("/<int:nombramiento_id>/terminar")
@permiso(SESION)
def terminar(nombramiento_id: int) -> Response:
    """What was delegated is one's own again, from today."""
    with transaccion() as session:
        revocar_delegacion(session, actor(), nombramiento_id)
    flash("La delegación terminó. Lo que se firmó con ella sigue en la historia.", "success")
    return redirect(url_for("delegaciones.ver"))


def _mios() -> MisRoles:
    return mis_roles(db.session, current_user.id, ahora())


def _pagina(rol: RolPropio, valores: Mapping[str, str], errores: Mapping[str, str]) -> str:
    otras = candidatas(db.session, rol.manual_id, current_user.id)
    return render_template(
        "delegaciones/dar.html",
        rol=rol,
        personas=[("", "Elija una persona"), *otras],
        valores=valores,
        errores=errores,
    )
