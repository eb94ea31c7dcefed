"""One's own second factor, put, taken away, its codes renewed: an acto wherever one is known.

A device belongs to a person and an actos' chain to a manual, as with one's own password: whoever
audits a manual must see when the accounts that sign in it were protected, and when not.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from webapp.acceso.recuperacion import dar_codigos, olvidar_factor
from webapp.casos._contrasenas import manuales_de, registros_de
from webapp.casos._registrar import Registro
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto, SegundoFactor
from workflows.errores import ActoInvalido


def poner_segundo_factor(
    session: Session, actor: Actor, sirve: Callable[[Session], bool]
) -> list[str] | None:
    """The device that was begun counts from now on, if its first code is good (``sirve`` takes
    it). Returns the recovery codes, or None for a code that is not.

    Raises ActoInvalido where there is none to confirm.
    """
    registros = _mios(session, actor)
    fila = session.get(SegundoFactor, actor.persona_id)
    if fila is None or fila.confirmado is not None:
        raise ActoInvalido("No hay ningún dispositivo por confirmar.", "Empiece de nuevo.")
    if not sirve(session):
        return None
    fila.confirmado = actor.ahora
    codigos = dar_codigos(session, actor.persona_id)
    _anotar(registros, "poner-segundo-factor")
    return codigos


def renovar_codigos(session: Session, actor: Actor) -> list[str]:
    """Ten new recovery codes; those there were are no good any more. Raises ActoInvalido."""
    registros = _mios(session, actor)
    _exigir_dispositivo(session, actor)
    codigos = dar_codigos(session, actor.persona_id)
    _anotar(registros, "renovar-codigos")
    return codigos


def quitar_mi_segundo_factor(session: Session, actor: Actor) -> None:
    """The password is enough again. Raises ActoInvalido where there is none."""
    registros = _mios(session, actor)
    _exigir_dispositivo(session, actor)
    olvidar_factor(session, actor.persona_id)
    _anotar(registros, "quitar-mi-segundo-factor")


def _mios(session: Session, actor: Actor) -> list[Registro]:
    return registros_de(session, actor, manuales_de(session, actor.persona_id))


def _exigir_dispositivo(session: Session, actor: Actor) -> None:
    fila = session.get(SegundoFactor, actor.persona_id)
    if fila is None or fila.confirmado is None:
        raise ActoInvalido("No tiene segundo factor.", "Póngalo en su cuenta.")


def _anotar(registros: list[Registro], acto: str) -> None:
    for registro in registros:
        registro.asunto(ClaseAsunto.PERSONA, acto, sujeto_id=registro.persona.id)
