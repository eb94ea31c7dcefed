"""The last proof of identity: when and by what means, kept in the signed session.

Coming in is a proof; signing asks for another when the last is older than
``VIGENTE_PRUEBA_MINUTOS`` (21 CFR 11.200(a)(1)), however long the session lasts.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from flask import Flask, current_app, g, session
from flask_login import user_logged_out
from flask_security import current_user

from webapp.bd import escribir_instante
from webapp.casos.actor import SIN_PRUEBA, PideIdentidad, Prueba

_CLAVE = "prueba"
#: Where every signature asks, for how many seconds what the institution said in another tab counts.
_DE_OTRA_PESTANA = 120


class Medio(StrEnum):
    """By what somebody proved who they are."""

    CONTRASENA = "contraseña"  #: a password
    TOTP = "totp"  #: a password and a code of their device; or, to sign, the code
    SSO = "sso"  #: the institution's own sign-in vouched for them, just now


def probar(medio: Medio, cuando: datetime | None = None) -> None:
    """The signed-in person has proved who they are by ``medio``: just now, or at that moment."""
    momento = escribir_instante(cuando or current_app.config["RELOJ"]())
    session[_CLAVE] = [current_user.id, medio.value, momento]
    g.recien_probada = cuando is None


def sin_probar() -> None:
    """Nobody knows when whoever came in said who they are: it proves nothing yet."""
    session.pop(_CLAVE, None)


def al_entrar_por(medio: Medio, *, sigue: bool = False) -> None:
    """Who comes in later in this request does so by ``medio``; or was in, and ``sigue``."""
    g.entra_por = (medio, sigue)


def prueba_actual() -> Prueba:
    """The last proof of the signed-in person, and whether one may sign with it now."""
    try:
        persona_id, medio, momento = session[_CLAVE]
        hace = int(
            (current_app.config["RELOJ"]() - datetime.fromisoformat(momento)).total_seconds()
        )
    except (KeyError, TypeError, ValueError):
        return SIN_PRUEBA
    if persona_id != current_user.id:
        return SIN_PRUEBA
    hasta = current_app.config["PRUEBA_MINUTOS"] * 60 or (
        _DE_OTRA_PESTANA if medio == Medio.SSO else 0
    )
    reciente = 0 <= hace < hasta
    return Prueba(medio, max(0, hace), reciente or bool(g.get("recien_probada")))


def por_donde_entra() -> tuple[Medio | None, bool]:
    """By what somebody comes in in this request, and whether they only go on as they were."""
    return g.pop("entra_por", (None, False))  # type: ignore[no-any-return]  # g has no types


def iniciar(app: Flask) -> None:
    """Forget the proof of whoever leaves."""
    user_logged_out.connect(_salio, app)


def _salio(_: Flask, **__: object) -> None:
    session.pop(_CLAVE, None)


def exigir_prueba(que: str) -> None:
    """Ask who it is before something that is no signature and nobody else may do (``que``).

    Raises PideIdentidad.
    """
    if not prueba_actual().vale:
        raise PideIdentidad(que, firma=False)
