"""The manual as a whole: its index for a spreadsheet."""

from __future__ import annotations

import hashlib
from datetime import date

from flask import Blueprint, Response, g, request

from webapp.consultas.manuales import ManualVisto
from webapp.permisos import PUBLICO, permiso
from webapp.publicacion.indice import XLSX, a_csv, a_xlsx
from webapp.vistas._dia import dia_pedido
from webapp.vistas._indice import indice_de

bp = Blueprint("completo", __name__, url_prefix="/manual/<slug>")


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


def _pedido() -> tuple[ManualVisto, date]:
    return g.manual, dia_pedido().fecha


def _bajar(datos: bytes, tipo: str, nombre: str) -> Response:
    respuesta = Response(datos, content_type=tipo)
    respuesta.headers.set("Content-Disposition", "attachment", filename=nombre)
    respuesta.set_etag(hashlib.sha256(datos).hexdigest())
    respuesta.make_conditional(request)
    return respuesta
