"""The actos of a manual, for whoever audits it: filtered, and by pages that cost the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from webapp.bd import por_tramos
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.personas import roles_posibles
from webapp.firmas import en_lugar_de
from webapp.modelos import (
    Acto,
    CampoIndexado,
    Cargo,
    ClaseAsunto,
    InstrumentoRegistrado,
    NumeroDeAcuerdo,
    Persona,
    Verificacion,
    Version,
)
from webapp.roles import EnLugar
from webapp.unidades import es_del_manual
from workflows.acuerdos import ActoDeAcuerdo
from workflows.fechas import escribir_fecha
from workflows.formatos import Formato
from workflows.formatos.modelo import ClaseActo
from workflows.palabras import plegar

POR_PAGINA = 50
#: Rows held in memory at once while a filtered record is handed out.
TRAMO = 1000

#: What the actos that are not of a formato are called.
_ROTULOS = {
    "crear-manual": "Crear el manual",
    "reloj": "Corregir el reloj",
    "asentar-instrumento": "Asentar el acuerdo de la historia",
    "fijar-numeracion": "Fijar la numeración",
    "crear-persona": "Crear una cuenta",
    "invitar": "Invitar a una persona",
    "retirar-invitacion": "Retirar una invitación",
    "cerrar-sesiones": "Cerrar las sesiones de una persona",
    "exigir-segundo-factor": "Exigir el segundo factor",
    "quitar-segundo-factor": "Quitar el segundo factor de una persona",
    "poner-segundo-factor": "Poner el propio segundo factor",
    "quitar-mi-segundo-factor": "Quitar el propio segundo factor",
    "renovar-codigos": "Renovar los propios códigos de recuperación",
    "cambiar-contrasena": "Cambiar la propia contraseña",
    "reponer-contrasena": "Reponer la propia contraseña por correo",
    "aceptar-invitacion": "Aceptar una invitación",
    "editar-persona": "Cambiar datos de una persona",
    "desactivar-persona": "Desactivar una cuenta",
    "reactivar-persona": "Reactivar una cuenta",
    "poner-contrasena": "Poner una contraseña",
    "nombrar": "Nombrar",
    "cesar": "Terminar un nombramiento",
    "desenlazar-identidad": "Desenlazar una identidad de la institución",
    "delegar": "Delegar un rol",
    "revocar-delegacion": "Terminar una delegación",
} | {a.value: a.rotulo for a in ActoDeAcuerdo}

CLASES = {
    ClaseActo.APERTURA: "Abrir un borrador",
    ClaseActo.DEROGACION: "Proponer derogar",
    ClaseActo.ELABORACION: "Firmar como elaborado",
    ClaseActo.RETIRO: "Retirar",
    ClaseActo.REVISION: "Firmar como revisado",
    ClaseActo.DEVOLUCION: "Devolver",
    ClaseActo.APROBACION: "Aprobar",
    ClaseActo.DESCARTE: "Descartar",
    ClaseActo.ASIENTO: "Asentar historia",
    ClaseAsunto.INSTRUMENTO: "Sobre un acuerdo o una firma",
    ClaseAsunto.PERSONA: "Sobre personas y roles",
    ClaseAsunto.MANUAL: "Sobre el manual",
}


@dataclass(frozen=True, slots=True)
class Filtro:
    """What to look for; "" or None looks for anything. Days are the institution's, inclusive."""

    persona_id: int | None = None
    cargo: str = ""
    acuerdo: str = ""
    clase: str = ""
    desde: date | None = None
    hasta: date | None = None


@dataclass(frozen=True, slots=True)
class ActoDeBitacora:
    """An acto with everything that an auditor asks of it."""

    seq: int
    momento: datetime
    rotulo: str
    persona: str
    rol: str
    unidad: str
    puesto: str
    cargo: str
    cargo_slug: str
    version_id: int | None
    etiqueta: str
    acuerdo: str
    sujeto: str
    rol_dado: str  #: of an appointment: which, on which days, and in whose place
    motivo: str
    contenido_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class PaginaDeBitacora:
    """``siguiente``: the seq before which the next page begins, or None at the end."""

    actos: tuple[ActoDeBitacora, ...]
    siguiente: int | None


def pagina(
    session: Session, manual: ManualVisto, filtro: Filtro, antes: int | None = None
) -> PaginaDeBitacora:
    """The newest actos before the seq ``antes``; one statement, one more where days are asked."""
    consulta = _consulta(session, manual, filtro).order_by(Acto.seq.desc()).limit(POR_PAGINA + 1)
    if antes is not None:
        consulta = consulta.where(Acto.seq < antes)
    actos = [_contar(manual.formato, *fila) for fila in session.execute(consulta)]
    siguiente = actos[POR_PAGINA - 1].seq if len(actos) > POR_PAGINA else None
    return PaginaDeBitacora(tuple(actos[:POR_PAGINA]), siguiente)


def todos(session: Session, manual: ManualVisto, filtro: Filtro) -> Iterator[ActoDeBitacora]:
    """Every acto that was asked for, the first first; memory does not grow with them."""
    consulta = _consulta(session, manual, filtro).order_by(Acto.seq)
    with por_tramos(session.connection()):
        for fila in session.execute(consulta, execution_options={"yield_per": TRAMO}):
            yield _contar(manual.formato, *fila)


def cuantos(session: Session, manual: ManualVisto, filtro: Filtro, maximo: int) -> int:
    """How many there are, counted up to ``maximo`` and one more."""
    hay = _consulta(session, manual, filtro).with_only_columns(Acto.seq).limit(maximo + 1)
    return session.scalar(select(func.count()).select_from(hay.subquery())) or 0


def personas_de_bitacora(session: Session, manual: ManualVisto) -> list[tuple[str, str]]:
    """Whom one may ask for: the people of the manual, active or not."""
    filas = session.execute(
        select(Persona.id, Persona.nombre).where(es_del_manual(manual.id)).order_by(Persona.nombre)
    )
    return [(str(id_), nombre) for id_, nombre in filas]


def verificacion_de(session: Session, manual_id: int) -> Verificacion | None:
    """When the record of a manual was last checked, and what was found."""
    return session.get(Verificacion, manual_id)


def _consulta(session: Session, manual: ManualVisto, filtro: Filtro) -> Select[Any]:
    """Cargos and acuerdos are of one manual: naming it too would lead an engine to walk it all."""
    sujeto = select(Persona.nombre).where(Persona.id == Acto.sujeto_id).scalar_subquery()
    consulta = (
        select(Acto, Cargo.titulo, Cargo.slug, Version.etiqueta, NumeroDeAcuerdo.numero, sujeto)
        .outerjoin(Cargo, Cargo.id == Acto.cargo_id)
        .outerjoin(Version, Version.id == Acto.version_id)
        .outerjoin(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == Acto.instrumento_id)
    )
    if not (filtro.cargo or filtro.acuerdo):
        consulta = consulta.where(Acto.manual_id == manual.id)
    if filtro.persona_id is not None:
        consulta = consulta.where(Acto.persona_id == filtro.persona_id)
    if filtro.clase:
        consulta = consulta.where(Acto.clase == filtro.clase)
    if filtro.cargo:
        consulta = consulta.where(Acto.cargo_id.in_(_cargos(manual.id, filtro.cargo)))
    if filtro.acuerdo:
        suyos = (
            select(InstrumentoRegistrado.id)
            .join(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == InstrumentoRegistrado.id)
            .where(
                InstrumentoRegistrado.manual_id == manual.id,
                NumeroDeAcuerdo.numero == filtro.acuerdo.upper(),
            )
        )
        consulta = consulta.where(Acto.instrumento_id.in_(suyos))
    if filtro.desde or filtro.hasta:
        consulta = _entre(session, manual, filtro, consulta)
    return consulta


def _entre(
    session: Session, manual: ManualVisto, filtro: Filtro, consulta: Select[Any]
) -> Select[Any]:
    """Between days: the seqs they span are read from their index alone, so that a page of old
    days does not walk over the newer actos. A clock that went back loses nothing."""
    en_dias: list[ColumnElement[bool]] = [Acto.manual_id == manual.id]
    if filtro.desde:
        en_dias.append(Acto.momento >= _medianoche(filtro.desde, manual.zona))
    if filtro.hasta:
        fin = _medianoche(filtro.hasta + timedelta(days=1), manual.zona)
        en_dias.append(Acto.momento < fin)
    primero, ultimo = session.execute(
        select(func.min(Acto.seq), func.max(Acto.seq)).where(*en_dias)
    ).one()
    return consulta.where(Acto.seq.between(primero or 0, ultimo or 0), *en_dias[1:])


def _medianoche(dia: date, zona: str) -> datetime:
    return datetime.combine(dia, time(), ZoneInfo(zona))


def _cargos(manual_id: int, dicho: str) -> Select[Any]:
    """By its slug, its título or a código that one of its approved texts had."""
    con_codigo = (
        select(Version.cargo_id)
        .join(CampoIndexado, CampoIndexado.contenido_hash == Version.contenido_hash)
        .where(CampoIndexado.clave == "codigo", CampoIndexado.plegado == plegar(dicho))
    )
    limpio = dicho.strip().lower()
    return select(Cargo.id).where(
        Cargo.manual_id == manual_id,
        or_(
            Cargo.slug == limpio,
            func.lower(Cargo.titulo).contains(limpio, autoescape=True),
            Cargo.id.in_(con_codigo),
        ),
    )


def _contar(
    formato: Formato,
    acto: Acto,
    titulo: str | None,
    slug: str | None,
    etiqueta: str | None,
    numero: str | None,
    sujeto: str | None,
) -> ActoDeBitacora:
    rotulos = _ROTULOS | {a.clave: a.rotulo for a in formato.actos}
    rotulos_de_rol = dict(roles_posibles(formato))
    rol = rotulos_de_rol.get(acto.rol, acto.rol)
    return ActoDeBitacora(
        acto.seq,
        acto.momento,
        rotulos.get(acto.acto, acto.acto),
        acto.persona,
        ", ".join(filter(None, (rol, en_lugar_de(acto)))),
        acto.unidad,
        acto.puesto,
        titulo or "",
        slug or "",
        acto.version_id,
        etiqueta or "",
        numero or "",
        sujeto or "",
        _rol_dado(acto, rotulos_de_rol) if acto.clase == ClaseAsunto.PERSONA else "",
        acto.motivo,
        acto.contenido_hash or "",
        acto.hash,
    )


def _rol_dado(acto: Acto, rotulos: Mapping[str, str]) -> str:
    """The role that an acto about a person gave or ended, with its days and whom it replaces."""
    datos = json.loads(acto.datos)
    partes = [rotulos.get(datos.get("rol", ""), datos.get("rol", ""))]
    for cuando in ("desde", "hasta"):
        if datos.get(cuando):
            partes.append(f"{cuando} el {escribir_fecha(date.fromisoformat(datos[cuando]))}")
    if "sustituye" in datos:
        partes.append(EnLugar.SUSTITUCION.de(datos["sustituye"]["persona"]))
    return ", ".join(filter(None, partes))
