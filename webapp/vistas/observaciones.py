"""What is said about a version: remarks, answers, suggestions accepted, criterios, marks."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.aceptar_sugerencia import aceptar_sugerencia
from webapp.casos.marcar_visto import marcar_visto
from webapp.casos.observar import observar as caso_observar
from webapp.casos.pedir_criterio import pedir_criterio
from webapp.casos.responder import responder as caso_responder
from webapp.formularios import observacion as formulario
from webapp.permisos import CONSULTA, ESCRIBE, TRAMITE, actor, permiso
from webapp.unidades import unidades_de
from webapp.vistas._cambios import pagina_de_cambios
from webapp.vistas._version import comun, leer
from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos

bp = Blueprint("observaciones", __name__, url_prefix="/versiones/<int:version_id>")

#: Where a form may ask to go back to.
VUELTAS: dict[str, tuple[str, dict[str, Any]]] = {
    "linea-todo": ("versiones.cambios", {"ver": "todo"}),
    "linea-nuevo": ("versiones.cambios", {"ver": "nuevo"}),
    "lado-todo": ("versiones.cambios", {"modo": "lado", "ver": "todo"}),
    "lado-nuevo": ("versiones.cambios", {"modo": "lado", "ver": "nuevo"}),
    "editar": ("borradores.editar", {}),
    "hoja": ("versiones.ver", {}),
}


@bp.post("/observaciones")
@permiso(TRAMITE)
def observar(version_id: int) -> Response | tuple[str, int]:
    """A remark; a refusal shows the page again with what was typed."""
    try:
        with transaccion() as session:
            nueva = caso_observar(session, actor(), version_id, formulario.observado(request.form))
    except (ActoInvalido, ActoNegado, DatosInvalidos) as error:
        return _otra_vez(version_id, error, formulario.escrito(request.form, str(error)))
    return _volver(version_id, f"hilo-{nueva}")


@bp.post("/observaciones/<int:observacion_id>")
@permiso(CONSULTA)
def responder(version_id: int, observacion_id: int) -> Response | tuple[str, int]:
    """An answer in a thread."""
    try:
        clase, texto = formulario.respuesta(request.form)
        with transaccion() as session:
            caso_responder(session, actor(), observacion_id, clase, texto)
    except (ActoInvalido, ActoNegado, DatosInvalidos) as error:
        return _otra_vez(version_id, error, _en_el_hilo(observacion_id, error))
    return _volver(version_id, f"hilo-{observacion_id}")


@bp.post("/observaciones/<int:observacion_id>/aceptar")
@permiso(ESCRIBE)
def aceptar(version_id: int, observacion_id: int) -> Response | tuple[str, int]:
    """The proposed text becomes this person's edit."""
    visto = request.form.get("visto", "")
    try:
        with transaccion() as session:
            aceptar_sugerencia(session, actor(), observacion_id, visto)
    except (ActoInvalido, ActoNegado, DatosInvalidos) as error:
        return _otra_vez(version_id, error, _en_el_hilo(observacion_id, error))
    flash("El texto propuesto ya está en el borrador, guardado a su nombre.", "success")
    return _volver(version_id, f"hilo-{observacion_id}")


@bp.post("/vistos")
@permiso(TRAMITE)
def marcar(version_id: int) -> Response | tuple[str, int]:
    """A mark on a change, or no longer; without a page for who asks from a script."""
    form = request.form
    with transaccion() as session:
        marcar_visto(
            session,
            actor(),
            version_id,
            form.get("pieza", ""),
            form.get("huella", ""),
            visto=form.get("visto") == "si",
        )
    if request.headers.get("X-Requested-With") == "fetch":
        return "", 204
    return _volver(version_id, f"cambio-{form.get('numero', 1, type=int)}")


@bp.route("/criterio", methods=["GET", "POST"])
@permiso(TRAMITE)
def criterio(version_id: int) -> str | Response | tuple[str, int]:
    """Ask another unit what it thinks of this version."""
    if request.method == "GET":
        return _criterio(version_id)
    try:
        with transaccion() as session:
            nuevo = pedir_criterio(
                session,
                actor(),
                version_id,
                request.form.get("unidad", ""),
                formulario.respuesta(request.form)[1],
                formulario.vence(request.form),
            )
    except (ActoInvalido, DatosInvalidos) as error:
        campo = getattr(error, "campo", "") or "general"
        return _criterio(version_id, {campo: str(error)}), error.estado_http
    flash(f"Se pidió el criterio de {request.form['unidad']}. Puede leer solo esta versión.",
          "success")  # fmt: skip
    return _volver(version_id, f"hilo-{nuevo}")


def _criterio(version_id: int, errores: dict[str, str] | None = None) -> str:
    return render_template(
        "versiones/criterio.html",
        unidades=[(u, u) for u in unidades_de(db.session, g.manual.id)],
        valores=request.form,
        errores=errores or {},
        **comun(leer(version_id)),
    )


def _volver(version_id: int, ancla: str) -> Response:
    destino, argumentos = VUELTAS.get(request.form.get("volver", ""), VUELTAS["linea-todo"])
    return redirect(url_for(destino, version_id=version_id, _anchor=ancla, **argumentos))


def _en_el_hilo(observacion_id: int, error: Exception) -> dict[str, Any]:
    return {
        "hilo": observacion_id,
        "texto": request.form.get("texto", ""),
        "error": str(error),
    }


def _otra_vez(
    version_id: int, error: ActoInvalido | ActoNegado | DatosInvalidos, escrito: dict[str, Any]
) -> tuple[str, int]:
    _, argumentos = VUELTAS.get(request.form.get("volver", ""), VUELTAS["linea-todo"])
    flash(str(error), "danger")
    pagina = pagina_de_cambios(
        leer(version_id),
        modo=argumentos.get("modo", ""),
        ver=argumentos.get("ver", "todo"),
        escrito=escrito,
    )
    return pagina, error.estado_http
