"""``flask --app wsgi documento``: what is printed, from the command line."""

from __future__ import annotations

from flask.cli import AppGroup

from webapp.cli.documento_cargo import ORDENES
from webapp.cli.documento_manual import manual

grupo = AppGroup("documento", help="Escribir documentos.")
grupo.add_command(manual)
for orden in ORDENES:
    grupo.add_command(orden)
