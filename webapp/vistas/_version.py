"""What every page of a version shares: it is read once, and said in the same words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import g
from flask_security import current_user

from webapp.bd import db
from webapp.consultas.hojas import leer_encabezado
from webapp.consultas.tramite import EnTramite, en_tramite
from webapp.hechos import VersionVista
from webapp.permisos import mis_roles
from workflows.formatos.modelo import ClaseEstado
from workflows.nombres import distintivo


def leer(version_id: int) -> EnTramite:
    """The version of the address, as the signed-in person finds it. Raises NoEncontrado."""
    return en_tramite(
        db.session, g.manual, version_id, current_user.id, mis_roles(g.manual), current_user.unidad
    )


def base_movida(vista: VersionVista) -> bool:
    """Whether a draft must be compared with another version before it is signed (rule 1)."""
    edicion = vista.version.estado_clase == ClaseEstado.EDICION
    return edicion and vista.version.base_id != vista.ultima_aprobada


def comun(tramite: EnTramite) -> dict[str, Any]:
    """What the templates of a version share."""
    vista = tramite.vista
    return {
        "version": SimpleNamespace(
            id=vista.version.id,
            titulo=vista.cargo.titulo,
            distintivo=distintivo(
                g.manual.formato, leer_encabezado(vista.version), vista.cargo.titulo
            ),
            cargo_slug=vista.cargo.slug,
            edicion=vista.version.estado_clase == ClaseEstado.EDICION,
            tipo=vista.version.tipo,
        ),
        "pasos": tramite.pasos,
        "actos": tramite.actos,
        "visto_hash": vista.contenido_hash,
        "motivo": tramite.motivo,
        "junta": tramite.junta,
        "base_movida": base_movida(vista),
    }
