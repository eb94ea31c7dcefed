"""Where a notice leads: the page of the cargo, or of what its cargos are together in."""

from __future__ import annotations

from typing import Any

from webapp.consultas.avisos import LineaAviso

Destino = tuple[str, dict[str, Any]]


def destino_de(linea: LineaAviso) -> Destino:
    """The endpoint and its values."""
    if linea.cuantos > 1:
        if linea.grupo_id is not None:
            return "grupos.ver", {"slug": linea.slug, "grupo_id": linea.grupo_id}
        if linea.acuerdo:
            return "acuerdos.ver", {"slug": linea.slug, "numero": linea.acuerdo}
        return "bandeja.ver", {}
    if linea.version_id is None:
        return "bandeja.ver", {}
    pagina = "borradores.editar" if linea.editable else "versiones.cambios"
    return pagina, {"version_id": linea.version_id}
