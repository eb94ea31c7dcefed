"""Justificar: why a change is proposed, for each or once for all. It is not an acto."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import delete
from sqlalchemy.orm import Session

from webapp.casos._edicion import EnEdicion, abrir_edicion
from webapp.casos._textos import MAXIMO_MOTIVO, exigir_texto
from webapp.casos.actor import Actor
from webapp.modelos import Justificacion
from workflows.errores import DatosInvalidos

_PIEZA = re.compile(
    r"(?:(?:item|competencia|campo|seccion):[^\s\x00-\x1f\ud800-\udfff]{1,60}|notas)?"
)


def justificar(
    session: Session,
    actor: Actor,
    version_id: int,
    porques: Mapping[str, str],
    edicion: EnEdicion | None = None,
) -> dict[str, str]:
    """Keep the reasons given, by piece ("" is the whole version); a blank one is taken away.

    ``edicion`` is the draft, where this transaction opened it. Returns every reason the draft now
    has. Raises what opening a draft to write raises, and DatosInvalidos for a reason too long or a
    piece no text has.
    """
    edicion = edicion or abrir_edicion(session, actor, version_id)
    quedan = dict(edicion.justificaciones)
    for pieza, texto in porques.items():
        if not _PIEZA.fullmatch(pieza):
            raise DatosInvalidos("Ese cambio no existe.", "Recargue la página.")
        exigir_texto(texto, MAXIMO_MOTIVO, lugar="La justificación", campo=f"porque-{pieza}")
        limpio = texto.strip()
        if quedan.get(pieza, "") == limpio:
            continue
        if quedan.pop(pieza, None) is not None:
            session.execute(
                delete(Justificacion).where(
                    Justificacion.version_id == version_id, Justificacion.pieza == pieza
                )
            )
        if limpio:
            quedan[pieza] = limpio
            session.add(
                Justificacion(
                    version_id=version_id,
                    pieza=pieza,
                    texto=limpio,
                    persona_id=actor.persona_id,
                    momento=actor.ahora,
                )
            )
            session.flush()
    return quedan
