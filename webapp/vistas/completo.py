"""The manual as a whole: one PDF, made apart, and its index for a spreadsheet."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_security import current_user
from werkzeug.wrappers import Response as Respuesta

from webapp.bd import db, transaccion
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.trabajos import trabajo_con_clave
from webapp.permisos import PUBLICO, ahora, permiso
from webapp.publicacion.indice import XLSX, a_csv, a_xlsx
from webapp.trabajos.cola import cola
from webapp.trabajos.completo import encargo_de
from webapp.trabajos.filas import LAPSO, pedir
from webapp.vistas._dia import Dia, dia_pedido
from webapp.vistas._indice import indice_de
from workflows.errores import ActoNegado, NoEncontrado

bp = Blueprint("completo", __name__, url_prefix="/manual/<slug>")


@bp.get("/completo")
@permiso(PUBLICO, del_registro=False)
def ver(slug: str) -> str:
    """What the PDF of today, or of ``?fecha=``, would be, how far it is, or the link to it."""
    manual: ManualVisto = g.manual
    dia = dia_pedido()
    trabajo, cuantos = None, 0
    try:
        encargo = encargo_de(db.session, manual, dia.fecha)
    except NoEncontrado:
        encargo = None
    if encargo is not None:
        cuantos = len(encargo.depende[3])
        trabajo = trabajo_con_clave(
            db.session, manual, encargo.clave, ahora() - LAPSO, Path(current_app.config["SALIDAS"])
        )
    return render_template(
        "manual/completo.html", dia=dia, t=trabajo, cuantos=cuantos, puede_pedir=_puede(dia)
    )


@bp.post("/completo")
@permiso(PUBLICO)
def encargar(slug: str) -> Respuesta:
    """Ask for it, or join whoever asked before. Today's is for everybody."""
    manual: ManualVisto = g.manual
    dia = dia_pedido()
    if not _puede(dia):
        raise ActoNegado(
            "El manual completo de otro día se prepara para quienes tienen cuenta.",
            "Entre con su cuenta, o pida el de hoy.",
        )
    persona = current_user.id if current_user.is_authenticated else None
    with transaccion() as session:
        encargo = encargo_de(session, manual, dia.fecha, persona)
        id_ = pedir(session, encargo, ahora(), Path(current_app.config["SALIDAS"])).id
    cola().avisar(id_)
    return redirect(url_for("trabajos.ver", slug=slug, trabajo_id=id_))


@bp.get("/indice.xlsx")
@permiso(PUBLICO)
def xlsx(slug: str) -> Response:
    """The cargos in force today, or on ``?fecha=``, for a spreadsheet."""
    manual, dia = _pedido()
    return _bajar(a_xlsx(indice_de(manual, dia)), XLSX, f"{slug}-{dia}.xlsx")


@bp.get("/indice.csv")
@permiso(PUBLICO)
def csv(slug: str) -> Response:
    """The same, for programs."""
    manual, dia = _pedido()
    return _bajar(a_csv(indice_de(manual, dia)), "text/csv; charset=utf-8", f"{slug}-{dia}.csv")


def _puede(dia: Dia) -> bool:
    return dia.es_hoy or bool(current_user.is_authenticated)


def _pedido() -> tuple[ManualVisto, date]:
    return g.manual, dia_pedido().fecha


def _bajar(datos: bytes, tipo: str, nombre: str) -> Response:
    respuesta = Response(datos, content_type=tipo)
    respuesta.headers.set("Content-Disposition", "attachment", filename=nombre)
    respuesta.set_etag(hashlib.sha256(datos).hexdigest())
    respuesta.make_conditional(request)
    return respuesta
