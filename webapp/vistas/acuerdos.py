"""The recorded acuerdos: the list, and the page of each."""

from __future__ import annotations

from flask import Blueprint, Response, g, redirect, render_template, url_for

from webapp.bd import db
from webapp.consultas.acuerdos import acuerdo as ver_acuerdo
from webapp.consultas.acuerdos import acuerdos as ver_acuerdos
from webapp.permisos import PUBLICO, permiso
from webapp.vistas._adjuntos import descargar
from workflows.errores import NoEncontrado

bp = Blueprint("acuerdos", __name__, url_prefix="/manual/<slug>")


@bp.get("/acuerdos")
@permiso(PUBLICO)
def lista(slug: str) -> str:
    """Every acuerdo of the manual."""
    return render_template("junta/acuerdos.html", acuerdos=ver_acuerdos(db.session, g.manual))


@bp.get("/acuerdos/<path:numero>")
@permiso(PUBLICO)
def ver(slug: str, numero: str) -> str | Response:
    """One acuerdo: what it decided, and what came later."""
    visto = ver_acuerdo(db.session, g.manual, numero)
    hoy = visto.leido.datos.numero
    if hoy != numero:
        return redirect(url_for("acuerdos.ver", slug=slug, numero=hoy))  # type: ignore[return-value]
    return render_template("junta/acuerdo.html", acuerdo=visto)


@bp.get("/acuerdo-firmado/<huella>/<path:numero>")
@permiso(PUBLICO)
def archivo(slug: str, numero: str, huella: str) -> Response:
    """The signed agreement, or one that a fe de erratas replaced, as a download."""
    visto = ver_acuerdo(db.session, g.manual, numero)
    guardado = visto.archivos.get(huella)
    if guardado is None:
        raise NoEncontrado("Ese archivo no es de este acuerdo.", "Vuelva a la página del acuerdo.")
    return descargar(guardado.hash, guardado.tipo, f"{visto.leido.datos.numero}.pdf")
