"""Nombrar: a role in a manual, from a day to a day. Nobody grants one to themselves."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from webapp.casos._personas import abrir_registro, exigir_sin_traslape, persona_de
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto, Nombramiento
from workflows.errores import ActoNegado, DatosInvalidos
from workflows.formatos.validacion import ROLES_COMUNES


def nombrar(
    session: Session,
    actor: Actor,
    manual_id: int,
    persona_id: int,
    *,
    rol: str,
    desde: date,
    hasta: date | None = None,
) -> None:
    """Give a role from a day to a day (a substitute has both).

    Raises ActoNegado (role, or oneself), NoEncontrado, DatosInvalidos, ActoInvalido (held already).
    """
    registro = abrir_registro(session, actor, manual_id)
    persona = persona_de(session, persona_id)
    if persona.id == actor.persona_id:
        raise ActoNegado("Nadie se da un rol a sí mismo.", "Pídaselo a otra persona.")
    roles = {r.clave for r in registro.formato.roles} | ROLES_COMUNES
    if rol not in roles:
        raise DatosInvalidos(f"No hay un rol «{rol}».", f"Use: {', '.join(sorted(roles))}.", "rol")
    if hasta is not None and hasta < desde:
        raise DatosInvalidos("Termina antes de empezar.", "Corrija las fechas.", "hasta")
    exigir_sin_traslape(session, persona, manual_id, rol, desde, hasta)
    session.add(
        Nombramiento(persona_id=persona_id, manual_id=manual_id, rol=rol, desde=desde, hasta=hasta)
    )
    registro.asunto(
        ClaseAsunto.PERSONA,
        "nombrar",
        rol="administrador",
        sujeto_id=persona_id,
        datos={
            "rol": rol,
            "desde": desde.isoformat(),
            "hasta": hasta.isoformat() if hasta else "",
        },
    )
