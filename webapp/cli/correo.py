"""``flask --app wsgi correo``: send what waits, for installations that don't use ``servir``."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from webapp.cli._comun import con_frases
from webapp.correo.pasada import dar_pasada

grupo = AppGroup("correo", help="Enviar los avisos por correo.")


@grupo.command("enviar")
@con_frases
def enviar() -> None:
    """Una pasada: recordatorios, avisos inmediatos y resúmenes del día. Dice lo que hizo."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's app
    hecha = dar_pasada(app)
    click.echo(
        f"Recordatorios: {hecha.recordatorios}. Mensajes enviados: {hecha.mensajes}. "
        f"No salieron: {hecha.fallas}."
    )
    if hecha.sin_servidor:
        raise click.ClickException(
            "El servidor de correo no responde; lo que falta sigue en espera. Revise VIGENTE_SMTP."
        )
