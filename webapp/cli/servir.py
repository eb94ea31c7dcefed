"""``flask --app wsgi servir``: a small production-quality server for one machine.

It takes its address, learns what takes long to learn, and then serves and works: whoever comes
meanwhile waits in the queue of the address, as they do for gunicorn's workers.
"""

from __future__ import annotations

import logging
import os

import click
from flask import current_app
from flask.cli import with_appcontext
from waitress import create_server

from webapp.correo import hilo
from webapp.operacion.anticipo import anticipar
from webapp.trabajos.cola import atender_al_lado


@click.command("servir")
@click.option("--host", default=lambda: os.environ.get("HOST") or "127.0.0.1",
              help="Dirección; HOST, o la de este equipo.")  # fmt: skip
@click.option("--port", type=int, default=lambda: int(os.environ.get("PORT") or 8000),
              help="Puerto; PORT, o 8000.")  # fmt: skip
@with_appcontext
def servir(host: str, port: int) -> None:
    """Atiende en HOST:PORT, envía los avisos y hace los documentos, hasta Ctrl+C."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's app
    logging.basicConfig()
    try:
        servidor = create_server(app, host=host, port=port, threads=8, ident="vigente")
    except OSError as error:
        raise click.ClickException(
            f"No se pudo atender en {host}:{port}: {error.strerror}. Pruebe con otro PORT."
        ) from error
    anticipar(app)
    hilo.empezar(app)
    soltar = atender_al_lado(app)
    try:
        servidor.print_listen("Atendiendo en http://{}:{}")
        servidor.run()
    finally:
        soltar()
