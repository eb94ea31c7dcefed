"""The packet of an agenda item: asked for, and downloaded."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, g
from flask_security import current_user

from webapp.bd import db, transaccion
from webapp.casos.congelar_expediente import siguiente
from webapp.consultas.expedientes import ExpedienteVisto, archivo_de
from webapp.consultas.trabajos import TrabajoVisto, trabajo_con_clave
from webapp.permisos import TRAMITE, ahora, permiso
from webapp.trabajos.cola import cola
from webapp.trabajos.expediente import encargo_de
from webapp.trabajos.filas import LAPSO, pedir
from webapp.vistas._adjuntos import descargar

bp = Blueprint("expedientes", __name__, url_prefix="/manual/<slug>/junta/<int:punto_id>")


@bp.get("/expedientes/<int:cual>.<formato>")
@permiso(TRAMITE)
def bajar(slug: str, punto_id: int, cual: int, formato: str) -> Response:
    """A packet as it was produced, for whoever has a part in the workflow."""
    huella, tipo = archivo_de(db.session, g.manual, punto_id, cual, formato)
    return descargar(huella, tipo, f"expediente-{punto_id}-{cual}.{formato}")


def preparar(punto_id: int) -> int:
    """Ask for the next packet, or join whoever asked for it. Returns the id of the job."""
    with transaccion() as session:
        numero = siguiente(session, punto_id)
        encargo = encargo_de(g.manual, punto_id, numero, current_user.id)
        id_ = pedir(session, encargo, ahora(), _salidas()).id
    cola().avisar(id_)
    return id_


def en_camino(punto_id: int, hechos: tuple[ExpedienteVisto, ...]) -> TrabajoVisto | None:
    """The job that is making the next packet of an item, or that could not."""
    numero = 1 + max((e.numero for e in hechos), default=0)
    clave = encargo_de(g.manual, punto_id, numero, current_user.id).clave
    return trabajo_con_clave(db.session, g.manual, clave, ahora() - LAPSO, _salidas())


def _salidas() -> Path:
    return Path(current_app.config["SALIDAS"])
