"""The accounts of a manual's people: inviting, and closing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.acceso.contrasenas import exigir_que_se_usen
from webapp.bd import db, transaccion
from webapp.casos.desactivar_persona import desactivar_persona, reactivar_persona
from webapp.casos.invitar import invitar as caso_invitar
from webapp.casos.invitar import retirar_invitacion
from webapp.consultas import personas as consultas
from webapp.permisos import ADMINISTRA, actor, ahora, permiso
from webapp.trabajo_abierto import trabajo_abierto
from webapp.vistas._persona import con_error, vista_de
from workflows.errores import ErrorVigente

bp = Blueprint("cuentas", __name__, url_prefix="/manual/<slug>/personas/<int:persona_id>")


@bp.post("/invitar")
@permiso(ADMINISTRA)
def invitar(slug: str, persona_id: int) -> Response | tuple[str, int]:
    """Send the invitation, or send another."""
    try:
        exigir_que_se_usen()
    except ErrorVigente as error:
        return con_error(persona_id, error)
    return _hacer(
        caso_invitar,
        persona_id,
        "Se le enviará una invitación en unos minutos. Si tenía otra, ya no sirve.",
    )


@bp.post("/invitacion/retirar")
@permiso(ADMINISTRA)
def retirar(slug: str, persona_id: int) -> Response | tuple[str, int]:
    """Take it back."""
    return _hacer(
        retirar_invitacion,
        persona_id,
        "Se retiró la invitación: su enlace ya no sirve. Puede enviarle otra después.",
    )


@bp.route("/desactivar", methods=["GET", "POST"])
@permiso(ADMINISTRA)
def desactivar(slug: str, persona_id: int) -> str | Response | tuple[str, int]:
    """What she leaves in her hands, and closing her account."""
    if request.method == "GET":
        return _antes(persona_id, "", {})
    motivo = request.form.get("motivo", "")
    try:
        with transaccion() as session:
            desactivar_persona(session, actor(), g.manual.id, persona_id, motivo=motivo)
    except ErrorVigente as error:
        return _antes(persona_id, motivo, error.por_campo()), error.estado_http
    flash("Se desactivó la cuenta y se cerraron sus sesiones. Lo que firmó conserva su nombre.",
          "success")  # fmt: skip
    return redirect(url_for("administracion.persona", slug=slug, persona_id=persona_id))


@bp.post("/reactivar")
@permiso(ADMINISTRA)
def reactivar(slug: str, persona_id: int) -> Response | tuple[str, int]:
    """Open her account again."""
    return _hacer(
        reactivar_persona,
        persona_id,
        "La cuenta está abierta de nuevo, con los nombramientos que sigan vigentes.",
    )


def _hacer(caso: Callable[..., Any], persona_id: int, dicho: str) -> Response | tuple[str, int]:
    try:
        with transaccion() as session:
            caso(session, actor(), g.manual.id, persona_id)
    except ErrorVigente as error:
        return con_error(persona_id, error)
    flash(dicho, "success")
    return redirect(url_for("administracion.persona", slug=g.manual.slug, persona_id=persona_id))


def _antes(persona_id: int, motivo: str, errores: dict[str, str]) -> str:
    vista = vista_de(persona_id)
    hoy = g.manual.hoy(ahora())
    suyos = {r.rol: r.rotulo for r in vista.roles if r.actual}
    for otra in consultas.personas(db.session, g.manual, hoy):
        if otra.id != persona_id and otra.activa:
            for rol in otra.roles:
                if rol.actual:
                    suyos.pop(rol.rol, None)
    return render_template(
        "administracion/desactivar.html",
        persona=vista,
        trabajo=trabajo_abierto(db.session, persona_id),
        sin_nadie=list(suyos.values()),
        motivo=motivo,
        errores=errores,
    )
