"""The packet of an agenda item: produced, kept, and downloaded."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, g
from flask_security import current_user

from webapp.archivos import PDF, Recibido, guardar_propio
from webapp.bd import db, transaccion
from webapp.casos.congelar_expediente import ExpedienteHecho, congelar_expediente
from webapp.consultas.expedientes import archivo_de, material_de
from webapp.consultas.puntos import punto_visto
from webapp.permisos import TRAMITE, actor, permiso
from webapp.publicacion.expediente import expediente_pdf
from webapp.publicacion.expediente_word import expediente_docx
from webapp.vistas._adjuntos import carpeta, descargar

bp = Blueprint("expedientes", __name__, url_prefix="/manual/<slug>/junta/<int:punto_id>")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/expedientes/<int:cual>.<formato>")
@permiso(TRAMITE)
def bajar(slug: str, punto_id: int, cual: int, formato: str) -> Response:
    """A packet as it was produced, for whoever has a part in the workflow."""
    huella, tipo = archivo_de(db.session, g.manual, punto_id, cual, formato)
    return descargar(huella, tipo, f"expediente-{punto_id}-{cual}.{formato}")


def preparar(punto_id: int) -> int:
    """Make both files outside any transaction, then put them on record. Returns the number.

    Raises what :func:`congelar_expediente` raises.
    """
    quien = actor()
    db.session.rollback()
    punto = punto_visto(db.session, g.manual, punto_id, current_user.id)
    material = material_de(
        db.session, g.manual, punto, current_user.nombre, quien.ahora, current_app.config["URL"]
    )
    db.session.rollback()
    pdf = _guardar(expediente_pdf(material), PDF, f"expediente-{punto_id}.pdf")
    docx = _guardar(expediente_docx(material), DOCX, f"expediente-{punto_id}.docx")
    with transaccion() as session:
        hecho = ExpedienteHecho(material.manifiesto, pdf, docx, punto.serie)
        return congelar_expediente(session, quien, punto_id, hecho)


def _guardar(datos: bytes, tipo: str, nombre: str) -> Recibido:
    return guardar_propio(carpeta(), datos, tipo, nombre)
