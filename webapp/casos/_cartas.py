"""Letters about accounts: written with what they tell, so that if it is undone none goes out."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from webapp.casos.operador import exigir_cuenta
from webapp.modelos import Carta, ClaseCarta, Persona
from workflows.errores import ActoInvalido

#: How long the link of each is good.
PLAZOS = {ClaseCarta.INVITACION: timedelta(days=7), ClaseCarta.REPOSICION: timedelta(hours=1)}
_REMEDIO = {
    ClaseCarta.INVITACION: "Pida otra invitación a quien administra el manual.",
    ClaseCarta.REPOSICION: "Pida otro desde «¿Olvidó su contraseña?», al entrar.",
}


def escribir_carta(
    session: Session,
    persona_id: int,
    clase: ClaseCarta,
    ahora: datetime,
    *,
    manual_id: int | None = None,
    por_id: int | None = None,
) -> None:
    """One to go out with the next pass, in the place of the one of its clase there was."""
    session.execute(delete(Carta).where(Carta.persona_id == persona_id, Carta.clase == clase))
    session.add(
        Carta(
            persona_id=persona_id,
            manual_id=manual_id,
            por_id=por_id,
            clase=clase,
            sello=uuid.uuid4().hex,
            momento=ahora,
            vence=ahora + PLAZOS[clase] if clase in PLAZOS else None,
        )
    )
    session.flush()


def retirar_cartas(session: Session, persona_id: int, ahora: datetime) -> int:
    """The links that were not used open no more. How many there were that still did."""
    abiertas = session.scalars(
        update(Carta)
        .where(
            Carta.persona_id == persona_id,
            Carta.clase.in_(PLAZOS),
            Carta.usada.is_(None),
            Carta.retirada.is_(None),
        )
        .values(retirada=ahora)
        .returning(Carta.vence)
    )
    return sum(vence is not None and vence > ahora for vence in abiertas)


def usar_carta(session: Session, clase: ClaseCarta, sello: str, ahora: datetime) -> Persona:
    """Whom the letter of a link was for; from now on it is used.

    Of two who come with the same link, the second is refused. Raises ActoInvalido saying why
    it does not open, ActoNegado for a closed account.
    """
    carta = session.scalar(
        select(Carta).where(Carta.clase == clase, Carta.sello == sello).with_for_update()
    )
    if carta is None:
        raise ActoInvalido("Este enlace ya no sirve: hay otro más nuevo.", _REMEDIO[clase])
    if (por_que := por_que_no_abre(carta, ahora)) is not None:
        raise ActoInvalido(*por_que)
    persona = session.get_one(Persona, carta.persona_id)
    exigir_cuenta(persona)
    carta.usada = ahora
    session.flush()
    return persona


def por_que_no_abre(carta: Carta, ahora: datetime) -> tuple[str, str] | None:
    """Why its link opens nothing, and what to do; None when it does."""
    clase = ClaseCarta(carta.clase)
    if carta.usada is not None:
        return "Este enlace ya se usó.", "Entre con la contraseña que eligió."
    if carta.retirada is not None:
        return "Este enlace ya no sirve: se retiró.", _REMEDIO[clase]
    if not carta.en_plazo(ahora):
        return "Este enlace venció.", _REMEDIO[clase]
    return None
