"""Nombrar: a role in a manual, from a day to a day. Nobody grants one to themselves."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.casos._personas import abrir_registro, exigir_sin_traslape, persona_de
from webapp.casos._registrar import Registro
from webapp.casos.actor import Actor
from webapp.modelos import ClaseAsunto, Nombramiento, Persona
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
    sustituye_id: int | None = None,
) -> None:
    """Give a role from a day to a day (a substitute has both, and may say whom they replace:
    what they sign says it too, and they sign as themselves).

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
    sustituida = _sustituida(registro, persona, sustituye_id, rol)
    session.add(
        Nombramiento(
            persona_id=persona_id,
            manual_id=manual_id,
            rol=rol,
            desde=desde,
            hasta=hasta,
            sustituye_id=sustituye_id,
        )
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
        }
        | ({"sustituye": {"persona_id": sustituida.id, "persona": sustituida.nombre}}
           if sustituida else {}),
    )  # fmt: skip


def _sustituida(
    registro: Registro, persona: Persona, sustituye_id: int | None, rol: str
) -> Persona | None:
    """Whom a substitute replaces: somebody else, who holds that role in the manual or held it."""
    if sustituye_id is None:
        return None
    if sustituye_id == persona.id:
        raise DatosInvalidos("Nadie se sustituye a sí mismo.", "Elija a otra persona.", "sustituye")
    otra = registro.session.scalar(
        select(Persona)
        .join(Nombramiento, Nombramiento.persona_id == Persona.id)
        .where(
            Persona.id == sustituye_id,
            Nombramiento.manual_id == registro.manual.id,
            Nombramiento.rol == rol,
        )
        .limit(1)
    )
    if otra is None:
        raise DatosInvalidos(
            "A quien se sustituye no tiene ese rol, ni lo tuvo.",
            "Elija a quien lo tiene, o deje la casilla sin elegir a nadie.",
            "sustituye",
        )
    return otra
