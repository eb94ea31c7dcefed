"""Whether this process can serve: the database answers, and is of this release."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as SinConexiones

from webapp.bd import db


def impedimento(app: Flask) -> str:
    """Why no request should be sent here, or "". One statement; nothing is written."""
    try:
        with db.engine.connect() as conexion:
            hay = set(
                conexion.execute(sa.text("SELECT version_num FROM alembic_version")).scalars()
            )
    except (DBAPIError, SinConexiones):
        return "la base de datos no responde, o le faltan las tablas"
    espera = {r.revision for r in app.extensions["alembic"].heads()}
    if hay != espera:
        return "la base de datos es de otra versión del programa: ejecute db upgrade"
    return ""
