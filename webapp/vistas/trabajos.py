"""Long work: how far it is, and what it made. Asking for it is on the page of each document."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, g, jsonify, render_template, send_file, url_for
from werkzeug.wrappers import Response as Respuesta

from webapp.bd import db
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.trabajos import TrabajoVisto, trabajo_visto
from webapp.modelos.trabajo import Ambito
from webapp.permisos import PUBLICO, ahora, en_tramite, permiso, puede_auditar
from webapp.trabajos.filas import LAPSO
from webapp.trabajos.salidas import ruta_de
from webapp.trabajos.verificacion import CLASE as VERIFICACION
from workflows.errores import ActoNegado, NoEncontrado

bp = Blueprint("trabajos", __name__, url_prefix="/manual/<slug>/documentos")


@bp.get("/<int:trabajo_id>")
@permiso(PUBLICO, del_registro=False)
def ver(slug: str, trabajo_id: int) -> str:
    """How far it is, or the link to what it made, or why it could not be made."""
    return render_template("trabajos/ver.html", t=_suyo(trabajo_id))


@bp.get("/<int:trabajo_id>/avance.json")
@permiso(PUBLICO, del_registro=False)
def avance(slug: str, trabajo_id: int) -> Response:
    """The same, for the progress bar."""
    t = _suyo(trabajo_id)
    respuesta = jsonify(sigue=t.sigue, dice=t.dice, hechos=t.hechos, total=t.total)
    respuesta.cache_control.no_store = True
    return respuesta


@bp.get("/<int:trabajo_id>/archivo")
@permiso(PUBLICO, del_registro=False)
def bajar(slug: str, trabajo_id: int) -> Respuesta:
    """What it made, as a download."""
    t = _suyo(trabajo_id)
    ruta = ruta_de(Path(current_app.config["SALIDAS"]), t.archivo)
    if not t.archivo or not ruta.is_file():
        raise NoEncontrado(
            "Ese documento no está listo, o ya no se guarda.",
            "Vuelva a la página anterior y pídalo de nuevo.",
        )
    return send_file(
        ruta, mimetype=t.tipo, as_attachment=True, download_name=t.nombre, etag=t.archivo
    )


def _suyo(trabajo_id: int) -> TrabajoVisto:
    """The job, when whoever asks may see it. Raises NoEncontrado and ActoNegado."""
    manual: ManualVisto = g.manual
    t = trabajo_visto(db.session, manual, trabajo_id, ahora() - LAPSO)
    if t.clase == VERIFICACION:
        if not puede_auditar(manual):
            raise ActoNegado("Esa verificación es de la bitácora.", "Es para quien la audita.")
    elif t.ambito is Ambito.TRAMITE and not en_tramite(manual):
        raise ActoNegado(
            "Ese documento trae textos que todavía no están aprobados.",
            "Es para quienes tienen un papel en el trámite de este manual.",
        )
    return t


def direccion(manual: ManualVisto, trabajo_id: int) -> str:
    """The page of a job."""
    return url_for("trabajos.ver", slug=manual.slug, trabajo_id=trabajo_id)
