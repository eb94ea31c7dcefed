"""The bandeja: what waits for me, how long it has waited, and what I sent on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from webapp.consultas.hojas import distintivo, leer_encabezado
from webapp.consultas.vigencia import ABIERTAS
from webapp.hechos import formato_de, hoy_en, rige_el
from webapp.modelos import (
    Acto,
    Autoria,
    Cargo,
    FormatoGuardado,
    Manual,
    Nombramiento,
    TipoVersion,
    Version,
)
from workflows import ciclo
from workflows.formatos import Formato
from workflows.formatos.modelo import ClaseActo, ClaseEstado, ClaseInstrumento


@dataclass(frozen=True, slots=True)
class Pendiente:
    """A line of the bandeja. ``edicion`` says whether to continue writing or to look;
    ``por_acordar``, that the next step is to record the decision of the board."""

    version_id: int
    titulo: str
    distintivo: str
    codigo: str
    manual: str
    slug: str
    estado_rotulo: str
    detalle: str
    desde: datetime
    edicion: bool
    por_acordar: bool
    accion: str
    en_manos_de: str


@dataclass(frozen=True, slots=True)
class ManualMio:
    """A manual I have a role in."""

    slug: str
    nombre: str
    roles: frozenset[str]
    puede_abrir: bool
    puede_acordar: bool


@dataclass(frozen=True, slots=True)
class Bandeja:
    """What waits for this person, what waits for others, and where they can start."""

    mios: tuple[Pendiente, ...]
    de_otros: tuple[Pendiente, ...]
    manuales: tuple[ManualMio, ...]


def bandeja(session: Session, persona_id: int, ahora: datetime, limite: int = 200) -> Bandeja:
    """The bandeja of a person, in two statements. ``limite`` lines at the most, oldest first."""
    roles: dict[int, set[str]] = {}
    manuales: dict[int, tuple[Manual, Formato]] = {}
    for nombramiento, manual, guardado in session.execute(
        select(Nombramiento, Manual, FormatoGuardado)
        .join(Manual, Manual.id == Nombramiento.manual_id)
        .join(FormatoGuardado, FormatoGuardado.id == Manual.formato_id)
        .where(Nombramiento.persona_id == persona_id)
    ):
        if not rige_el(nombramiento, hoy_en(manual, ahora)):
            continue
        roles.setdefault(manual.id, set()).add(nombramiento.rol)
        manuales[manual.id] = (manual, formato_de(guardado))
    mia = exists().where(Autoria.version_id == Version.id, Autoria.persona_id == persona_id)
    otro = aliased(Acto)
    actue = exists(otro.seq).where(otro.version_id == Version.id, otro.persona_id == persona_id)
    filas = session.execute(
        select(Version, Cargo.titulo, Acto, mia, actue)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .join(Acto, (Acto.manual_id == Version.manual_id) & (Acto.seq == Version.ultimo_seq))
        .where(Version.manual_id.in_(manuales), Version.estado_clase.in_(ABIERTAS))
        .order_by(Version.desde)
        .limit(limite)
    )
    mios, de_otros = [], []
    for version, titulo, ultimo, es_mia, participe in filas:
        manual, formato = manuales[version.manual_id]
        suyos = roles[version.manual_id]
        if not suyos & {r.clave for r in formato.roles}:
            continue
        toca = _me_toca(formato, version, suyos, es_mia or ultimo.persona_id == persona_id)
        linea = _linea(manual, formato, version, titulo, ultimo)
        if toca:
            mios.append(linea)
        elif es_mia or participe:
            de_otros.append(linea)
    return Bandeja(tuple(mios), tuple(de_otros), _mios(manuales, roles))


def _me_toca(formato: Formato, version: Version, roles: set[str], mia: bool) -> bool:
    acto = ciclo.siguiente(formato, version.estado)
    if acto is None or not roles & set(acto.roles):
        return False
    return mia if version.estado_clase == ClaseEstado.EDICION else not mia


def _linea(
    manual: Manual, formato: Formato, version: Version, titulo: str, ultimo: Acto
) -> Pendiente:
    edicion = version.estado_clase == ClaseEstado.EDICION
    campos = leer_encabezado(version)
    siguiente = ciclo.siguiente(formato, version.estado)
    quienes = [r.rotulo for r in formato.roles if siguiente and r.clave in siguiente.roles]
    detalle = formato.estado(version.estado).rotulo.lower()
    if ultimo.clase == ClaseActo.DEVOLUCION:
        detalle = f"devuelto por {ultimo.persona}: «{ultimo.motivo}»"
    elif not edicion:
        detalle = f"{detalle} por {ultimo.persona}"
    if version.tipo == TipoVersion.DEROGACION:
        detalle = f"propuesta de derogar, {detalle}"
    return Pendiente(
        version_id=version.id,
        titulo=titulo,
        distintivo=distintivo(formato, campos, titulo),
        codigo=campos.get("codigo", ""),
        manual=manual.nombre,
        slug=manual.slug,
        estado_rotulo=formato.estado(version.estado).rotulo,
        detalle=detalle,
        desde=version.desde,
        edicion=edicion and version.tipo == TipoVersion.TEXTO,
        por_acordar=siguiente is not None and "acuerdo" in siguiente.pide,
        accion="Continuar" if edicion else siguiente.rotulo if siguiente else "Ver",
        en_manos_de=" o ".join(quienes),
    )


def _mios(
    manuales: Mapping[int, tuple[Manual, Formato]], roles: Mapping[int, set[str]]
) -> tuple[ManualMio, ...]:
    return tuple(
        ManualMio(
            manual.slug,
            manual.nombre,
            frozenset(roles[i]),
            _puede(formato, roles[i], ClaseActo.APERTURA),
            formato.instrumento.clase is ClaseInstrumento.ACUERDO
            and _puede(formato, roles[i], ClaseActo.APROBACION),
        )
        for i, (manual, formato) in manuales.items()
    )


def _puede(formato: Formato, roles: set[str], clase: ClaseActo) -> bool:
    return any(roles & set(a.roles) for a in formato.actos_de(clase))
