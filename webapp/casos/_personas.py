"""What the casos about people share: who may, on whom, and what a signature needs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.casos._registrar import Registro
from webapp.casos._textos import exigir_texto
from webapp.casos.actor import Actor
from webapp.casos.operador import SIN_PERSONA
from webapp.modelos import Delegacion, Nombramiento, Persona
from webapp.roles import vigente_el
from workflows.errores import ActoInvalido, ActoNegado, Faltas, NoEncontrado

ULTIMO = ("Es el último administrador del manual.", "Nombre antes a quien lo sustituya.")


def abrir_registro(session: Session, actor: Actor, manual_id: int) -> Registro:
    """The manual's chain, for its administrador only. Raises ActoNegado."""
    registro = Registro(session, actor, manual_id)
    registro.exigir_rol("administrador", para="Administrar personas")
    return registro


def persona_de(session: Session, persona_id: int) -> Persona:
    """The person of that id. Raises NoEncontrado."""
    persona = session.get(Persona, persona_id)
    if persona is None:
        raise NoEncontrado("Esa persona no existe.", "Búsquela en la lista.")
    return persona


def exigir_como_firma(nombre: str, unidad: str, puesto: str) -> None:
    """Raise DatosInvalidos for a name, unit or post that cannot be printed in a signature."""
    faltas = Faltas()
    if not nombre.strip():
        faltas.decir("Falta el nombre.", "Escríbalo como debe firmarse.", "nombre")
    faltas.leer(exigir_texto, nombre, 120, lugar="El nombre", campo="nombre")
    faltas.leer(exigir_texto, unidad, 160, lugar="La unidad", campo="unidad")
    faltas.leer(exigir_texto, puesto, 160, lugar="El puesto", campo="puesto")
    faltas.exigir()


def otro_administrador(registro: Registro, *, nombramiento_id: int) -> bool:
    """Whether somebody who can sign in administers the manual today, by another appointment."""
    otro = registro.session.scalar(
        select(Nombramiento.id)
        .join(Persona, Persona.id == Nombramiento.persona_id)
        .where(
            Nombramiento.manual_id == registro.manual.id,
            Nombramiento.rol == "administrador",
            Nombramiento.id != nombramiento_id,
            Persona.active.is_(True),
            vigente_el(registro.hoy),
        )
        .limit(1)
    )
    return otro is not None


def no_termina_antes_de(dia: date | InstrumentedAttribute[date]) -> ColumnElement[bool]:
    """Criterion: appointments that are not over before ``dia``."""
    return or_(Nombramiento.hasta.is_(None), Nombramiento.hasta >= dia)


def exigir_sin_traslape(
    session: Session, persona: Persona, manual_id: int, rol: str, desde: date, hasta: date | None
) -> None:
    """Raise ActoInvalido when the person holds that role, of their own or not, on those days."""
    if session.scalar(
        select(Nombramiento.id).where(
            Nombramiento.persona_id == persona.id,
            Nombramiento.manual_id == manual_id,
            Nombramiento.rol == rol,
            Nombramiento.desde <= (hasta or date.max),
            no_termina_antes_de(desde),
            no_termina_antes_de(Nombramiento.desde),
        )
    ):
        raise ActoInvalido(f"{persona.nombre} ya tiene ese rol en esas fechas.")


def terminar_delegaciones(session: Session, origen_id: int, ayer: date) -> list[int]:
    """What was delegated of an appointment ends with it. Returns to whom (ids)."""
    vivas = session.scalars(
        select(Nombramiento)
        .join(Delegacion, Delegacion.nombramiento_id == Nombramiento.id)
        .where(Delegacion.origen_id == origen_id, Nombramiento.hasta > ayer)
        .order_by(Nombramiento.id)
    ).all()
    for nombramiento in vivas:
        nombramiento.hasta = ayer
    return [n.persona_id for n in vivas]


def sin_roles_ajenos(registro: Registro, persona: Persona) -> None:
    """Refuse when the person has, or will have, a role in a manual the actor does not administer.

    Nobody answers for the operator's account either: its power comes from the command line.
    """
    if persona.email in SIN_PERSONA:
        raise ActoNegado(
            f"{persona.nombre} no es una persona: nadie entra con esa cuenta.",
            "Use la cuenta de quien administra.",
        )
    propios = select(Nombramiento.manual_id).where(
        Nombramiento.persona_id == registro.persona.id,
        Nombramiento.rol == "administrador",
        vigente_el(registro.hoy),
    )
    ajeno = registro.session.scalar(
        select(Nombramiento.id)
        .where(
            Nombramiento.persona_id == persona.id,
            Nombramiento.manual_id.not_in(propios),
            no_termina_antes_de(registro.hoy),
        )
        .limit(1)
    )
    if ajeno is not None:
        raise ActoNegado(
            f"{persona.nombre} tiene un rol en otro manual.",
            "Debe hacerlo quien administra también ese manual.",
        )
