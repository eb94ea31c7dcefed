"""People and roles of a manual."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.acceso.contrasenas import cifrar, con_que_se_entra, exigir_que_se_usen, se_usan
from webapp.bd import db, transaccion
from webapp.casos.cerrar_sesiones import cerrar_sesiones_de
from webapp.casos.cesar import cesar as caso_cesar
from webapp.casos.crear_persona import crear_persona
from webapp.casos.editar_persona import editar_persona
from webapp.casos.enlazar_identidad import desenlazar_identidad
from webapp.casos.nombrar import nombrar as caso_nombrar
from webapp.casos.poner_contrasena import poner_contrasena
from webapp.consultas import personas as consultas
from webapp.consultas.cuentas import cuentas
from webapp.formularios.fechas import leer_fecha
from webapp.permisos import ADMINISTRA, actor, ahora, permiso
from webapp.vistas._persona import CAMPOS, con_error, ficha, vista_de
from workflows.errores import ErrorVigente

bp = Blueprint("administracion", __name__, url_prefix="/manual/<slug>/personas")


@bp.get("/")
@permiso(ADMINISTRA)
def personas(slug: str) -> str:
    """Who there is, and what role each holds."""
    lista = consultas.personas(db.session, g.manual, g.manual.hoy(ahora()))
    suyas = cuentas(db.session, [p.id for p in lista], ahora())
    return render_template("administracion/personas.html", personas=lista, cuentas=suyas)


@bp.route("/nueva", methods=["GET", "POST"])
@permiso(ADMINISTRA)
def nueva(slug: str) -> str | Response | tuple[str, int]:
    """An account for somebody: by an invitation, or with a password to hand over in person.

    Where the institution alone lets in there is neither: it finds them by their address.
    """
    valores = {c: request.form.get(c, "") for c in CAMPOS}
    como = {"como": request.form.get("como", "")}
    if request.method == "GET":
        return ficha(None, valores | como, {})
    en_persona = como["como"] == "persona" and se_usan()
    dada: dict[str, str] = {}
    if en_persona:
        contrasena = request.form.get("contrasena", "")
        dada = {"contrasena": contrasena, "clave_cifrada": cifrar(contrasena)}
    try:
        with transaccion() as session:
            persona = crear_persona(
                session,
                actor(),
                g.manual.id,
                **valores,
                **dada,
                invita=se_usan(),
            )
            persona_id = persona.id
    except ErrorVigente as error:
        return ficha(None, valores | como, error.por_campo()), error.estado_http
    if en_persona:
        como_entra = "Dele la contraseña en persona."
    elif se_usan():
        como_entra = f"Se enviará una invitación a {valores['correo'].strip()} en unos minutos."
    else:
        como_entra = f"Avísele que ya puede entrar con {con_que_se_entra()}."
    flash(f"Se creó la cuenta de {valores['nombre']}. {como_entra} Ahora dele un rol.", "success")
    return redirect(url_for("administracion.persona", slug=slug, persona_id=persona_id))


@bp.route("/<int:persona_id>", methods=["GET", "POST"])
@permiso(ADMINISTRA)
def persona(slug: str, persona_id: int) -> str | Response | tuple[str, int]:
    """One person: how they sign, their roles, their password."""
    vista = vista_de(persona_id)
    if request.method == "GET":
        return ficha(vista, {c: getattr(vista, c) for c in CAMPOS}, {})
    valores = {c: request.form.get(c, "") for c in ("nombre", "unidad", "puesto")}
    try:
        with transaccion() as session:
            editar_persona(
                session,
                actor(),
                g.manual.id,
                persona_id,
                **valores,
            )
    except ErrorVigente as error:
        return ficha(
            vista, valores | {"correo": vista.correo}, error.por_campo()
        ), error.estado_http
    flash("Se guardaron los datos. Lo ya firmado conserva los de antes.", "success")
    return redirect(url_for("administracion.persona", slug=slug, persona_id=persona_id))


@bp.post("/<int:persona_id>/contrasena")
@permiso(ADMINISTRA)
def contrasena(slug: str, persona_id: int) -> Response | tuple[str, int]:
    """A new password, without any mail server."""
    nueva_clave = request.form.get("contrasena", "")
    try:
        exigir_que_se_usen()
        with transaccion() as session:
            poner_contrasena(
                session,
                actor(),
                g.manual.id,
                persona_id,
                contrasena=nueva_clave,
                clave_cifrada=cifrar(nueva_clave),
            )
    except ErrorVigente as error:
        return con_error(persona_id, error)
    flash("Contraseña cambiada. Désela en persona; sus sesiones abiertas se cerraron.", "success")
    return redirect(url_for("administracion.persona", slug=slug, persona_id=persona_id))


@bp.post("/<int:persona_id>/sesiones/cerrar")
@permiso(ADMINISTRA)
def sesiones(slug: str, persona_id: int) -> Response | tuple[str, int]:
    """Sign them out wherever they are signed in."""
    try:
        with transaccion() as session:
            cuantas = cerrar_sesiones_de(session, actor(), g.manual.id, persona_id)
    except ErrorVigente as error:
        return con_error(persona_id, error)
    dicho = {0: "No tenía ninguna sesión abierta.", 1: "Se cerró la sesión que tenía abierta."}
    flash(dicho.get(cuantas, f"Se cerraron las {cuantas} sesiones que tenía abiertas."), "success")
    return redirect(url_for("administracion.persona", slug=slug, persona_id=persona_id))


@bp.post("/<int:persona_id>/desenlazar")
@permiso(ADMINISTRA)
def desenlazar(slug: str, persona_id: int) -> Response | tuple[str, int]:
    """Their account is no longer that of the institution it was linked to."""
    try:
        with transaccion() as session:
            desenlazar_identidad(session, actor(), g.manual.id, persona_id)
    except ErrorVigente as error:
        return con_error(persona_id, error)
    flash("Se desunió de la cuenta de la institución, y se cerraron sus sesiones.", "success")
    return redirect(url_for("administracion.persona", slug=slug, persona_id=persona_id))


@bp.post("/<int:persona_id>/roles")
@permiso(ADMINISTRA)
def nombrar(slug: str, persona_id: int) -> Response | tuple[str, int]:
    """Give a role, from a day to a day."""
    try:
        desde = _fecha("desde") or g.manual.hoy(ahora())
        with transaccion() as session:
            caso_nombrar(
                session,
                actor(),
                g.manual.id,
                persona_id,
                rol=request.form.get("rol", ""),
                desde=desde,
                hasta=_fecha("hasta"),
                sustituye_id=request.form.get("sustituye", type=int),
            )
    except ErrorVigente as error:
        return con_error(persona_id, error)
    flash("Rol dado.", "success")
    return redirect(url_for("administracion.persona", slug=slug, persona_id=persona_id))


@bp.post("/<int:persona_id>/roles/<int:rol_id>/cesar")
@permiso(ADMINISTRA)
def cesar(slug: str, persona_id: int, rol_id: int) -> Response | tuple[str, int]:
    """End a role."""
    try:
        with transaccion() as session:
            caso_cesar(session, actor(), g.manual.id, rol_id)
    except ErrorVigente as error:
        return con_error(persona_id, error)
    flash("El rol terminó. Lo que esa persona firmó conserva su nombre.", "success")
    return redirect(url_for("administracion.persona", slug=slug, persona_id=persona_id))


def _fecha(campo: str) -> date | None:
    return leer_fecha(request.form.get(campo, ""), campo)
