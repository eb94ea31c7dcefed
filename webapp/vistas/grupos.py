"""The page of a cambio masivo on its way: signed, reviewed and returned as one."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.tramitar_grupo import PedidoDeGrupo, tramitar_grupo
from webapp.consultas.grupos import grupo_visto
from webapp.formularios.masivo import leer_vistos
from webapp.hallazgos import aprender
from webapp.permisos import TRAMITE, actor, mis_roles, permiso
from workflows.errores import ActoInvalido, DatosInvalidos

bp = Blueprint("grupos", __name__, url_prefix="/manual/<slug>/grupos/<int:grupo_id>")


@bp.get("")
@permiso(TRAMITE)
def ver(slug: str, grupo_id: int) -> str:
    """What the change is, why, and how far each cargo got."""
    return _pagina(grupo_id)


@bp.post("/actos/<acto>")
@permiso(TRAMITE)
def actuar(slug: str, grupo_id: int, acto: str) -> Response | tuple[str, int]:
    """Do one acto on the versions chosen: all of them, or none and which stood in the way."""
    elegidas = set(request.form.getlist("versiones"))
    vistos = {v: visto for v, visto in leer_vistos(request.form).items() if str(v) in elegidas}
    pedido = PedidoDeGrupo(grupo_id, acto, vistos, request.form.get("motivo", ""))
    aprender(db.session, g.manual.id, g.manual.formato, acto)
    try:
        with transaccion() as session:
            estado = tramitar_grupo(session, actor(), pedido)
    except (ActoInvalido, DatosInvalidos) as error:
        flash(str(error), "danger")
        return _pagina(grupo_id), error.estado_http
    n = len(vistos)
    queda = g.manual.formato.estado(estado).rotulo.lower()
    quedaron = "1 cargo quedó" if n == 1 else f"{n} cargos quedaron"
    flash(f"Hecho: {quedaron} en estado {queda}.", "success")
    return redirect(url_for("grupos.ver", slug=slug, grupo_id=grupo_id))


def _pagina(grupo_id: int) -> str:
    grupo = grupo_visto(
        db.session, g.manual, grupo_id, current_user.id, mis_roles(g.manual), current_user.unidad
    )
    por_estado = [
        (estado.rotulo, [v for v in grupo.versiones if v.estado == estado.clave])
        for estado in g.manual.formato.estados
    ]
    return render_template(
        "masivo/grupo.html",
        grupo=grupo,
        por_estado=[(rotulo, suyas) for rotulo, suyas in por_estado if suyas],
        motivo_escrito=request.form.get("motivo", ""),
        elegidas=set(request.form.getlist("versiones")) if request.method == "POST" else None,
    )
