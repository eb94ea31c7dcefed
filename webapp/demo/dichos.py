"""What the people of the demonstration say about what is open: remarks and their answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from webapp.casos.actor import Actor
from webapp.casos.observar import Observado, observar
from webapp.casos.responder import responder
from webapp.hechos import ver_versiones
from workflows.hilos import ClaseRespuesta

#: Somebody of the cast, so many days ago.
Quien = Callable[[str, int], Actor]


def decir(session: Session, version_id: int, dicho: Mapping[str, Any], quien: Quien) -> None:
    """One ``[[observacion]]`` of ``cambios.toml``, on a version that is open."""
    contenido = ver_versiones(session, [version_id])[0].contenido
    item = contenido.seccion(dicho["seccion"]).items[dicho["item"] - 1]
    observado = Observado(
        f"item:{item.id}",
        dicho["texto"],
        cita=dicho.get("cita", ""),
        propuesta=dicho.get("propuesta"),
        interna=dicho.get("interna", False),
    )
    actor = quien(dicho["de"], dicho["hace_dias"])
    observacion_id = observar(session, actor, version_id, observado)
    for respuesta in dicho.get("respuesta", ()):
        actor = quien(respuesta["de"], respuesta["hace_dias"])
        clase = ClaseRespuesta(respuesta["clase"])
        responder(session, actor, observacion_id, clase, respuesta["texto"])
