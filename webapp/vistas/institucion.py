"""Coming in with the institution's own account: there, back, and out.

What each attempt needs to come back (state, nonce, verifier) waits in this browser's signed
cookie, a few minutes and once. Everything starts with a link: a form could not lead to another
site (CSP ``form-action``).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as galleta
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.acceso.destino import destino_seguro
from webapp.acceso.entrada import entrar_como
from webapp.acceso.institucion.fallas import FallaDeInstitucion, indigna, vencida
from webapp.acceso.institucion.reparto import valor_de
from webapp.acceso.prueba import Medio, probar, sin_probar
from webapp.bd import db, escribir_instante, transaccion
from webapp.casos.enlazar_identidad import Dicho, entrar_por_la_institucion, es_la_misma
from webapp.modelos import MedioSesion
from webapp.permisos import INSTITUCIONAL, SESION, ahora, permiso
from workflows.errores import ErrorVigente

if TYPE_CHECKING:
    from webapp.acceso.institucion.proveedor import Proveedor

bp = Blueprint("institucion", __name__)

_PENDIENTES = "institucion"
#: How long somebody may take at the institution's page.
PLAZO = timedelta(minutes=15)
#: Attempts at once in one browser: tabs.
_MAXIMO = 3
#: What ``auth_time`` may lie before the moment we sent them to say who they are.
_HOLGURA = timedelta(minutes=1)


def _proveedor() -> Proveedor:
    quien = current_app.config["INSTITUCION"]
    if quien is None:
        abort(404)
    sabido: Proveedor | None = current_app.extensions.get("institucion")
    if sabido is None or sabido.quien != quien:
        # Imported here: only who has one pays for what it brings.
        from webapp.acceso.institucion.proveedor import Proveedor

        sabido = current_app.extensions["institucion"] = Proveedor(quien)
    return sabido


@bp.get("/entrar/institucion")
@permiso(INSTITUCIONAL)
def ida() -> Response:
    """Off to the institution. ``otra_vez``: to prove again who one is, before signing."""
    proveedor = _proveedor()
    destino = destino_seguro(request.args.get("next", ""))
    otra_vez = bool(request.args.get("otra_vez")) and current_user.is_authenticated
    try:
        viaje = proveedor.ida(_vuelta(), otra_vez=otra_vez)
    except FallaDeInstitucion as falla:
        return _fallo(falla, destino, otra_vez)
    antes = [p for p in _pendientes() if ahora() - _cuando(p) < PLAZO]
    nuevo = {
        "estado": viaje.estado,
        "nonce": viaje.nonce,
        "verificador": viaje.verificador,
        "destino": destino,
        "otra_vez": otra_vez,
        "cuando": escribir_instante(ahora()),
    }
    galleta[_PENDIENTES] = [*antes, nuevo][-_MAXIMO:]
    return redirect(viaje.url)


@bp.get("/entrar/institucion/vuelta")
@permiso(INSTITUCIONAL)
def vuelta() -> Response:
    """Back from it, with a code or with a no."""
    proveedor = _proveedor()
    pendiente = _tomar(request.args.get("state", ""))
    destino = pendiente.get("destino", "") if pendiente else ""
    otra_vez = bool(pendiente and pendiente["otra_vez"])
    try:
        dicho, autenticado = _comprobar(proveedor, pendiente)
        if otra_vez and pendiente:
            return _probada(dicho, autenticado, _cuando(pendiente), destino)
        with transaccion() as session:
            persona_id, quejas = entrar_por_la_institucion(session, dicho, ahora())
    except FallaDeInstitucion as falla:
        return _fallo(falla, destino, otra_vez)
    except ErrorVigente as error:
        return _fallo(FallaDeInstitucion("sin cuenta", str(error)), destino, otra_vez)
    for queja in quejas:
        current_app.logger.warning("roles de la institución: %s", queja)
    entrar_como(persona_id, por=Medio.SSO)
    if autenticado is None:
        sin_probar()
    else:
        probar(Medio.SSO, min(autenticado, ahora()))
    return redirect(destino or url_for("bandeja.ver"))


@bp.get("/entrar/institucion/lista")
@permiso(SESION)
def lista() -> str:
    """Where who proved again who they are ends up, in the tab that was opened for it."""
    return render_template("institucion/lista.html")


@bp.get("/salir/institucion")
@permiso(INSTITUCIONAL)
def salida() -> str | Response:
    """After signing out of here: the institution's own session goes on, and may be ended too."""
    quien = _proveedor().quien
    if request.args.get("tambien"):
        try:
            fin = _proveedor().salida(_direccion(url_for("inicio")))
        except FallaDeInstitucion as falla:
            return _fallo(falla, "", False)
        if fin is not None:
            return redirect(fin)
        flash(
            "La institución no permite cerrar su sesión desde aquí: ciérrela en su propia página.",
            "warning",
        )
    return render_template("institucion/salida.html", institucion=quien)


@bp.after_app_request
def ofrecer_salida(respuesta: Response) -> Response:
    """Who came in by the institution and signs out is told that its session goes on."""
    por_fuera = g.get("salio_por") == MedioSesion.INSTITUCION.value
    if por_fuera and request.endpoint == "security.logout" and current_app.config["INSTITUCION"]:
        respuesta.location = url_for("institucion.salida")
    return respuesta


def _comprobar(
    proveedor: Proveedor, pendiente: dict[str, Any] | None
) -> tuple[Dicho, datetime | None]:
    """Who came back, and when they said who they are, if the provider tells."""
    from webapp.acceso.institucion.proveedor import rechazo
    from webapp.acceso.institucion.testimonio import momento_de

    if pendiente is None:
        raise vencida("state")
    if ahora() - _cuando(pendiente) >= PLAZO:
        raise vencida("plazo")
    if "iss" in request.args and request.args["iss"] != proveedor.quien.emisor:
        raise indigna("iss de la vuelta")
    if error := request.args.get("error"):
        raise rechazo(error)
    reclamos = proveedor.reclamos(
        request.args.get("code", ""),
        nonce=pendiente["nonce"],
        verificador=pendiente["verificador"],
        vuelta=_vuelta(),
        ahora=ahora(),
    )
    reparto = proveedor.quien.reparto
    verificado = valor_de(reclamos, reparto.verificado) in (True, "true", "1", 1)
    correo = str(reclamos.get("email") or "").strip().lower()
    dicho = Dicho(
        emisor=proveedor.quien.emisor,
        sujeto=reclamos["sub"],
        correo=correo if verificado and "@" in correo else "",
        nombre=str(reclamos.get("name") or "")[:120],
        roles=reparto.roles(reclamos),
        crea=reparto.crear,
    )
    return dicho, momento_de(reclamos.get("auth_time"))


def _probada(dicho: Dicho, autenticado: datetime | None, desde: datetime, destino: str) -> Response:
    """Who was asked again is the same person, and really was asked."""
    if not current_user.is_authenticated or not es_la_misma(db.session, dicho, current_user.id):
        raise FallaDeInstitucion(
            "otra persona",
            "En la institución entró otra persona, o su cuenta de Vigente no está unida a la de "
            "la institución. Vuelva a la otra pestaña e inténtelo desde ahí.",
        )
    if autenticado is None or autenticado < desde - _HOLGURA:
        raise FallaDeInstitucion(
            "auth_time",
            "La institución no dijo que usted acabara de identificarse, y por eso no sirve para "
            "firmar. Vuelva a la otra pestaña e inténtelo desde ahí.",
        )
    probar(Medio.SSO)
    return redirect(destino or url_for("institucion.lista"))


def _fallo(falla: FallaDeInstitucion, destino: str, otra_vez: bool) -> Response:
    current_app.logger.warning("entrada por la institución: %s", falla.causa)
    flash(falla.mensaje, "danger")
    if otra_vez and current_user.is_authenticated:
        return redirect(destino or url_for("institucion.lista"))
    return redirect(url_for("security.login", next=destino or None))


def _direccion(ruta: str) -> str:
    return f"{current_app.config['URL']}{ruta}"


def _vuelta() -> str:
    return _direccion(url_for("institucion.vuelta"))


def _pendientes() -> list[dict[str, Any]]:
    dichos = galleta.get(_PENDIENTES)
    return dichos if isinstance(dichos, list) else []


def _tomar(estado: str) -> dict[str, Any] | None:
    """The attempt that ``estado`` names, which from now on is over."""
    dichos = _pendientes()
    suyo = next((p for p in dichos if p["estado"] == estado), None)
    if suyo is not None:
        galleta[_PENDIENTES] = [p for p in dichos if p is not suyo]
    return suyo


def _cuando(pendiente: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(pendiente["cuando"])
