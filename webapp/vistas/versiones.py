"""A version on its way: where it stands, what changes, and the acto that moves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_security import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos._tramitar import Pedido
from webapp.casos.actor import Actor
from webapp.casos.descartar import descartar
from webapp.casos.devolver import devolver
from webapp.casos.elaborar import elaborar
from webapp.casos.firmar import firmar
from webapp.casos.retirar import retirar
from webapp.casos.revisar import revisar
from webapp.consultas.hojas import distintivo, leer_encabezado
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.tramite import EnTramite, en_tramite
from webapp.consultas.visto import texto_visto
from webapp.permisos import TRAMITE, actor, mis_roles, permiso
from workflows.contenido import Contenido
from workflows.diferencias import comparar, resumen
from workflows.errores import ActoInvalido, DatosInvalidos, VersionDesfasada
from workflows.formatos.modelo import ClaseActo, ClaseEstado

bp = Blueprint("versiones", __name__, url_prefix="/versiones/<int:version_id>")

CASOS: Mapping[ClaseActo, Callable[[Session, Actor, Pedido], str]] = {
    ClaseActo.ELABORACION: elaborar,
    ClaseActo.RETIRO: retirar,
    ClaseActo.REVISION: revisar,
    ClaseActo.DEVOLUCION: devolver,
    ClaseActo.DESCARTE: descartar,
    ClaseActo.APROBACION: firmar,
}


@bp.get("/")
@permiso(TRAMITE)
def ver(version_id: int) -> str | Response:
    """The sheet of an open version, its stepper and what can be done; an ended one elsewhere."""
    tramite = _leer(version_id)
    version = tramite.vista.version
    if version.estado_clase == ClaseEstado.APROBADA:
        return redirect(
            url_for("manual.version", slug=g.manual.slug, cargo=tramite.vista.cargo.slug,
                    etiqueta=version.etiqueta)
        )  # fmt: skip
    return render_template("versiones/ver.html", h=tramite.hoja, **comun(tramite))


@bp.get("/cambios")
@permiso(TRAMITE)
def cambios(version_id: int) -> str:
    """What differs from the text it started from, in the sheet or side by side."""
    tramite = _leer(version_id)
    propuesta = tramite.vista.contenido
    diferencia = comparar(tramite.base or Contenido(), propuesta)
    modo = "lado" if request.args.get("modo") == "lado" else "linea"
    return render_template(
        "versiones/cambios.html",
        modo=modo,
        d=diferencia,
        formato=g.manual.formato,
        base_etiqueta=tramite.base_etiqueta,
        resumen=resumen(diferencia, g.manual.formato),
        h=tramite.hoja,
        **comun(tramite),
    )


@bp.post("/actos/<acto>")
@permiso(TRAMITE)
def actuar(version_id: int, acto: str) -> Response | tuple[str, int]:
    """Do one acto. A refusal shows the version again, with the reason and what was typed."""
    manual: ManualVisto = g.manual
    pedido = Pedido(version_id, acto, request.form.get("visto", ""), request.form.get("motivo", ""))
    clase = next((a.clase for a in manual.formato.actos if a.clave == acto), None)
    if clase is None or clase not in CASOS:
        raise ActoInvalido(f"Este manual no conoce el acto «{acto}».", "Vuelva a su bandeja.")
    try:
        with transaccion() as session:
            estado = CASOS[clase](session, actor(), pedido)
    except (ActoInvalido, DatosInvalidos) as error:
        return _otra_vez(version_id, error, pedido)
    flash(_dicho(manual, acto, estado), "success")
    return redirect(url_for("bandeja.ver"))


def _otra_vez(
    version_id: int, error: ActoInvalido | DatosInvalidos, pedido: Pedido
) -> tuple[str, int]:
    tramite = _leer(version_id)
    flash(str(error), "danger")
    visto = None
    if isinstance(error, VersionDesfasada):
        visto = texto_visto(db.session, tramite.vista, pedido.visto)
    if visto is not None:
        diferencia = comparar(visto, tramite.vista.contenido)
        pagina = render_template(
            "versiones/cambios.html",
            modo="linea",
            d=diferencia,
            formato=g.manual.formato,
            desde_lo_visto=True,
            resumen=resumen(diferencia, g.manual.formato),
            motivo_escrito=pedido.motivo,
            **comun(tramite),
        )
    else:
        pagina = render_template(
            "versiones/ver.html", h=tramite.hoja, motivo_escrito=pedido.motivo, **comun(tramite)
        )
    return pagina, error.estado_http


def _leer(version_id: int) -> EnTramite:
    manual: ManualVisto = g.manual
    return en_tramite(db.session, manual, version_id, current_user.id, mis_roles(manual))


def comun(tramite: EnTramite) -> dict[str, Any]:
    """What the pages of a version share."""
    vista = tramite.vista
    return {
        "version": SimpleNamespace(
            id=vista.version.id,
            titulo=vista.cargo.titulo,
            distintivo=distintivo(
                g.manual.formato, leer_encabezado(vista.version), vista.cargo.titulo
            ),
            cargo_slug=vista.cargo.slug,
            edicion=vista.version.estado_clase == ClaseEstado.EDICION,
            tipo=vista.version.tipo,
        ),
        "pasos": tramite.pasos,
        "actos": tramite.actos,
        "visto_hash": vista.contenido_hash,
        "motivo": tramite.motivo,
    }


def _dicho(manual: ManualVisto, acto: str, estado: str) -> str:
    rotulo = manual.formato.acto(acto).rotulo
    queda = manual.formato.estado(estado).rotulo.lower()
    return f"Hecho: «{rotulo}». La versión quedó en estado {queda}."
