"""The secretary's day: choose among what is reviewed, see how it will look, record the acuerdo."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.registrar_acuerdo import preparar as preparar_acuerdo
from webapp.casos.registrar_acuerdo import registrar_acuerdo
from webapp.consultas.grupos import versiones_de_grupo
from webapp.consultas.hojas import distintivo, firmas_impresas, leer_encabezado
from webapp.consultas.junta import acuerdo as ver_acuerdo
from webapp.consultas.junta import acuerdos as ver_acuerdos
from webapp.consultas.junta import candidatas
from webapp.consultas.manuales import ManualVisto
from webapp.formularios.acuerdo import FormularioAcuerdo
from webapp.permisos import APRUEBA, PUBLICO, actor, permiso
from workflows.errores import DatosInvalidos, ErrorVigente

bp = Blueprint("junta", __name__, url_prefix="/manual/<slug>")


@bp.get("/junta")
@permiso(APRUEBA)
def preparar(slug: str) -> str:
    """Choose the cargos and type what the board decided."""
    elegidas = set(request.args.getlist("version", type=int))
    if grupo_id := request.args.get("grupo", type=int):
        elegidas |= versiones_de_grupo(db.session, g.manual.id, grupo_id)
    return _pagina(FormularioAcuerdo(formdata=None), elegidas or None, {})


@bp.post("/junta/confirmar")
@permiso(APRUEBA)
def confirmar(slug: str) -> str | tuple[str, int]:
    """What would be recorded: the header each cargo will carry. Nothing is recorded yet."""
    return _probar("junta/confirmar.html")


@bp.post("/junta/corregir")
@permiso(APRUEBA)
def corregir(slug: str) -> str:
    """Back to the form, with everything that was typed."""
    form = FormularioAcuerdo()
    return _pagina(form, set(_vistos()), {})


@bp.post("/junta/registrar")
@permiso(APRUEBA)
def registrar(slug: str) -> Response | tuple[str, int]:
    """Record the acuerdo: every cargo in it, or none."""
    form = FormularioAcuerdo()
    vistos = _vistos()
    if not form.validate():
        return _pagina(form, set(vistos), form.errores()), 422
    try:
        with transaccion() as session:
            numero = registrar_acuerdo(session, actor(), g.manual.id, form.acuerdo(vistos))
    except ErrorVigente as error:
        return _pagina(form, set(vistos), _errores(error)), error.estado_http
    flash(f"Quedó registrado el acuerdo {numero}.", "success")
    return redirect(url_for("junta.acuerdo", slug=slug, numero=numero))


@bp.get("/acuerdos")
@permiso(PUBLICO)
def acuerdos(slug: str) -> str:
    """Every acuerdo of the manual."""
    return render_template("junta/acuerdos.html", acuerdos=ver_acuerdos(db.session, g.manual))


@bp.get("/acuerdos/<path:numero>")
@permiso(PUBLICO)
def acuerdo(slug: str, numero: str) -> str:
    """One acuerdo and the cargos it approved."""
    return render_template("junta/acuerdo.html", acuerdo=ver_acuerdo(db.session, g.manual, numero))


def _probar(plantilla: str) -> str | tuple[str, int]:
    form = FormularioAcuerdo()
    vistos = _vistos()
    if not form.validate():
        return _pagina(form, set(vistos), form.errores()), 422
    dicho = form.acuerdo(vistos)
    try:
        with db.sessionmaker() as session:
            listo = preparar_acuerdo(session, actor(), g.manual.id, dicho)
    except ErrorVigente as error:
        return _pagina(form, set(vistos), _errores(error)), error.estado_http
    return render_template(
        plantilla,
        acuerdo=dicho,
        numero=listo.numero,
        rige_desde=dicho.rige,
        cargos=[
            {
                "version_id": a.vista.version.id,
                "titulo": a.vista.cargo.titulo,
                "distintivo": distintivo(
                    g.manual.formato, leer_encabezado(a.vista.version), a.vista.cargo.titulo
                ),
                "contenido": a.vista.contenido,
                "codigo": a.vista.contenido.campo("codigo"),
                "derogacion": a.vista.version.tipo == "derogacion",
                "numero": a.numero,
                "rige_desde": a.rige_desde,
                "firmas": firmas_impresas(a.firmas),
                "visto": dicho.decisiones[a.vista.version.id].visto,
            }
            for a in listo.aprobaciones
        ],
        valores=form.valores(),
    )


def _vistos() -> dict[int, str]:
    """The chosen versions and the hash each had on the screen."""
    return {
        int(v): request.form.get(f"visto-{v}", "")
        for v in request.form.getlist("versiones")
        if v.isdecimal()
    }


def _errores(error: ErrorVigente) -> dict[str, str]:
    campo = error.campo if isinstance(error, DatosInvalidos) and error.campo else "general"
    return {campo: str(error)}


def _pagina(form: FormularioAcuerdo, elegidas: set[int] | None, errores: dict[str, str]) -> str:
    manual: ManualVisto = g.manual
    lista: list[dict[str, Any]] = [
        {
            "version_id": c.version_id,
            "titulo": c.titulo,
            "distintivo": c.distintivo,
            "codigo": c.codigo,
            "revisado_por": c.revisado_por,
            "fecha": c.fecha,
            "visto": c.contenido_hash,
            "derogacion": c.derogacion,
            "impedimento": c.impedimento,
            "elegida": not c.impedimento and (elegidas is None or c.version_id in elegidas),
        }
        for c in candidatas(db.session, manual, current_user.id)
    ]
    return render_template(
        "junta/preparar.html",
        candidatas=lista,
        valores=form.valores(),
        errores=errores,
        instrumento=manual.formato.instrumento,
    )
