"""The bandeja."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, g, render_template
from flask_security import current_user
from markupsafe import Markup

from webapp.bd import db
from webapp.consultas.avisos import avisos
from webapp.consultas.bandeja import bandeja
from webapp.consultas.pendientes import Pendiente
from webapp.consultas.plazos import criterios_pedidos
from webapp.permisos import SESION, ahora, permiso
from webapp.presentacion import contar_desde_ahora
from webapp.vistas._impresa import una_vez
from webapp.vistas.avisos import en_pagina

bp = Blueprint("bandeja", __name__)


@bp.get("/bandeja")
@permiso(SESION)
def ver() -> str:
    """What waits for the signed-in person, and what they sent on."""
    yo, momento = current_user, ahora()
    vista = bandeja(db.session, yo.id, yo.unidad, momento)
    g.manuales = vista.menu
    return render_template(
        "bandeja.html",
        mios=_dibujar(vista.mios, ajenas=False),
        de_otros=_dibujar(vista.de_otros, ajenas=True),
        mis_manuales=vista.manuales,
        criterios=criterios_pedidos(db.session, yo.id, momento) if vista.preguntan else (),
        **en_pagina(avisos(db.session, yo.id), "bandeja"),
    )


def _dibujar(lineas: Iterable[Pendiente], *, ajenas: bool) -> list[Markup]:
    """Each line, drawn once a process while it says the same."""
    hace = contar_desde_ahora()
    return [una_vez("_piezas/tarea.html", "tarea", t, ajenas, hace(t.desde)) for t in lineas]
