"""The public home: the manuals there are."""

from __future__ import annotations

from flask import g, render_template

from webapp.bd import db
from webapp.consultas.manuales import manuales
from webapp.permisos import PUBLICO, permiso


@permiso(PUBLICO)
def inicio() -> str:
    """Every manual, or how to load the first one."""
    g.manuales = manuales(db.session)
    return render_template("inicio.html", manuales=g.manuales)
