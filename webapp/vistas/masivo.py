"""Cambio masivo: look for a phrase in the whole manual, and replace it where it is ticked."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.cambiar_en_masa import CambioHecho, cambiar_en_masa
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.masivo import LIMITE, CargoHallado, Hallado
from webapp.consultas.masivo import buscar as buscar_en_el_manual
from webapp.formularios.masivo import (
    Buscado,
    escribir_marca,
    leer_busqueda,
    leer_cambio,
    sugerir_titulo,
)
from webapp.permisos import ESCRIBE, actor, ahora, permiso
from workflows.errores import DatosInvalidos, ErrorVigente
from workflows.formatos.modelo import FormaSeccion
from workflows.textos import TABLA

bp = Blueprint("masivo", __name__, url_prefix="/manual/<slug>")


@bp.get("/cambio-masivo")
@permiso(ESCRIBE)
def buscar(slug: str) -> str | tuple[str, int]:
    """The search and, once there is a phrase, where each cargo says it."""
    buscado = leer_busqueda(request.args)
    if "frase" not in request.args:
        return _pagina(buscado, None)
    try:
        return _pagina(buscado, _hallar(buscado))
    except DatosInvalidos as error:
        return _pagina(buscado, None, errores=error.por_campo()), 422


@bp.post("/cambio-masivo")
@permiso(ESCRIBE)
def cambiar(slug: str) -> Response | tuple[str, int]:
    """Open every borrador of the change, or none. A refusal loses nothing of what was typed."""
    buscado = leer_busqueda(request.form)
    try:
        cambio = leer_cambio(request.form, buscado)
        with transaccion() as session:
            hecho = cambiar_en_masa(session, actor(), g.manual.id, cambio)
    except ErrorVigente as error:
        return _otra_vez(buscado, error)
    flash(_dicho(hecho), "success")
    if hecho.grupo_id is None:
        return redirect(url_for("bandeja.ver"))
    return redirect(url_for("grupos.ver", slug=slug, grupo_id=hecho.grupo_id))


def _otra_vez(buscado: Buscado, error: ErrorVigente) -> tuple[str, int]:
    try:
        hallado = _hallar(buscado)
    except DatosInvalidos as falta:
        return _pagina(buscado, None, errores=falta.por_campo()), 422
    return _pagina(buscado, hallado, errores=error.por_campo()), error.estado_http


def _hallar(buscado: Buscado) -> Hallado:
    tabla = g.manual.formato.seccion_competencias
    seccion = TABLA if tabla and buscado.seccion == tabla.clave else buscado.seccion
    return buscar_en_el_manual(db.session, g.manual, buscado.busqueda, seccion, buscado.reemplazo)


def _pagina(
    buscado: Buscado, hallado: Hallado | None, *, errores: dict[str, str] | None = None
) -> str:
    manual: ManualVisto = g.manual
    reemplazo = buscado.reemplazo
    titulo = sugerir_titulo(buscado.busqueda.frase, reemplazo or "")
    enviado = request.method == "POST"
    return render_template(
        "masivo/buscar.html",
        buscado=buscado,
        hallado=hallado,
        limite=LIMITE,
        hoy=manual.hoy(ahora()),
        secciones=[("", "Todo el texto")]
        + [
            (s.clave, s.titulo)
            for s in manual.formato.secciones
            if s.forma is not FormaSeccion.COMPETENCIAS or manual.formato.competencias
        ],
        titulo=request.form.get("titulo", "") if enviado else titulo,
        justificacion=request.form.get("justificacion", ""),
        marcadas=set(request.form.getlist("marcas")) if enviado else None,
        marca=_marca,
        errores=errores or {},
    )


def _marca(cargo: CargoHallado, numero: int) -> str:
    lugar = cargo.apariciones[numero]
    return escribir_marca(cargo.version_id, lugar.pieza, lugar.inicio, lugar.fin)


def _dicho(hecho: CambioHecho) -> str:
    partes = []
    if hecho.borradores:
        partes.append("1 borrador" if hecho.borradores == 1 else f"{hecho.borradores} borradores")
    if hecho.sugerencias:
        partes.append(
            "1 sugerencia" if hecho.sugerencias == 1 else f"{hecho.sugerencias} sugerencias"
        )
    una = hecho.borradores + hecho.sugerencias == 1
    return f"Se {'creó' if una else 'crearon'} {' y '.join(partes)}. Todavía no se ha firmado nada."
