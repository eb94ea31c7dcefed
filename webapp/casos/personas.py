"""What an administrador does with people: four short verbs on one entity, kept together.

Nobody grants a role to themselves; the administrador of a manual only sets the password of
people who hold no role elsewhere, so that no manual's administrador becomes another's.
"""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.casos._registrar import Registro
from webapp.casos._textos import exigir_texto
from webapp.casos.actor import Actor
from webapp.casos.operador import CORREO
from webapp.hechos import vigente_el
from webapp.modelos import ClaseAsunto, Nombramiento, Persona
from workflows.errores import ActoInvalido, ActoNegado, DatosInvalidos, NoEncontrado
from workflows.formatos.validacion import ROLES_COMUNES

#: NIST SP 800-63B: length is what counts.
LARGO_CONTRASENA = 12
_ULTIMO = ("Es el último administrador del manual.", "Nombre antes a quien lo sustituya.")


def crear_persona(
    session: Session,
    actor: Actor,
    manual_id: int,
    *,
    nombre: str,
    correo: str,
    unidad: str,
    puesto: str,
    contrasena: str,
    clave_cifrada: str,
) -> Persona:
    """Give somebody an account. ``clave_cifrada`` is the hash of ``contrasena``.

    Raises ActoNegado (role), DatosInvalidos naming the field, ActoInvalido (address taken).
    """
    registro = _registro(session, actor, manual_id)
    correo = correo.strip().lower()
    _exigir_como_firma(nombre, unidad, puesto)
    exigir_texto(correo, 254, lugar="El correo", campo="correo")
    if "@" not in correo or " " in correo:
        raise DatosInvalidos("El correo no es válido.", "Por ejemplo: ana@ejemplo.cr.", "correo")
    exigir_contrasena(contrasena)
    if session.scalar(select(Persona.id).where(Persona.email == correo)):
        raise ActoInvalido(
            f"Ya hay una cuenta con el correo {correo}.", "Búsquela en la lista de personas."
        )
    persona = Persona(
        nombre=nombre.strip(),
        email=correo,
        password=clave_cifrada,
        active=True,
        fs_uniquifier=uuid.uuid4().hex,
        unidad=unidad.strip(),
        puesto=puesto.strip(),
        creada=actor.ahora,
    )
    session.add(persona)
    session.flush()
    registro.asunto(ClaseAsunto.PERSONA, "crear-persona", rol="administrador", sujeto_id=persona.id)
    return persona


def editar_persona(
    session: Session,
    actor: Actor,
    manual_id: int,
    persona_id: int,
    *,
    nombre: str,
    unidad: str,
    puesto: str,
    activa: bool,
) -> None:
    """Correct how somebody signs from now on, or close their account; the record keeps the old.

    Raises ActoNegado, NoEncontrado, DatosInvalidos.
    """
    registro = _registro(session, actor, manual_id)
    persona = _persona(session, persona_id)
    _sin_roles_ajenos(registro, persona)
    _exigir_como_firma(nombre, unidad, puesto)
    if not activa and persona.id == actor.persona_id:
        raise ActoNegado("Usted no puede cerrar su propia cuenta.", "Pídaselo a otra persona.")
    if not activa and not _otro_administrador(registro, persona_id=persona.id):
        raise ActoInvalido(*_ULTIMO)
    antes = {"nombre": persona.nombre, "unidad": persona.unidad, "puesto": persona.puesto}
    persona.nombre, persona.unidad = nombre.strip(), unidad.strip()
    persona.puesto = puesto.strip()
    if persona.active != activa:
        persona.fs_uniquifier = uuid.uuid4().hex
    persona.active = activa
    registro.asunto(
        ClaseAsunto.PERSONA,
        "editar-persona",
        rol="administrador",
        sujeto_id=persona.id,
        datos={"antes": antes, "activa": activa},
    )


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
    registro = _registro(session, actor, manual_id)
    persona = _persona(session, persona_id)
    if persona.id == actor.persona_id:
        raise ActoNegado("Nadie se da un rol a sí mismo.", "Pídaselo a otra persona.")
    roles = {r.clave for r in registro.formato.roles} | ROLES_COMUNES
    if rol not in roles:
        raise DatosInvalidos(f"No hay un rol «{rol}».", f"Use: {', '.join(sorted(roles))}.", "rol")
    if hasta is not None and hasta < desde:
        raise DatosInvalidos("Termina antes de empezar.", "Corrija las fechas.", "hasta")
    if session.scalar(
        select(Nombramiento.id).where(
            Nombramiento.persona_id == persona_id,
            Nombramiento.manual_id == manual_id,
            Nombramiento.rol == rol,
            Nombramiento.desde <= (hasta or date.max),
            _no_termina_antes_de(desde),
            _no_termina_antes_de(Nombramiento.desde),
        )
    ):
        raise ActoInvalido(f"{persona.nombre} ya tiene ese rol en esas fechas.")
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


def cesar(session: Session, actor: Actor, manual_id: int, nombramiento_id: int) -> None:
    """End a role as of yesterday: from today it is not held.

    Raises ActoNegado, NoEncontrado, ActoInvalido (already over, or the last administrador).
    """
    registro = _registro(session, actor, manual_id)
    nombramiento = session.get(Nombramiento, nombramiento_id)
    if nombramiento is None or nombramiento.manual_id != manual_id:
        raise NoEncontrado("Ese nombramiento no existe.", "Actualice la lista de personas.")
    ayer = registro.hoy - timedelta(days=1)
    if nombramiento.hasta is not None and nombramiento.hasta <= ayer:
        raise ActoInvalido("Ese rol ya había terminado.")
    if nombramiento.rol == "administrador" and not _otro_administrador(
        registro, nombramiento_id=nombramiento.id
    ):
        raise ActoInvalido(*_ULTIMO)
    nombramiento.hasta = ayer
    registro.asunto(
        ClaseAsunto.PERSONA,
        "cesar",
        rol="administrador",
        sujeto_id=nombramiento.persona_id,
        datos={"rol": nombramiento.rol},
    )


def poner_contrasena(
    session: Session,
    actor: Actor,
    manual_id: int,
    persona_id: int,
    *,
    contrasena: str,
    clave_cifrada: str,
) -> None:
    """Set somebody's password, without any mail server; their open sessions end.

    Raises ActoNegado (role, or a person with a role in another manual), DatosInvalidos.
    """
    registro = _registro(session, actor, manual_id)
    persona = _persona(session, persona_id)
    _sin_roles_ajenos(registro, persona)
    exigir_contrasena(contrasena)
    persona.password = clave_cifrada
    persona.fs_uniquifier = uuid.uuid4().hex
    registro.asunto(
        ClaseAsunto.PERSONA, "poner-contrasena", rol="administrador", sujeto_id=persona.id
    )


def exigir_contrasena(contrasena: str) -> None:
    """Raise DatosInvalidos for a password that is too short."""
    if len(contrasena) < LARGO_CONTRASENA:
        raise DatosInvalidos(
            f"La contraseña tiene {len(contrasena)} caracteres y hacen falta {LARGO_CONTRASENA}.",
            "Una frase corta sirve.",
            "contrasena",
        )


def _registro(session: Session, actor: Actor, manual_id: int) -> Registro:
    registro = Registro(session, actor, manual_id)
    registro.exigir_rol("administrador", para="Administrar personas")
    return registro


def _persona(session: Session, persona_id: int) -> Persona:
    persona = session.get(Persona, persona_id)
    if persona is None:
        raise NoEncontrado("Esa persona no existe.", "Búsquela en la lista.")
    return persona


def _exigir_como_firma(nombre: str, unidad: str, puesto: str) -> None:
    if not nombre.strip():
        raise DatosInvalidos("Falta el nombre.", "Escríbalo como debe firmarse.", "nombre")
    exigir_texto(nombre, 120, lugar="El nombre", campo="nombre")
    exigir_texto(unidad, 160, lugar="La unidad", campo="unidad")
    exigir_texto(puesto, 160, lugar="El puesto", campo="puesto")


def _otro_administrador(
    registro: Registro, *, persona_id: int = 0, nombramiento_id: int = 0
) -> bool:
    """Whether somebody who can sign in administers the manual today, that one left out."""
    otro = registro.session.scalar(
        select(Nombramiento.id)
        .join(Persona, Persona.id == Nombramiento.persona_id)
        .where(
            Nombramiento.manual_id == registro.manual.id,
            Nombramiento.rol == "administrador",
            Nombramiento.id != nombramiento_id,
            Nombramiento.persona_id != persona_id,
            Persona.active.is_(True),
            vigente_el(registro.hoy),
        )
        .limit(1)
    )
    return otro is not None


def _no_termina_antes_de(dia: date | InstrumentedAttribute[date]) -> ColumnElement[bool]:
    return or_(Nombramiento.hasta.is_(None), Nombramiento.hasta >= dia)


def _sin_roles_ajenos(registro: Registro, persona: Persona) -> None:
    """Refuse when the person has, or will have, a role in a manual the actor does not administer.

    Nobody answers for the operator's account either: its power comes from the command line.
    """
    if persona.email == CORREO:
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
            _no_termina_antes_de(registro.hoy),
        )
        .limit(1)
    )
    if ajeno is not None:
        raise ActoNegado(
            f"{persona.nombre} tiene un rol en otro manual.",
            "Debe hacerlo quien administra también ese manual.",
        )
