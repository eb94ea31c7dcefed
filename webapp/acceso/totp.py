"""Codes of a device (RFC 6238), by passlib, which Flask-Security brings.

The secrets are encrypted with a key derived from SECRET_KEY, so that a copy of the database
alone gives no codes. A key that is retired (SECRET_KEY_ANTERIORES) still reads them.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from typing import Any

import segno
from flask import Flask, current_app
from passlib.totp import TOTP, AppWallet, TokenError
from sqlalchemy import CursorResult, or_, update
from sqlalchemy.orm import Session

from webapp.modelos import SegundoFactor
from workflows.errores import ActoInvalido
from workflows.reloj import TOLERANCIA

#: How far the clock of a device may be from ours, in seconds: one code before, one after.
DESFASE = 30


def iniciar(app: Flask) -> None:
    """Derive the key of this installation, and those of the secret keys it had before."""
    claves = [app.config["SECRET_KEY"], *(app.config.get("SECRET_KEY_FALLBACKS") or ())]
    derivadas = {}
    for clave in map(str, claves):
        derivada = hmac.new(clave.encode(), b"vigente:totp", hashlib.sha256)
        derivadas[hashlib.sha256(derivada.digest()).hexdigest()[:8]] = derivada.hexdigest()
    cartera = AppWallet(derivadas, default_tag=next(iter(derivadas)))
    app.extensions["totp"] = TOTP.using(issuer="Vigente", wallet=cartera)


def secreto_nuevo() -> str:
    """A secret, as it is stored."""
    return str(_fabrica().new().to_json(encrypt=True))


def para_la_aplicacion(secreto: str, correo: str) -> tuple[str, str]:
    """What somebody puts in their application: a QR as an image, and the key to type."""
    totp = _leido(secreto)
    if totp is None:
        raise ActoInvalido(
            "Lo que se había empezado ya no sirve: cambió la clave de la instalación.",
            "Empiece de nuevo.",
        )
    imagen = segno.make(totp.to_uri(correo), error="m").svg_data_uri(scale=5, border=2)
    return imagen, totp.pretty_key(sep=" ")


def codigo_sirve(session: Session, persona_id: int, codigo: str, ahora: datetime) -> bool:
    """Whether the device of that person gives this code now; it is good once, and no earlier one
    after it (RFC 6238, 5.2). A secret under a former key is kept under the present one."""
    fila = session.get(SegundoFactor, persona_id)
    totp = _leido(fila.secreto) if fila else None
    if fila is None or totp is None:
        return False
    segundos = int(ahora.timestamp())
    # A step of a time to come is of a clock that ran ahead: after it, no code would be good.
    techo = (segundos + int(TOLERANCIA.total_seconds())) // totp.period
    ultimo = fila.ultimo_paso if fila.ultimo_paso <= techo else 0
    try:
        paso: int = totp.match(codigo, time=segundos, window=DESFASE, last_counter=ultimo).counter
    except TokenError:
        return False
    tomado: Any = session.execute(
        update(SegundoFactor)
        .where(
            SegundoFactor.persona_id == persona_id,
            or_(SegundoFactor.ultimo_paso < paso, SegundoFactor.ultimo_paso > techo),
        )
        .values(
            ultimo_paso=paso,
            secreto=totp.to_json(encrypt=True) if totp.changed else fila.secreto,
        )
    )
    assert isinstance(tomado, CursorResult)
    return tomado.rowcount == 1


def _fabrica() -> Any:
    return current_app.extensions["totp"]


def _leido(secreto: str) -> Any:
    """The device of a stored secret; None when it was encrypted with another key."""
    try:
        return _fabrica().from_source(secreto)
    except (KeyError, ValueError):
        return None
