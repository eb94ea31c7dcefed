"""The command line: ``flask --app wsgi manual|persona|formato|demo|servir``."""

from __future__ import annotations

from flask import Flask

from webapp.cli import demo, formato, manual, persona, servir


def iniciar(app: Flask) -> None:
    """Register every group of commands."""
    for grupo in (manual.grupo, persona.grupo, formato.grupo, demo.grupo, servir.servir):
        app.cli.add_command(grupo)
