"""After the session: what the board decided, read from its agreement or typed, and recorded."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.bd import db, transaccion
from webapp.casos.registrar_punto import preparar_punto, registrar_punto
from webapp.consultas.cotejo import Cotejo, cotejar_pegado
from webapp.consultas.hojas import firmas_impresas
from webapp.consultas.puntos import PuntoVisto, punto_visto
from webapp.formularios.decision import DecisionEscrita, decision_nueva, leer_decision
from webapp.permisos import actor, ahora, mis_roles
from webapp.vistas._adjuntos import adjuntar
from webapp.vistas._junta import de_junta
from workflows.acuerdos import Resultado
from workflows.errores import DatosInvalidos, ErrorVigente

bp = Blueprint(
    "decision", __name__, url_prefix="/manual/<slug>/junta/<int:punto_id>/decision"
)  # fmt: skip


@bp.get("")
@de_junta
def decidir(slug: str, punto_id: int) -> str | Response:
    """The form: the session of the item, and every cargo as approved until told otherwise."""
    punto = _punto(punto_id)
    if not punto.abierto:
        return redirect(url_for("junta.punto", slug=slug, punto_id=punto_id))
    vistos = {c.version_id: c.visto for c in punto.cargos}
    return _pagina(punto, decision_nueva(punto.sesion, vistos))


@bp.post("/leer")
@de_junta
def leer(slug: str, punto_id: int) -> str | tuple[str, int]:
    """Fill the form with what the pasted agreement says, and flag where it disagrees."""
    punto, escrita = _lo_escrito(punto_id)
    try:
        escrita = _con_adjunto(escrita)
    except DatosInvalidos as error:
        return _pagina(punto, escrita, error.por_campo()), error.estado_http
    if not escrita.valores["texto"]:
        return _pagina(
            punto, escrita, {"texto": "No pegó ningún texto. Péguelo en el cuadro."}
        ), 422
    cotejo = cotejar_pegado(
        db.session, g.manual, punto, escrita.valores["texto"], g.manual.hoy(ahora())
    )
    return _pagina(punto, escrita.con_leido(cotejo.leido), cotejo=cotejo)


@bp.post("/confirmar")
@de_junta
def confirmar(slug: str, punto_id: int) -> str | tuple[str, int]:
    """What would be recorded: the header each cargo will carry. Nothing is recorded yet."""
    punto, escrita = _lo_escrito(punto_id)
    try:
        escrita = _con_adjunto(escrita)
        acuerdo = escrita.acuerdo()
        with db.sessionmaker() as session:
            listo = preparar_punto(session, actor(), g.manual.id, punto_id, acuerdo)
    except ErrorVigente as error:
        return _rechazo(punto_id, escrita, error)
    aprobadas = {
        a.vista.version.id: {
            "contenido": a.vista.contenido,
            "numero": a.numero,
            "firmas": firmas_impresas(a.firmas),
        }
        for a in listo.aprobaciones
    }
    leido = escrita.valores["texto"]
    return render_template(
        "junta/confirmar.html",
        punto=punto,
        acuerdo=acuerdo,
        numero=listo.numero,
        por_resultado=[
            (r, [c for c in punto.cargos if escrita.resultados.get(c.version_id) == r])
            for r in Resultado
        ],
        aprobadas=aprobadas,
        escrita=escrita,
        cotejo=(
            cotejar_pegado(db.session, g.manual, punto, leido, g.manual.hoy(ahora()))
            if leido
            else None
        ),
    )


@bp.post("/corregir")
@de_junta
def corregir(slug: str, punto_id: int) -> str:
    """Back to the form, with everything that was typed."""
    return _pagina(*_lo_escrito(punto_id))


@bp.post("/registrar")
@de_junta
def registrar(slug: str, punto_id: int) -> Response | tuple[str, int]:
    """Record the acuerdo: every cargo as the board decided, or none."""
    escrita = _escrita()
    try:
        with transaccion() as session:
            numero = registrar_punto(session, actor(), g.manual.id, punto_id, escrita.acuerdo())
    except ErrorVigente as error:
        return _rechazo(punto_id, escrita, error)
    flash(f"Quedó registrado el acuerdo {numero}.", "success")
    return redirect(url_for("acuerdos.ver", slug=slug, numero=numero))


def _punto(punto_id: int) -> PuntoVisto:
    return punto_visto(db.session, g.manual, punto_id, current_user.id, mis_roles(g.manual))


def _lo_escrito(punto_id: int) -> tuple[PuntoVisto, DecisionEscrita]:
    return _punto(punto_id), _escrita()


def _escrita() -> DecisionEscrita:
    enviadas = {int(c[6:]) for c in request.form if c.startswith("visto-") and c[6:].isdecimal()}
    return leer_decision(request.form, sorted(enviadas))


def _con_adjunto(escrita: DecisionEscrita) -> DecisionEscrita:
    """The file that came with the form is kept now: a browser would not send it again."""
    subido = request.files.get("archivo")
    huella = adjuntar(subido)
    if not huella or subido is None:
        return escrita
    return escrita.con(adjunto=huella, adjunto_nombre=subido.filename or "")


def _rechazo(
    punto_id: int, escrita: DecisionEscrita, error: ErrorVigente
) -> tuple[str, int]:  # fmt: skip
    db.session.rollback()
    punto = _punto(punto_id)
    if not punto.abierto:
        return render_template("junta/cerrado.html", punto=punto, motivo=str(error)), 409
    return _pagina(punto, escrita, error.por_campo()), error.estado_http


def _pagina(
    punto: PuntoVisto,
    escrita: DecisionEscrita,
    errores: dict[str, str] | None = None,
    cotejo: Cotejo | None = None,
) -> str:
    datos: dict[str, Any] = {
        "punto": punto,
        "valores": escrita.valores,
        "escrita": escrita,
        "errores": errores or {},
        "cotejo": cotejo,
        "resultados": list(Resultado),
        "instrumento": g.manual.formato.instrumento,
    }
    return render_template("junta/decidir.html", **datos)
