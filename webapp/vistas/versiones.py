"""A version on its way: where it stands, what changes, and the acto that moves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
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
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.observaciones import abiertos
from webapp.consultas.tramite import EnTramite
from webapp.consultas.visto import texto_visto
from webapp.hallazgos import aprender
from webapp.permisos import CONSULTA, TRAMITE, actor, permiso
from webapp.vistas._cambios import de_la_pagina, pagina_de_cambios
from webapp.vistas._citas import citas
from webapp.vistas._revision import hilos_de, papel_en, reunir
from webapp.vistas._version import comun, leer
from workflows.diferencias import comparar
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
@permiso(CONSULTA)
def ver(version_id: int) -> str | Response:
    """The sheet of an open version, its stepper and what can be done; an ended one elsewhere."""
    tramite = leer(version_id)
    version = tramite.vista.version
    if version.estado_clase == ClaseEstado.APROBADA:
        return redirect(
            url_for("manual.version", slug=g.manual.slug, cargo=tramite.vista.cargo.slug,
                    etiqueta=version.etiqueta)
        )  # fmt: skip
    return _hoja(tramite)


@bp.get("/cambios")
@permiso(CONSULTA)
def cambios(version_id: int) -> str:
    """What differs from the text it started from, or since this person's last look."""
    return pagina_de_cambios(
        leer(version_id), modo=request.args.get("modo", ""), ver=request.args.get("ver", "")
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
    aprender(db.session, manual.id, manual.formato, acto)
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
    tramite = leer(version_id)
    flash(str(error), "danger")
    visto = None
    if isinstance(error, VersionDesfasada):
        visto = texto_visto(db.session, tramite.vista, pedido.visto)
    if visto is not None:
        diferencia = comparar(visto, tramite.vista.contenido)
        pagina = render_template(
            "versiones/cambios.html",
            modo="linea",
            desde_lo_visto=True,
            motivo_escrito=pedido.motivo,
            **de_la_pagina(tramite, papel_en(tramite), hilos_de(tramite), diferencia),
        )
    else:
        pagina = _hoja(tramite, motivo_escrito=pedido.motivo)
    return pagina, error.estado_http


def _hoja(tramite: EnTramite, **otros: str) -> str:
    papel, dichos = papel_en(tramite), hilos_de(tramite)
    datos = comun(tramite)
    if not papel.tramita:
        datos["motivo"], datos["junta"] = "", None
    return render_template(
        "versiones/ver.html",
        h=tramite.hoja,
        marcas=citas(dichos, tramite.vista.contenido),
        hilos=dichos,
        abiertas=len(abiertos(dichos)),
        reunidas=reunir(dichos),
        **datos,
        **otros,
    )


def _dicho(manual: ManualVisto, acto: str, estado: str) -> str:
    rotulo = manual.formato.acto(acto).rotulo
    queda = manual.formato.estado(estado).rotulo.lower()
    return f"Hecho: «{rotulo}». La versión quedó en estado {queda}."
