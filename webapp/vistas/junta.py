"""Before the session: what is being prepared, and one agenda item on its way to the board."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos._puntos import PuntoCambiado
from webapp.casos.abrir_punto import abrir_punto
from webapp.casos.descartar_punto import descartar_punto
from webapp.casos.guardar_punto import guardar_punto
from webapp.consultas.expedientes import expedientes_de
from webapp.consultas.grupos import versiones_de_grupo
from webapp.consultas.puntos import (
    CargoALaJunta,
    PuntoVisto,
    avisos_de,
    por_llevar,
    punto_visto,
    puntos_abiertos,
)
from webapp.formularios.entera import PUNTO, exigir_entera
from webapp.formularios.punto import PuntoEscrito, huella, leer_punto
from webapp.permisos import actor, mis_roles
from webapp.vistas._junta import de_junta
from webapp.vistas.expedientes import en_camino
from webapp.vistas.expedientes import preparar as preparar_expediente
from webapp.vistas.trabajos import direccion
from workflows.errores import ErrorVigente

bp = Blueprint("junta", __name__, url_prefix="/manual/<slug>")


@bp.get("/junta")
@de_junta
def preparar(slug: str) -> str | Response:
    """What is being prepared, and what waits; what is asked for by address comes marked."""
    pedidas = set(request.args.getlist("version", type=int))
    if grupo_id := request.args.get("grupo", type=int):
        pedidas |= versiones_de_grupo(db.session, g.manual.id, grupo_id)
    todas = por_llevar(db.session, g.manual, current_user.id, mis_roles(g.manual))
    suyas = {c.punto_id for c in todas if c.version_id in pedidas}
    if len(suyas) == 1 and (punto_id := suyas.pop()) is not None:
        return redirect(url_for("junta.punto", slug=slug, punto_id=punto_id))
    return _lista(todas, pedidas or None, {})


@bp.post("/junta")
@de_junta
def abrir(slug: str) -> Response | tuple[str, int]:
    """An agenda item with the cargos that were marked."""
    elegidas = [int(v) for v in request.form.getlist("versiones") if v.isdecimal()]
    try:
        with transaccion() as session:
            punto_id = abrir_punto(session, actor(), g.manual.id, elegidas)
    except ErrorVigente as error:
        todas = por_llevar(db.session, g.manual, current_user.id, mis_roles(g.manual))
        return _lista(todas, set(elegidas), {"versiones": str(error)}), error.estado_http
    return redirect(url_for("junta.punto", slug=slug, punto_id=punto_id))


@bp.get("/junta/<int:punto_id>")
@de_junta
def punto(slug: str, punto_id: int) -> str | Response:
    """One agenda item; once recorded, its acuerdo."""
    visto = punto_visto(db.session, g.manual, punto_id, current_user.id, mis_roles(g.manual))
    if visto.numero:
        return redirect(url_for("acuerdos.ver", slug=slug, numero=visto.numero))
    return _pagina(visto)


@bp.post("/junta/<int:punto_id>")
@de_junta
def guardar(slug: str, punto_id: int) -> Response | tuple[str, int]:
    """Keep what was typed, then do what the button says."""
    exigir_entera(request.form, PUNTO)
    escrito = leer_punto(request.form)
    try:
        with transaccion() as session:
            guardar_punto(
                session, actor(), punto_id, escrito.serie, escrito.datos(), escrito.nuevo_orden()
            )
    except PuntoCambiado as error:
        visto = _ver(punto_id)
        return _pagina(visto, escrito, {"general": str(error)}, choque=True), error.estado_http
    except ErrorVigente as error:
        return _pagina(_ver(punto_id), escrito, error.por_campo()), error.estado_http
    if escrito.hacer == "decidir":
        return redirect(url_for("decision.decidir", slug=slug, punto_id=punto_id))
    if escrito.hacer == "expediente":
        return redirect(direccion(g.manual, preparar_expediente(punto_id)))
    ancla = f"cargo-{escrito.cual}" if escrito.hacer in ("subir", "bajar") else None
    if ancla is None:
        flash("Guardado.", "success")
    return redirect(url_for("junta.punto", slug=slug, punto_id=punto_id, _anchor=ancla))


@bp.post("/junta/<int:punto_id>/descartar")
@de_junta
def descartar(slug: str, punto_id: int) -> Response | tuple[str, int]:
    """The item does not go to the board; its cargos wait for another session."""
    serie = request.form.get("serie", "0")
    try:
        with transaccion() as session:
            descartar_punto(session, actor(), punto_id, int(serie) if serie.isdecimal() else 0)
    except ErrorVigente as error:
        return _pagina(_ver(punto_id), errores={"general": str(error)}), error.estado_http
    flash("Se descartó el punto. Sus cargos siguen revisados y esperan otra sesión.", "success")
    return redirect(url_for("junta.preparar", slug=slug))


def _ver(punto_id: int) -> PuntoVisto:
    """The item as it is after what was refused, not as it was when the request began."""
    db.session.rollback()
    return punto_visto(db.session, g.manual, punto_id, current_user.id, mis_roles(g.manual))


def _lista(
    todas: tuple[CargoALaJunta, ...], pedidas: set[int] | None, errores: dict[str, str]
) -> str:
    libres = [c for c in todas if c.punto_id is None]
    marcadas = {c.version_id for c in libres if not c.impedimento} if pedidas is None else pedidas
    grupos: dict[int, tuple[str, int]] = {}
    for c in libres:
        if c.grupo_id is not None:
            grupos[c.grupo_id] = (c.grupo, grupos.get(c.grupo_id, ("", 0))[1] + 1)
    return render_template(
        "junta/preparar.html",
        puntos=puntos_abiertos(db.session, g.manual),
        libres=libres,
        marcadas=marcadas,
        grupos=grupos,
        errores=errores,
        instrumento=g.manual.formato.instrumento,
    )


def _pagina(
    visto: PuntoVisto,
    escrito: PuntoEscrito | None = None,
    errores: dict[str, str] | None = None,
    *,
    choque: bool = False,
) -> str:
    guardado = _guardado(visto)
    valores = dict(escrito.valores) if escrito else guardado
    expedientes = expedientes_de(db.session, g.manual, visto)
    distintos = {c for c in valores if choque and valores[c] != guardado[c]}
    return render_template(
        "junta/punto.html",
        punto=visto,
        forma=PUNTO,
        cargos=_en_su_orden(visto, escrito),
        valores=valores,
        guardado={c: guardado[c] for c in distintos},
        huellas={t: huella(texto) for t, texto in visto.textos.items() if t not in visto.propios},
        errores=errores or {},
        faltas=avisos_de(visto),
        instrumento=g.manual.formato.instrumento,
        expedientes=expedientes,
        en_camino=en_camino(visto.id, expedientes),
    )


def _guardado(visto: PuntoVisto) -> dict[str, str]:
    s = visto.sesion
    fecha = s.fecha.isoformat() if s.fecha else ""
    datos = {"clase": s.clase, "sesion": s.numero, "fecha": fecha, "articulo": s.articulo}
    return datos | {t: texto.strip() for t, texto in visto.textos.items()}


def _en_su_orden(visto: PuntoVisto, escrito: PuntoEscrito | None) -> list[CargoALaJunta]:
    """The cargos of the item as they were listed by whoever sent the form."""
    if escrito is None:
        return list(visto.cargos)
    lugar = {v: n for n, v in enumerate(escrito.orden)}
    return sorted(visto.cargos, key=lambda c: lugar.get(c.version_id, len(lugar)))
