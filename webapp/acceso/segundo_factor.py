"""The second factor at the door: who must give a code, who must still get a device.

It is asked of every way of coming in at once: whoever logs in without having given it is let
no further than the page that asks (``session["falta"]``), whichever page logged them in.
The institution's own sign-in has its own second factor, and is not asked for ours.
"""

from __future__ import annotations

from enum import StrEnum
from zoneinfo import ZoneInfo

from flask import Flask, current_app, redirect, request, session, url_for
from flask_login import user_logged_in, user_logged_out
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.acceso.prueba import Medio, por_donde_entra, probar
from webapp.bd import db
from webapp.modelos import Nombramiento, Persona, RolConSegundoFactor, SegundoFactor
from webapp.roles import vigente_el

_FALTA = "falta"
_DESTINO = "al-pasar"
#: What is open to who still owes something, besides the page that asks for it.
_SIEMPRE = {"security.login", "security.logout", "static", "bootstrap.static"}


class Falta(StrEnum):
    """What somebody who came in still owes; the value is the page that asks for it."""

    CODIGO = "segundo_factor.codigo"  #: the code of their device
    DISPOSITIVO = "segundo_factor.ver"  #: a device: their role must have one


def iniciar(app: Flask) -> None:
    """Note what whoever comes in proved and owes, and let nobody past who owes something."""
    user_logged_in.connect(_entro, app)
    user_logged_out.connect(_salio, app)
    app.before_request(_detener)


def lo_que_falta() -> Falta | None:
    """What the signed-in person still owes."""
    try:
        return Falta(session[_FALTA])
    except (KeyError, ValueError):
        return None


def paso() -> str:
    """It is owed no more. Returns where they were going."""
    session.pop(_FALTA, None)
    return str(session.pop(_DESTINO, "") or url_for("bandeja.ver"))


def lo_exige_un_rol(persona_id: int) -> bool:
    """Whether a role they hold today must have a second factor."""
    hoy = current_app.config["RELOJ"]().astimezone(ZoneInfo(current_app.config["ZONA"])).date()
    exige = (RolConSegundoFactor.manual_id == Nombramiento.manual_id) & (
        RolConSegundoFactor.rol == Nombramiento.rol
    )
    return (
        db.session.scalar(
            select(Nombramiento.id)
            .join(RolConSegundoFactor, exige)
            .where(Nombramiento.persona_id == persona_id, vigente_el(hoy))
            .limit(1)
        )
        is not None
    )


def con_dispositivo(persona_id: int) -> bool:
    """Whether they have a device that counts."""
    return (
        db.session.scalar(
            select(SegundoFactor.persona_id).where(
                SegundoFactor.persona_id == persona_id, SegundoFactor.confirmado.is_not(None)
            )
        )
        is not None
    )


def _entro(_: Flask, user: Persona, **__: object) -> None:
    por, sigue = por_donde_entra()
    falta = None if sigue or por in (Medio.TOTP, Medio.SSO) else _de(user.id)
    session.pop(_DESTINO, None)
    session.pop(_FALTA, None)
    if falta:
        session[_FALTA] = falta.value
    if por and falta is not Falta.CODIGO:
        probar(por)


def _salio(_: Flask, **__: object) -> None:
    session.pop(_FALTA, None)
    session.pop(_DESTINO, None)


def _de(persona_id: int) -> Falta | None:
    if con_dispositivo(persona_id):
        return Falta.CODIGO
    return Falta.DISPOSITIVO if lo_exige_un_rol(persona_id) else None


def _detener() -> Response | None:
    endpoint = request.endpoint or ""
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies or endpoint in _SIEMPRE:
        return None
    falta = lo_que_falta()
    if falta is None or endpoint == falta or "_user_id" not in session:
        return None
    if falta is Falta.DISPOSITIVO and endpoint.startswith("segundo_factor."):
        return None
    if request.method == "GET" and request.endpoint and not request.path.startswith("/api/"):
        session[_DESTINO] = request.full_path if request.query_string else request.path
    return redirect(url_for(falta))
