"""One attempt to prove who somebody is, behind the lock-out; every door goes through here."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app, request

from webapp.acceso.intentos import (
    anotar_fallo,
    dicha_la_espera,
    minutos_de_espera,
    olvidar,
    puertas,
)
from webapp.bd import db, transaccion


def con_cerrojo(correo: str, comprobar: Callable[[], bool]) -> tuple[bool, str]:
    """Whether the proof is good; a failure of the account ``correo`` is counted.

    While too many have failed, nothing is looked at: (False, the sentence that says so).
    """
    ahora = current_app.config["RELOJ"]()
    suyas = puertas(correo, request.remote_addr or "")
    with db.sessionmaker() as session:
        espera = minutos_de_espera(session, suyas, ahora)
    if espera:
        return False, dicha_la_espera(espera)
    pasa = comprobar()
    with transaccion() as session:
        if pasa:
            olvidar(session, suyas)
        else:
            anotar_fallo(session, suyas, ahora)
    return pasa, ""
