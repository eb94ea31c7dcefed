"""The bandeja."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from flask import Blueprint, render_template
from flask_security import current_user

from webapp.bd import db
from webapp.consultas.avisos import avisos
from webapp.consultas.bandeja import Pendiente, bandeja
from webapp.consultas.plazos import criterios_pedidos
from webapp.direcciones import url_for
from webapp.permisos import SESION, ahora, permiso
from webapp.vistas.avisos import en_pagina

bp = Blueprint("bandeja", __name__)
_CAMPOS = [campo.name for campo in fields(Pendiente)]


@bp.get("/bandeja")
@permiso(SESION)
def ver() -> str:
    """What waits for the signed-in person, and what they sent on."""
    vista = bandeja(db.session, current_user.id, ahora())
    return render_template(
        "bandeja.html",
        mios=[_con_url(p) for p in vista.mios],
        de_otros=[_con_url(p) for p in vista.de_otros],
        mis_manuales=vista.manuales,
        criterios=criterios_pedidos(db.session, current_user.id, ahora()),
        **en_pagina(avisos(db.session, current_user.id)),
    )


def _con_url(pendiente: Pendiente) -> dict[str, Any]:
    destino = "borradores.editar" if pendiente.edicion else "versiones.cambios"
    accion = pendiente.accion
    url = accion_url = url_for(destino, version_id=pendiente.version_id)
    if pendiente.grupo_id is not None:
        url = accion_url = url_for("grupos.ver", slug=pendiente.slug, grupo_id=pendiente.grupo_id)
    if pendiente.completa and pendiente.por_acordar:
        accion = "Completar el acuerdo"
        accion_url = url_for("acuerdos.ver", slug=pendiente.slug, numero=pendiente.completa)
    elif pendiente.por_acordar:
        accion_url = url_for(
            "junta.preparar",
            slug=pendiente.slug,
            grupo=pendiente.grupo_id,
            version=None if pendiente.grupo_id else pendiente.version_id,
        )
    return {campo: getattr(pendiente, campo) for campo in _CAMPOS} | {
        "url": url,
        "accion_url": accion_url,
        "accion": accion,
    }
