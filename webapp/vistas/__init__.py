"""The views: a blueprint per activity. Each is short: read the form, call one caso or consulta."""

from __future__ import annotations

from flask import Flask

from webapp import permisos
from webapp.vistas import (
    administracion,
    bandeja,
    borradores,
    historial,
    inicio,
    junta,
    manual,
    versiones,
)


def iniciar(app: Flask) -> None:
    """Register every blueprint, and the guard that refuses undeclared ones."""
    app.add_url_rule("/", "inicio", inicio.inicio)
    for modulo in (administracion, bandeja, borradores, historial, junta, manual, versiones):
        app.register_blueprint(modulo.bp)
    permisos.iniciar(app)
