"""Elegir la contraseña: by who has the link that was sent to their address."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._cartas import escribir_carta, usar_carta
from webapp.casos._contrasenas import anotar_propio, exigir_contrasena, fijar, manuales_de
from webapp.casos.actor import SIN_PRUEBA, Actor
from webapp.modelos import Carta, ClaseCarta

_ACTOS = {
    ClaseCarta.INVITACION: "aceptar-invitacion",
    ClaseCarta.REPOSICION: "reponer-contrasena",
}


def elegir_contrasena(
    session: Session,
    clase: ClaseCarta,
    sello: str,
    ahora: datetime,
    *,
    contrasena: str,
    clave_cifrada: str,
) -> int:
    """Set it and use up the link; whatever session was open ends. Returns whose it is.

    Raises ActoInvalido (a link that no longer opens), ActoNegado (a closed account),
    DatosInvalidos (a bad password; the link can be used again).
    """
    quien = session.scalar(select(Carta.persona_id).where(Carta.sello == sello)) or 0
    manuales = manuales_de(session, quien)
    # The manuals are locked before the letter, as where an invitation is sent again.
    anotar_propio(session, Actor(quien, ahora, SIN_PRUEBA), _ACTOS[clase], manuales)
    persona = usar_carta(session, clase, sello, ahora)
    exigir_contrasena(session, contrasena, persona.nombre, persona.email, manuales)
    fijar(session, persona, clave_cifrada, ahora)
    if clase is not ClaseCarta.INVITACION:
        escribir_carta(session, persona.id, ClaseCarta.CAMBIO, ahora)
    return persona.id
