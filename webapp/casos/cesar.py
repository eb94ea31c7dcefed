"""Cesar: a role ends."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from webapp.casos._personas import (
    ULTIMO,
    abrir_registro,
    otro_administrador,
    terminar_delegaciones,
)
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto, Nombramiento
from workflows.errores import ActoInvalido, NoEncontrado


def cesar(session: Session, actor: Actor, manual_id: int, nombramiento_id: int) -> None:
    """End a role as of yesterday: from today it is not held.

    Raises ActoNegado, NoEncontrado, ActoInvalido (already over, or the last administrador).
    """
    registro = abrir_registro(session, actor, manual_id)
    nombramiento = session.get(Nombramiento, nombramiento_id)
    if nombramiento is None or nombramiento.manual_id != manual_id:
        raise NoEncontrado("Ese nombramiento no existe.", "Actualice la lista de personas.")
    ayer = registro.hoy - timedelta(days=1)
    if nombramiento.hasta is not None and nombramiento.hasta <= ayer:
        raise ActoInvalido("Ese rol ya había terminado.")
    if nombramiento.rol == "administrador" and not otro_administrador(
        registro, nombramiento_id=nombramiento.id
    ):
        raise ActoInvalido(*ULTIMO)
    nombramiento.hasta = ayer
    delegados = terminar_delegaciones(session, nombramiento.id, ayer)
    registro.asunto(
        ClaseAsunto.PERSONA,
        "cesar",
        rol="administrador",
        sujeto_id=nombramiento.persona_id,
        datos={"rol": nombramiento.rol} | ({"delegados": delegados} if delegados else {}),
    )
