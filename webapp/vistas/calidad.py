"""What the checks find: in a version, and in the whole manual. Saying that it is no mistake."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from flask import Blueprint, flash, g, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.desestimar import desestimar as desestimar_hallazgo
from webapp.casos.desestimar import reponer as reponer_hallazgo
from webapp.consultas.calidad import HalladoEnCargo, anotar, avanzar, revision
from webapp.consultas.manuales import ManualVisto
from webapp.hallazgos import hallados_de
from webapp.permisos import TRAMITE, actor, permiso
from webapp.vistas._version import comun, leer
from workflows.anclas import rotulo_de
from workflows.calidad import Severidad
from workflows.calidad.explicaciones import EXPLICACIONES
from workflows.errores import DatosInvalidos, ErrorVigente
from workflows.formatos.modelo import ClaseEstado

bp = Blueprint("calidad", __name__)

#: Seconds of checking in one answer: the bar moves between two; and without a script, in one go.
TRAMO, DE_UNA_VEZ = 0.4, 8.0
#: Findings shown on one page.
LIMITE = 300


@bp.get("/manual/<slug>/calidad")
@permiso(TRAMITE)
def manual(slug: str) -> str:
    """The whole manual: what was found, by check, severity and cargo; a bar while it goes on."""
    este: ManualVisto = g.manual
    sabida = revision(db.session, este)
    pedido = {c: request.args.get(c, "") for c in ("regla", "severidad", "cargo")}
    ver = request.args.get("ver", "")
    todos = [h for h in sabida.hallados if (h.hallado.decision is not None) == (ver == "no")]
    elegidos = [h for h in todos if _pasa(h, pedido)]
    return render_template(
        "calidad/manual.html",
        revision=sabida,
        por_cargo=[
            list(suyos) for _, suyos in groupby(elegidos[:LIMITE], key=lambda h: h.cargo.cargo_id)
        ],
        cuantos=len(elegidos),
        limite=LIMITE,
        en_pie=sum(h.hallado.decision is None for h in sabida.hallados),
        pedido=pedido,
        ver=ver,
        por_regla=Counter(h.hallado.hallazgo.regla for h in todos),
        por_severidad=Counter(h.hallado.hallazgo.severidad.value for h in todos),
        cargos=sorted({(h.codigo, h.cargo.titulo, h.distintivo, h.cargo.slug) for h in todos}),
        severidades=[s.value for s in Severidad],
        explicaciones=EXPLICACIONES,
    )


@bp.post("/manual/<slug>/calidad/revisar")
@permiso(TRAMITE)
def revisar(slug: str) -> Response:
    """Look at a few more cargos: ``{"hechos": 40, "total": 500}`` for the bar, or all at once."""
    de_a_poco = request.accept_mimetypes.best == "application/json"
    avance = avanzar(db.session, g.manual, TRAMO if de_a_poco else DE_UNA_VEZ)
    with transaccion() as session:
        anotar(session, avance)
    if de_a_poco:
        return jsonify(hechos=avance.hechos, total=avance.total)
    return redirect(url_for("calidad.manual", slug=slug))


@bp.get("/versiones/<int:version_id>/calidad")
@permiso(TRAMITE)
def version(version_id: int) -> str:
    """One version, before it is signed or reviewed: what is found, and what was dismissed."""
    return _pagina(version_id)


@bp.post("/versiones/<int:version_id>/calidad/desestimar")
@permiso(TRAMITE)
def desestimar(version_id: int) -> Response | tuple[str, int]:
    """Keep that a finding is no mistake; a refusal keeps the reason that was typed."""
    huella, motivo = request.form.get("huella", ""), request.form.get("motivo", "")
    try:
        with transaccion() as session:
            desestimar_hallazgo(session, actor(), version_id, huella, motivo)
    except DatosInvalidos as error:
        return _pagina(version_id, huella=huella, motivo=motivo, error=str(error)), 422
    flash("Desestimado. Si el texto cambia, la revisión lo vuelve a mirar.", "success")
    return _volver(version_id)


@bp.post("/versiones/<int:version_id>/calidad/reponer")
@permiso(TRAMITE)
def reponer(version_id: int) -> Response:
    """Tell a dismissed finding again."""
    try:
        with transaccion() as session:
            reponer_hallazgo(session, actor(), version_id, request.form.get("huella", ""))
        flash("El hallazgo vuelve a la lista.", "success")
    except ErrorVigente as error:
        flash(str(error), "danger")
    return _volver(version_id)


def _volver(version_id: int) -> Response:
    if request.form.get("desde") == "manual":
        return redirect(url_for("calidad.manual", slug=g.manual.slug))
    return redirect(url_for("calidad.version", version_id=version_id))


def _pagina(version_id: int, **fallido: str) -> str:
    tramite = leer(version_id)
    formato = g.manual.formato
    hallados = tramite.hallados or hallados_de(db.session, formato, tramite.vista)
    con_lugar = [
        (h, rotulo_de(h.hallazgo.pieza, tramite.vista.contenido, formato)) for h in hallados
    ]
    datos: dict[str, Any] = comun(tramite)
    return render_template(
        "calidad/version.html",
        en_pie=[x for x in con_lugar if x[0].decision is None],
        desestimados=[x for x in con_lugar if x[0].decision is not None],
        explicaciones=EXPLICACIONES,
        aprobada=tramite.vista.version.estado_clase == ClaseEstado.APROBADA,
        etiqueta=tramite.vista.version.etiqueta,
        fallido=fallido,
        **datos,
    )


def _pasa(h: HalladoEnCargo, pedido: dict[str, str]) -> bool:
    suyo = {
        "regla": h.hallado.hallazgo.regla,
        "severidad": h.hallado.hallazgo.severidad.value,
        "cargo": h.cargo.slug,
    }
    return all(not valor or valor == suyo[campo] for campo, valor in pedido.items())
