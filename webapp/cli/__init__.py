"""The command line: ``flask --app wsgi``, a group of commands a module, and ``servir``."""

from __future__ import annotations

from flask import Flask

from webapp.cli import (
    acuerdo,
    bitacora,
    calidad,
    correo,
    demo,
    documento,
    formato,
    manual,
    persona,
    respaldo,
    retencion,
    servir,
    trabajos,
)


def iniciar(app: Flask) -> None:
    """Register every group of commands."""
    manual.grupo.add_command(calidad.calidad)
    for modulo in (
        manual,
        persona,
        formato,
        correo,
        trabajos,
        documento,
        bitacora,
        respaldo,
        retencion,
        demo,
        acuerdo,
    ):
        app.cli.add_command(modulo.grupo)
    app.cli.add_command(servir.servir)
