"""Writing: open a draft, edit it, propose to abolish a cargo."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.abrir import abrir as abrir_borrador
from webapp.casos.abrir import abrir_nuevo
from webapp.casos.guardar import TextoAjeno, guardar
from webapp.casos.proponer_derogar import proponer_derogar
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.tramite import EnTramite, en_tramite
from webapp.consultas.vigencia import CargoVisto, cargo_visto
from webapp.formularios import borrador as formulario
from webapp.permisos import ESCRIBE, actor, ahora, mis_roles, permiso
from webapp.vistas._choques import choques
from webapp.vistas.versiones import comun
from workflows.contenido import Contenido, encabezado
from workflows.diferencias import comparar, resumen
from workflows.errores import DatosInvalidos, ErrorVigente
from workflows.formatos.modelo import ClaseActo, ClaseEstado

bp = Blueprint("borradores", __name__)

_DE_CARGO = "/manual/<slug>/cargos/<cargo>"


@bp.post(f"{_DE_CARGO}/abrir")
@permiso(ESCRIBE)
def abrir(slug: str, cargo: str) -> Response:
    """A draft from the latest approved text."""
    visto = _cargo(cargo)
    with transaccion() as session:
        version = abrir_borrador(session, actor(), visto.id)
        version_id = version.id
    futura = next((v for v in visto.versiones if v.situacion == "futura"), None)
    if futura:
        flash(
            f"El borrador parte de la versión {futura.rotulo}, ya aprobada, que todavía no rige.",
            "info",
        )
    return redirect(url_for("borradores.editar", version_id=version_id))


@bp.route(f"{_DE_CARGO}/derogar", methods=["GET", "POST"])
@permiso(ESCRIBE)
def derogar(slug: str, cargo: str) -> str | Response | tuple[str, int]:
    """Propose to abolish a cargo: it walks to the board like a new text."""
    visto = _cargo(cargo)
    motivo = request.form.get("motivo", "")
    error = ""
    if request.method == "POST":
        try:
            with transaccion() as session:
                version_id = proponer_derogar(session, actor(), visto.id, motivo).id
            return redirect(url_for("versiones.ver", version_id=version_id))
        except DatosInvalidos as falta:
            error = str(falta)
    pagina = render_template("borradores/derogar.html", h=visto.hoja, titulo=visto.titulo,
                             cargo_slug=visto.slug, motivo=motivo, error=error)  # fmt: skip
    return (pagina, 422) if error else pagina


@bp.route("/manual/<slug>/cargos-nuevos", methods=["GET", "POST"])
@permiso(ESCRIBE)
def nuevo(slug: str) -> str | Response | tuple[str, int]:
    """A cargo nobody has described yet."""
    manual: ManualVisto = g.manual
    valores = {
        c.clave: formulario.limpio(request.form.get(f"campo-{c.clave}", ""))
        for c in manual.formato.campos
    }
    errores: dict[str, str] = {}
    if request.method == "POST":
        vacias = tuple(s for s in formulario.leer(request.form, manual.formato).secciones)
        contenido = Contenido(encabezado(valores), vacias)
        try:
            with transaccion() as session:
                version_id = abrir_nuevo(session, actor(), manual.id, contenido).id
            return redirect(url_for("borradores.editar", version_id=version_id))
        except ErrorVigente as error:
            campo = getattr(error, "campo", "") or manual.formato.identidad[0]
            errores = {f"campo-{campo}": str(error)}
    pagina = render_template("borradores/nuevo.html", valores=valores, errores=errores)
    return (pagina, 422) if errores else pagina


@bp.get("/borradores/<int:version_id>")
@permiso(ESCRIBE)
def editar(version_id: int) -> str | Response:
    """The editor: the page itself, every line of it a field."""
    tramite = _tramite(version_id)
    if tramite.vista.version.estado_clase != ClaseEstado.EDICION:
        flash("Esta versión ya no está en edición.", "info")
        return redirect(url_for("versiones.ver", version_id=version_id))
    return _editor(tramite, tramite.vista.contenido, tramite.vista.serie)


@bp.post("/borradores/<int:version_id>")
@permiso(ESCRIBE)
def guardar_borrador(version_id: int) -> Response | tuple[str, int]:
    """Save what the form says, after the step of the button that was pressed."""
    manual: ManualVisto = g.manual
    accion = request.form.get("accion", "guardar")
    escrito = formulario.leer(request.form, manual.formato)
    contenido, lugar = formulario.dar_paso(escrito, manual.formato, accion)
    if accion in ("guardar", "revisar"):
        contenido = formulario.sin_vacios(contenido)
    serie = request.form.get("serie", "")
    try:
        with transaccion() as session:
            guardar(session, actor(), version_id, contenido, int(serie) if serie.isdecimal() else 0)
    except TextoAjeno as ajeno:
        tramite = _tramite(version_id)
        flash(str(ajeno), "danger")
        dos = choques(manual.formato, ajeno, escrito)
        return _editor(tramite, escrito, ajeno.serie, choques=dos), 409
    except DatosInvalidos as error:
        tramite = _tramite(version_id)
        errores = {_campo(manual, escrito, error.campo): str(error)}
        return _editor(tramite, escrito, int(serie or 0), errores=errores), 422
    if accion == "revisar":
        return redirect(url_for("versiones.cambios", version_id=version_id))
    if accion == "guardar":
        flash("Guardado. Todavía no se ha firmado nada.", "success")
    ancla = f"item-{lugar}" if lugar and lugar != "notas" else None
    return redirect(url_for("borradores.editar", version_id=version_id, _anchor=ancla))


def _campo(manual: ManualVisto, contenido: Contenido, clave: str) -> str:
    """The name under which the editor shows a fault."""
    if clave in {c.clave for c in manual.formato.campos}:
        return f"campo-{clave}"
    if clave in {c.id for c in contenido.competencias}:
        return f"comp-{clave}"
    return f"item-{clave}" if clave else "general"


def _tramite(version_id: int) -> EnTramite:
    return en_tramite(db.session, g.manual, version_id, current_user.id, mis_roles(g.manual))


def _editor(
    tramite: EnTramite,
    contenido: Contenido,
    serie: int,
    *,
    errores: dict[str, str] | None = None,
    choques: list[dict[str, Any]] | None = None,
) -> str:
    formato = g.manual.formato
    diferencia = comparar(tramite.base or Contenido(), contenido)
    datos = comun(tramite)
    # Signing happens where the changes are seen (docs/decisions/0008); here, only what bars it.
    datos["actos"] = [
        a for a in tramite.actos if a.clase != ClaseActo.ELABORACION or a.impedimentos
    ]
    return render_template(
        "borradores/editar.html",
        contenido=contenido,
        formato=formato,
        serie=serie,
        errores=errores or {},
        choques=choques or [],
        fijos=set(formato.identidad),
        cambios=resumen(diferencia, formato) if tramite.base else [],
        es_nuevo=tramite.base is None,
        **datos,
    )


def _cargo(slug: str) -> CargoVisto:
    manual: ManualVisto = g.manual
    return cargo_visto(db.session, manual, slug, manual.hoy(ahora()))
