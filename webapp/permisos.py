"""Who may open which page: default-deny, by the role held today in the manual of the page.

A page only says what a person may look at; whether they may do something is decided again,
with its reason, by the caso.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, current_app, g, jsonify, redirect, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from webapp.acceso.prueba import prueba_actual
from webapp.acceso.puerta import decir_por_que
from webapp.acceso.sesiones import CON_LLAVE, DE_LA_LLAVE, Ademas
from webapp.bd import db
from webapp.casos.actor import Actor
from webapp.condicional import responder
from webapp.consultas.manuales import (
    ManualVisto,
    con_portada,
    portada_de_version,
    portada_por_slug,
)
from webapp.roles import Roles, roles_el, roles_en
from webapp.unidades import fue_consultada
from workflows.errores import ActoNegado
from workflows.formatos.modelo import ClaseActo, Formato

_V = TypeVar("_V", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Permiso:
    """Who passes: ``roles`` of a formato, or everyone when it is None.

    With ``consultados``, also the people of a unit that was asked for its criterio on the
    version of the page.
    """

    nombre: str
    sesion: bool
    roles: Callable[[Formato], set[str]] | None = None
    consultados: bool = False


def _de_clase(*clases: ClaseActo) -> Callable[[Formato], set[str]]:
    return lambda f: {r for a in f.actos if a.clase in clases for r in a.roles}


#: Anybody: what asks for no account even where reading does.
ABIERTO = Permiso("abierto", sesion=False)
#: Whoever reads: anybody, unless the institution asks for an account. Only what is approved.
PUBLICO = Permiso("público", sesion=False)
#: A machine that carries a key of its own: the view asks for it, and is not there without it.
MAQUINA = Permiso("máquina con su clave", sesion=False)
#: Whoever comes and goes by the institution's sign-in: no page where there is none.
INSTITUCIONAL = Permiso("por la institución", sesion=False)
#: Anybody with an account.
SESION = Permiso("con sesión", sesion=True)
#: Whoever has a part in the workflow of the manual.
TRAMITE = Permiso("en el trámite", sesion=True, roles=lambda f: {r.clave for r in f.roles})
#: Whoever has a part in the workflow, and whose unit was asked about this version alone.
CONSULTA = Permiso("en el trámite, o consultado", sesion=True, roles=TRAMITE.roles,
                   consultados=True)  # fmt: skip
#: Whoever may write.
ESCRIBE = Permiso("autor", sesion=True, roles=_de_clase(ClaseActo.ELABORACION))
#: Whoever may bring in a document: as drafts, or as history.
IMPORTA = Permiso("importa", sesion=True,
                  roles=_de_clase(ClaseActo.ELABORACION, ClaseActo.ASIENTO))  # fmt: skip
#: Whoever records what the board decided.
APRUEBA = Permiso("aprueba", sesion=True, roles=_de_clase(ClaseActo.APROBACION))
#: Whoever reads the record: who answers for the people in it, and who audits.
AUDITA = Permiso("lee la bitácora", sesion=True, roles=lambda _: {"administrador", "auditor"})
#: Whoever manages people.
ADMINISTRA = Permiso("administra", sesion=True, roles=lambda _: {"administrador"})

#: With who opens a page, the manual it is about, by what names it in the address.
_CON_QUIEN = con_portada(CON_LLAVE, DE_LA_LLAVE)

#: Endpoints of libraries, each with its own check.
AJENOS = {"static", "bootstrap.static", "security.static", "security.login", "security.logout"}

#: Endpoints that a library adds and this application does not use: refused.
CERRADOS = {"security.verify"}


def permiso(quien: Permiso, *, del_registro: bool = True) -> Callable[[_V], _V]:
    """Declare who may open a view. The manual comes from its ``slug`` or ``version_id``.

    A public view answers If-None-Match; one that shows more than the record of its manual (how
    far a work is) says so with ``del_registro=False``.
    """

    def decorar(vista: _V) -> _V:
        @wraps(vista)
        def comprobada(**kwargs: Any) -> Any:
            con_cuenta = _pide_cuenta(quien)
            if con_cuenta and not current_user.is_authenticated:
                return _entrar()
            manual = _manual(kwargs, current_user.id if con_cuenta else None)
            if quien.roles is not None:
                assert manual is not None, "un permiso por rol necesita un manual"
                suyo = bool(mis_roles(manual) & quien.roles(manual.formato))
                if not suyo and not (quien.consultados and _consultado(manual, kwargs)):
                    raise ActoNegado(
                        f"Esta página de «{manual.nombre}» es para otro rol.",
                        "Si le corresponde, pídalo a quien administra el manual.",
                    )
            if quien is PUBLICO:
                return responder(partial(vista, **kwargs), del_registro=del_registro)
            return vista(**kwargs)

        comprobada.permiso = quien  # type: ignore[attr-defined]  # read by the guard below
        return comprobada  # type: ignore[return-value]  # same signature

    return decorar


def iniciar(app: Flask) -> None:
    """Refuse every endpoint that did not declare who may open it."""

    @app.before_request
    def solo_lo_declarado() -> None:
        endpoint = request.endpoint
        if endpoint is None or endpoint in AJENOS:
            return
        quien = getattr(app.view_functions[endpoint], "permiso", None)
        if quien is None:
            raise ActoNegado("Esta página no declara quién puede verla.")
        dichos = request.view_args or {}
        nombre = next((n for n in _CON_QUIEN if n in dichos), None)
        if nombre is not None and _pide_cuenta(quien):
            g.ademas = Ademas(_CON_QUIEN[nombre], {"cual": dichos[nombre]})


def actor(*, ensayo: bool = False) -> Actor:
    """The signed-in person, now, and how they proved it; to be shown what would be recorded,
    as an ``ensayo``."""
    return Actor(current_user.id, ahora(), prueba_actual(), ensayo)


def ahora() -> Any:
    """The moment it is, by the clock of the settings (timezone-aware)."""
    return current_app.config["RELOJ"]()


def mis_roles(manual: ManualVisto) -> Roles:
    """The roles the signed-in person holds today in a manual; asked once a request, and not even
    that where they were read with the manual of the page."""
    if not current_user.is_authenticated:
        return Roles((), {})
    roles: dict[int, Roles] = g.setdefault("roles", {})
    if manual.id not in roles:
        roles[manual.id] = roles_en(db.session, current_user.id, manual.id, manual.hoy(ahora()))
    return roles[manual.id]


def en_tramite(manual: ManualVisto) -> bool:
    """Whether the signed-in person has a part in the workflow of a manual today."""
    assert TRAMITE.roles is not None
    return bool(mis_roles(manual) & TRAMITE.roles(manual.formato))


def puede_auditar(manual: ManualVisto) -> bool:
    """Whether the signed-in person reads the record of a manual today."""
    assert AUDITA.roles is not None
    return bool(mis_roles(manual) & AUDITA.roles(manual.formato))


def _consultado(manual: ManualVisto, kwargs: dict[str, Any]) -> bool:
    return fue_consultada(db.session, manual.id, kwargs["version_id"], current_user.id)


def _pide_cuenta(quien: Permiso) -> bool:
    return quien.sesion or (quien is PUBLICO and current_app.config["LECTURA_CON_CUENTA"])


def _manual(kwargs: dict[str, Any], persona_id: int | None) -> ManualVisto | None:
    portada = None
    leidas = g.get("filas_de_ademas", ())
    if "slug" in kwargs:
        portada = portada_por_slug(db.session, kwargs["slug"], persona_id, leidas)
    elif "version_id" in kwargs:
        portada = portada_de_version(db.session, kwargs["version_id"], persona_id, leidas)
    if portada is not None:
        g.manual, g.manuales = portada.manual, portada.menu
        if persona_id is not None:
            hoy = portada.manual.hoy(ahora())
            g.roles = {portada.manual.id: roles_el(portada.nombramientos, hoy)}
    manual: ManualVisto | None = g.get("manual")
    return manual


def _entrar() -> Response | tuple[Response, int]:
    if request.path.startswith("/api/"):
        return jsonify(error="Para leer aquí hace falta una cuenta.", remedio="Entre antes.",
                       campo=""), 401  # fmt: skip
    if request.is_json:
        return jsonify(error="Su sesión terminó.", remedio="Entre de nuevo en otra pestaña."), 401
    decir_por_que()
    destino = request.full_path.rstrip("?") if request.method == "GET" else _de_donde_vino()
    return redirect(url_for("security.login", next=destino))


def _de_donde_vino() -> str | None:
    """The page of ours whose form was sent, to come back to it; None when it is not known."""
    vino = urlsplit(request.headers.get("Referer", ""))
    if vino.netloc != request.host:
        return None
    return urlunsplit(("", "", vino.path, vino.query, ""))
