"""Marcar visto: a reader's own mark on a change, which lasts until the change is another."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from webapp.casos._conversacion import abrir_para_observar, anotar_mirada
from webapp.casos.actor import Actor
from webapp.modelos import Visto
from workflows.errores import DatosInvalidos

_PIEZA = re.compile(r"(?:item|competencia|campo|seccion):[^\s\x00-\x1f\ud800-\udfff]{1,60}|notas")
_HUELLA = re.compile(r"[0-9a-f]{64}")


def marcar_visto(
    session: Session, actor: Actor, version_id: int, pieza: str, huella: str, *, visto: bool
) -> None:
    """Mark the change ``huella`` of a piece as seen, or take the mark away.

    Raises NoEncontrado, ActoNegado (no role), ActoInvalido (the version has ended),
    DatosInvalidos for what is no change.
    """
    aqui = abrir_para_observar(session, actor, version_id)
    if not _PIEZA.fullmatch(pieza) or not _HUELLA.fullmatch(huella):
        raise DatosInvalidos("Ese cambio no existe.", "Actualice la página.")
    marca = session.get(Visto, (version_id, actor.persona_id, pieza))
    if not visto:
        if marca is not None:
            session.delete(marca)
    elif marca is None:
        session.add(
            Visto(
                version_id=version_id,
                persona_id=actor.persona_id,
                pieza=pieza,
                huella=huella,
                momento=actor.ahora,
            )
        )
    else:
        marca.huella, marca.momento = huella, actor.ahora
    session.flush()
    anotar_mirada(session, actor, aqui.version)
