"""The recorded acuerdos: the list, the page of each, and what is done on one afterwards."""

from __future__ import annotations

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Respuesta

from webapp.bd import db, transaccion
from webapp.consultas.acuerdos import AcuerdoVisto, numero_de_hoy
from webapp.consultas.acuerdos import acuerdo as ver_acuerdo
from webapp.consultas.acuerdos import acuerdos as ver_acuerdos
from webapp.consultas.expedientes import expedientes_del_acuerdo
from webapp.consultas.manuales import ManualVisto
from webapp.permisos import APRUEBA, PUBLICO, actor, en_tramite, permiso
from webapp.vistas._actos_de_acuerdo import VERBOS, Escrito
from webapp.vistas._adjuntos import adjuntar, descargar
from workflows.acuerdos import CORREGIBLES
from workflows.errores import ErrorVigente, NoEncontrado
from workflows.formatos.modelo import ClaseInstrumento

bp = Blueprint("acuerdos", __name__, url_prefix="/manual/<slug>")


@bp.get("/acuerdos")
@permiso(PUBLICO)
def lista(slug: str) -> str:
    """Every acuerdo of the manual."""
    _exigir_junta()
    return render_template("junta/acuerdos.html", acuerdos=ver_acuerdos(db.session, g.manual))


@bp.get("/acuerdos/<path:numero>")
@permiso(PUBLICO)
def ver(slug: str, numero: str) -> str | Respuesta:
    """One acuerdo: what it decided, and what came later."""
    _exigir_junta()
    visto = ver_acuerdo(db.session, g.manual, numero)
    hoy = visto.leido.datos.numero
    if hoy != numero:
        return redirect(url_for("acuerdos.ver", slug=slug, numero=hoy))
    return _pagina(visto)


@bp.get("/acuerdo-firmado/<huella>/<path:numero>")
@permiso(PUBLICO)
def archivo(slug: str, huella: str, numero: str) -> Response:
    """The signed agreement, or one that a fe de erratas replaced, as a download."""
    visto = ver_acuerdo(db.session, g.manual, numero)
    guardado = visto.archivos.get(huella)
    if guardado is None:
        raise NoEncontrado("Ese archivo no es de este acuerdo.", "Vuelva a la página del acuerdo.")
    return descargar(guardado.hash, guardado.tipo, f"{visto.leido.datos.numero}.pdf")


@bp.post("/acuerdo/<verbo>/<path:numero>")
@permiso(APRUEBA)
def actuar(slug: str, verbo: str, numero: str) -> str | Respuesta | tuple[str, int]:
    """Do something on a recorded acuerdo: first it is shown what would be recorded, then it is."""
    if verbo not in VERBOS:
        raise NoEncontrado("Aquí no hay ninguna página.", "Vuelva a la página del acuerdo.")
    visto = ver_acuerdo(db.session, g.manual, numero)
    confirma = bool(request.form.get("confirmado"))
    escrito = Escrito(dict(request.form), tuple(request.form.getlist("versiones", type=int)))
    if request.form.get("volver"):
        return _pagina(visto, verbo, escrito.campos)
    try:
        if huella := adjuntar(request.files.get("archivo")):
            escrito.campos["valor"] = huella
        with transaccion() as session:
            dicho = VERBOS[verbo](session, actor(ensayo=not confirma), g.manual, visto, escrito)
    except ErrorVigente as error:
        errores = {
            "valor" if c == "adjunto" else c: dicho for c, dicho in error.por_campo().items()
        }
        return _pagina(ver_acuerdo(db.session, g.manual, numero), verbo, escrito.campos, errores), (
            error.estado_http
        )
    if not confirma:
        return render_template(
            "junta/confirmar_acto.html",
            acuerdo=visto,
            verbo=verbo,
            dicho=dicho,
            campos={
                k: v
                for k, v in escrito.campos.items()
                if k not in ("csrf_token", "versiones", "volver")
            },
            versiones=escrito.versiones,
        )
    flash(f"Quedó registrado: {dicho}", "success")
    db.session.rollback()
    actual = numero_de_hoy(db.session, visto.id)
    return redirect(url_for("acuerdos.ver", slug=slug, numero=actual))


def _pagina(
    visto: AcuerdoVisto,
    verbo: str = "",
    valores: dict[str, str] | None = None,
    errores: dict[str, str] | None = None,
) -> str:
    """The page; ``verbo`` is the form that stays open, with what was typed in it."""
    return render_template(
        "junta/acuerdo.html",
        acuerdo=visto,
        abierto=verbo,
        valores=valores or {},
        errores=errores or {},
        corregibles=CORREGIBLES,
        expedientes=expedientes_del_acuerdo(db.session, visto) if en_tramite(g.manual) else (),
    )


def _exigir_junta() -> None:
    manual: ManualVisto = g.manual
    if manual.formato.instrumento.clase is not ClaseInstrumento.ACUERDO:
        raise NoEncontrado(
            "En este manual no se aprueba por acuerdo de una junta.", "Vuelva al manual."
        )
