"""A thread beside the server that sends what waits, so that one command is enough."""

from __future__ import annotations

import threading

from flask import Flask

from webapp.correo.pasada import dar_pasada

#: With the mail server away, the longest wait between two attempts, in seconds.
MAXIMA_ESPERA = 15 * 60


def empezar(app: Flask) -> threading.Event | None:
    """Start it, with a pass every ``CORREO_CADA`` seconds; None where that is 0.

    Setting the event ends it. It ends with the process, in the middle of anything.
    """
    cada: float = app.config["CORREO_CADA"]
    if cada <= 0:
        return None
    fin = threading.Event()
    threading.Thread(target=_seguir, args=(app, cada, fin), name="correo", daemon=True).start()
    return fin


def _seguir(app: Flask, cada: float, fin: threading.Event) -> None:
    espera = cada
    while not fin.wait(espera):
        espera = cada if _una(app) else min(espera * 2, MAXIMA_ESPERA)


def _una(app: Flask) -> bool:
    """A pass that harms nobody whatever happens; whether to go on at the usual pace."""
    try:
        with app.app_context():
            return not dar_pasada(app).sin_servidor
    except Exception:
        app.logger.exception("la pasada de correo no terminó")
        return False
