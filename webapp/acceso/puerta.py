"""Who a request comes from: flask-login asks here, and a row of ``sesion`` answers.

The remember cookie of flask-login could not be closed from elsewhere, and Flask-Security's
tokens neither: neither is used. «Recordarme» is a row with a long life (decisions/0020).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Flask, Response, current_app, flash, g, request, session
from flask_login import user_logged_out
from flask_security import user_authenticated
from flask_security.utils import set_request_attr
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from webapp.acceso import galleta
from webapp.acceso.dispositivo import describir
from webapp.acceso.sesiones import CADA, Ademas, Vida, abrir, buscar, dejar, tocar
from webapp.bd import db, transaccion
from webapp.modelos import MedioSesion, Persona, Sesion

#: Where the cookie carries the key of its row.
LLAVE = "llave"


def iniciar(app: Flask) -> None:
    """Take the place of Flask-Security's loader. After Security was bound to ``app``."""
    gestor = app.login_manager  # type: ignore[attr-defined]  # flask-login puts it there
    gestor.user_loader(_quien)
    gestor._request_callback = None
    gestor.session_protection = None
    # What would tell one browser from another is compared with nothing.
    gestor._session_identifier_generator = str
    galleta.iniciar(app)
    user_authenticated.connect(_entro, app)
    user_logged_out.connect(_salio, app)
    app.after_request(_anotar_uso)


def sesion_actual() -> Sesion | None:
    """The row of the request's session, once it is known who it comes from."""
    suya: Sesion | None = g.get("sesion")
    return suya


def decir_por_que() -> None:
    """Leave for the log-in page the sentence of why a session that was open no longer is."""
    if por_que := g.get("sesion_terminada"):
        session.pop(LLAVE, None)
        session.pop("_user_id", None)
        flash(f"{por_que} Entre de nuevo para seguir donde estaba.", "warning")


def _vida() -> Vida:
    vida: Vida = current_app.config["SESION_VIDA"]
    return vida


def _ahora() -> datetime:
    ahora: datetime = current_app.config["RELOJ"]()
    return ahora


def _quien(sello: str) -> Persona | None:
    llave = session.get(LLAVE)
    if not isinstance(llave, str):
        return None
    ademas: Ademas | None = g.get("ademas")
    hallada = buscar(db.session, llave, sello, _ahora(), _vida(), ademas or Ademas())
    if hallada is None:
        g.sesion_terminada = "Su sesión terminó."
        return None
    if hallada.persona is None:
        g.sesion_terminada = hallada.por_que
        return None
    db.session.expunge(hallada.sesion)  # read after the views undo what they read
    g.sesion = hallada.sesion
    g.filas_de_ademas = hallada.filas if ademas else ()
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    return hallada.persona


def _entro(app: Flask, user: Persona, authn_via: list[str] | None = None, **_: Any) -> None:
    recordada = session.pop("_remember", None) == "set"
    por_fuera = MedioSesion.INSTITUCION.value in (authn_via or ())
    # A password kept at yesterday's cost was just kept again: its lock would wait for itself.
    db.session.commit()
    with transaccion() as escribe:
        _dejar(escribe)
        session[LLAVE] = abrir(
            escribe,
            user.id,
            ahora=_ahora(),
            dispositivo=describir(request.user_agent.string),
            medio=MedioSesion.INSTITUCION if por_fuera else MedioSesion.CONTRASENA,
            recordada=recordada,
            vida=_vida(),
        )
    session.permanent = recordada


def _salio(app: Flask, user: Any, **_: Any) -> None:
    sesion = sesion_actual()
    g.salio_por = sesion.medio if sesion else ""
    with transaccion() as escribe:
        _dejar(escribe)
    session.permanent = False


def _dejar(escribe: Session) -> None:
    """The session this browser had, if any, is over."""
    llave = session.pop(LLAVE, None)
    if isinstance(llave, str):
        dejar(escribe, llave, _ahora())


def _anotar_uso(respuesta: Response) -> Response:
    """Ask for «last seen» to be written once the answer has been sent, and not often."""
    sesion = sesion_actual()
    if sesion is not None and (ahora := _ahora()) - sesion.vista >= CADA:
        app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's app

        def escribir() -> None:
            try:
                with app.app_context(), transaccion() as escribe:
                    tocar(escribe, sesion.id, ahora)
            except SQLAlchemyError:
                app.logger.warning("no se pudo anotar que la sesión %s se usó", sesion.id)

        respuesta.call_on_close(escribir)
    return respuesta
