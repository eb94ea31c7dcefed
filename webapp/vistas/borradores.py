"""Writing: open a draft, edit it, propose to abolish a cargo."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.abrir import abrir_nuevo, abrir_por_direccion
from webapp.casos.guardar import guardar
from webapp.casos.justificar import justificar
from webapp.casos.proponer_derogar import proponer_derogar
from webapp.consultas.comparables import cargos_del_dia
from webapp.consultas.conceptos import conceptos
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.tramite import EnTramite
from webapp.consultas.vigencia import CargoVisto, cargo_visto
from webapp.formularios import borrador as formulario
from webapp.formularios.entera import EDITOR, exigir_entera
from webapp.guardados import texto_en
from webapp.hallazgos import hallados_de
from webapp.permisos import ESCRIBE, actor, ahora, permiso
from webapp.vistas._choques import choques, con_lo_suyo
from webapp.vistas._impresa import hoja_editable
from webapp.vistas._revision import hilos_de
from webapp.vistas._riel import en_el_editor, riel
from webapp.vistas._version import comun, leer
from workflows.calidad import Hallazgo
from workflows.contenido import Contenido, con_ids_nuevos, encabezado
from workflows.diferencias import revertir
from workflows.errores import DatosInvalidos, ErrorVigente, NoEncontrado
from workflows.formatos.modelo import ClaseEstado
from workflows.piezas import NOTAS, en_piezas
from workflows.texto import titular

bp = Blueprint("borradores", __name__)

_DE_CARGO = "/manual/<slug>/cargos/<cargo>"


@bp.post(f"{_DE_CARGO}/abrir")
@permiso(ESCRIBE)
def abrir(slug: str, cargo: str) -> Response:
    """A draft from the latest approved text."""
    with transaccion() as session:
        version, es_futura = abrir_por_direccion(session, actor(), g.manual.id, cargo)
        version_id = version.id
    futura = None
    if es_futura:
        futura = next((v for v in _cargo(cargo).versiones if v.situacion == "futura"), None)
    if futura:
        flash(
            f"El borrador parte de la versión {futura.rotulo}, ya aprobada, que todavía no rige.",
            "info",
        )
    return redirect(url_for("borradores.editar", version_id=version_id))


@bp.route(f"{_DE_CARGO}/derogar", methods=["GET", "POST"])
@permiso(ESCRIBE)
def derogar(slug: str, cargo: str) -> Response | tuple[str, int]:
    """Propose to abolish a cargo: it walks to the board like a new text."""
    visto = _cargo(cargo)
    motivo = request.form.get("motivo", "")
    error, codigo = "", 200
    if request.method == "POST":
        try:
            with transaccion() as session:
                version_id = proponer_derogar(session, actor(), visto.id, motivo).id
            return redirect(url_for("versiones.ver", version_id=version_id))
        except ErrorVigente as falta:
            error, codigo = str(falta), falta.estado_http
    pagina = render_template("borradores/derogar.html", h=visto.hoja, titulo=visto.titulo,
                             cargo_slug=visto.slug, motivo=motivo, error=error)  # fmt: skip
    return pagina, codigo


@bp.route("/manual/<slug>/cargos-nuevos", methods=["GET", "POST"])
@permiso(ESCRIBE)
def nuevo(slug: str) -> str | Response | tuple[str, int]:
    """A cargo nobody has described yet, from a blank or with the text of another (``?de=``)."""
    manual: ManualVisto = g.manual
    de = request.values.get("de", "")
    modelo = _texto_vigente(de) if de else None
    valores = {
        c.clave: formulario.limpio(
            request.form.get(f"campo-{c.clave}", modelo.campo(c.clave) if modelo else "")
        )
        for c in manual.formato.campos
    }
    errores: dict[str, str] = {}
    if request.method == "POST":
        texto = con_ids_nuevos(modelo) if modelo else formulario.leer(request.form, manual.formato)
        contenido = replace(texto, encabezado=encabezado(valores))
        try:
            with transaccion() as session:
                version_id = abrir_nuevo(session, actor(), manual.id, contenido).id
            return redirect(url_for("borradores.editar", version_id=version_id))
        except ErrorVigente as error:
            primero = manual.formato.identidad[0]
            errores = {
                f"campo-{primero if c == 'general' else c}": dicho
                for c, dicho in error.por_campo().items()
            }
    pagina = render_template(
        "borradores/nuevo.html",
        valores=valores,
        errores=errores,
        de=de,
        modelos=_vigentes(manual),
    )
    return (pagina, 422) if errores else pagina


def _texto_vigente(cargo: str) -> Contenido:
    hoja = _cargo(cargo).hoja
    if hoja is None:
        raise NoEncontrado(
            "Ese cargo no tiene un texto vigente.", "Elija otro, o empiece en blanco."
        )
    return hoja.contenido


def _vigentes(manual: ManualVisto) -> tuple[tuple[str, str], ...]:
    """The cargos in force, as (address, words) for a choice."""
    return cargos_del_dia(db.session, manual, manual.hoy(ahora()))


@bp.get("/borradores/<int:version_id>")
@permiso(ESCRIBE)
def editar(version_id: int) -> str | Response:
    """The editor: the page itself, every line of it a field."""
    tramite = leer(version_id)
    if tramite.vista.version.estado_clase != ClaseEstado.EDICION:
        flash("Esta versión ya no está en edición.", "info")
        return redirect(url_for("versiones.ver", version_id=version_id))
    return _editor(tramite, tramite.vista.contenido, tramite.vista.serie)


@bp.post("/borradores/<int:version_id>")
@permiso(ESCRIBE)
def guardar_borrador(version_id: int) -> Response | tuple[str, int]:
    """Save what the form says, after the step of the button that was pressed."""
    manual: ManualVisto = g.manual
    exigir_entera(request.form, EDITOR)
    accion = request.form.get("accion", "guardar")
    escrito = formulario.leer(request.form, manual.formato)
    hallazgos: list[Hallazgo] = []
    if accion.startswith("corregir:"):
        dichos = hallados_de(db.session, manual.formato, leer(version_id).vista, escrito)
        hallazgos = [h.hallazgo for h in dichos]
    contenido, lugar = formulario.dar_paso(escrito, manual.formato, accion, hallazgos)
    if accion in ("guardar", "revisar"):
        contenido = formulario.sin_vacios(contenido)
    if accion.startswith("revertir:"):
        contenido = _revertido(version_id, contenido, accion.removeprefix("revertir:"))
    if accion.startswith("concepto:"):
        lugar = accion.removeprefix("concepto:")
        contenido = _con_concepto(manual, contenido, lugar)
    serie = request.form.get("serie", 0, type=int)
    dejar = frozenset(p for p in request.form.getlist("dejar") if p)
    try:
        with transaccion() as session:
            guardada = guardar(session, actor(), version_id, contenido, serie, dejar=dejar)
            if not guardada.choques:
                porques = formulario.porques(request.form)
                justificar(session, actor(), version_id, porques, guardada.edicion)
    except DatosInvalidos as error:
        tramite = leer(version_id)
        errores = {_campo(manual, escrito, error.campo): str(error)}
        base = en_piezas(texto_en(db.session, tramite.vista, serie))
        return _editor(tramite, escrito, serie, errores=errores, creia=base), 422
    if guardada.choques:
        dos = choques(manual.formato, guardada)
        creia = {c.pieza: c.base for c in guardada.choques}
        suyo = con_lo_suyo(guardada)
        return _editor(leer(version_id), suyo, guardada.serie, choques=dos, creia=creia), 409
    if accion == "revisar":
        return redirect(url_for("versiones.cambios", version_id=version_id))
    if accion == "guardar":
        flash("Guardado. Todavía no se ha firmado nada.", "success")
    ancla = f"item-{lugar}" if lugar and lugar != "notas" else None
    return redirect(url_for("borradores.editar", version_id=version_id, _anchor=ancla))


def _revertido(version_id: int, contenido: Contenido, pieza: str) -> Contenido:
    try:
        return revertir(leer(version_id).vista.base or Contenido(), contenido, pieza)
    except NoEncontrado as error:
        flash(error.mensaje, "info")
        return contenido


def _con_concepto(manual: ManualVisto, contenido: Contenido, id_: str) -> Contenido:
    """The row with the concepto that the manual uses most for it; the others are told."""
    fila = next((c for c in contenido.competencias if c.id == id_), None)
    if fila is None:
        return contenido
    sabidos = conceptos(db.session, manual, manual.hoy(ahora()))
    dichos = sabidos.de(fila.competencia, fila.grado)
    if not dichos:
        flash(
            f"El manual no usa todavía «{fila.competencia}» con grado {fila.grado}: escriba "
            "usted el concepto.",
            "info",
        )
        return contenido
    for otro in dichos[1:]:
        flash(
            f"El manual también usa este concepto ({', '.join(map(titular, otro.cargos[:3]))}): "
            f"«{otro.concepto}»",
            "info",
        )
    return formulario.con_concepto(contenido, id_, dichos[0].concepto)


def _campo(manual: ManualVisto, contenido: Contenido, clave: str) -> str:
    """The name under which the editor shows a fault."""
    if clave in {c.clave for c in manual.formato.campos}:
        return f"campo-{clave}"
    if clave in {c.id for c in contenido.competencias}:
        return f"comp-{clave}"
    if clave == NOTAS:
        return "titulo-notas"
    return f"item-{clave}" if clave else "general"


def _editor(
    tramite: EnTramite,
    contenido: Contenido,
    serie: int,
    *,
    errores: dict[str, str] | None = None,
    choques: list[dict[str, Any]] | None = None,
    creia: Mapping[str, str | None] | None = None,
) -> str:
    """``creia`` are the pieces that the page being answered had otherwise than the draft."""
    formato = g.manual.formato
    porques = dict(tramite.vista.porques)
    if creia is not None:
        porques |= {p: t for p, t in formulario.porques(request.form).items() if t}
    hallados = tramite.hallados
    if contenido is not tramite.vista.contenido:
        hallados = hallados_de(db.session, formato, tramite.vista, contenido)
    datos = comun(tramite) | {"actos": en_el_editor(tramite.actos)}
    return render_template(
        "borradores/editar.html",
        hoja=hoja_editable(formato, tramite.vista.cargo.titulo, contenido, errores or {}),
        formato=formato,
        serie=serie,
        forma=EDITOR,
        errores=errores or {},
        choques=choques or [],
        riel=riel(formato, tramite.vista, contenido, porques, hallados),
        hilos=hilos_de(tramite),
        sabido=_en_atributo(tramite.vista.contenido, tuple((creia or {}).items())),
        suyo=creia is not None,
        **datos,
    )


@lru_cache(64)
def _en_atributo(guardado: Contenido, otras: tuple[tuple[str, str | None], ...]) -> Markup:
    """What the page is told that is saved, with some ``otras`` pieces as it had them."""
    sabido = {**en_piezas(guardado), **dict(otras)}
    piezas = {p: json.loads(v) for p, v in sabido.items() if v is not None}
    return htmlsafe_json_dumps(piezas, ensure_ascii=False)


def _cargo(slug: str) -> CargoVisto:
    manual: ManualVisto = g.manual
    return cargo_visto(db.session, manual, slug, manual.hoy(ahora()))
