"""The bandeja: what waits for me, how long it has waited, and what I sent on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from webapp.consultas.hojas import distintivo, leer_encabezado
from webapp.consultas.vigencia import ABIERTAS
from webapp.hechos import formato_de, hoy_en, pendiente_de
from webapp.modelos import (
    Acto,
    Autoria,
    Cargo,
    FormatoGuardado,
    Grupo,
    GrupoVersion,
    Manual,
    Nombramiento,
    NumeroDeAcuerdo,
    TipoVersion,
    Version,
)
from webapp.roles import rige_el
from workflows import ciclo
from workflows.formatos import Formato
from workflows.formatos.modelo import ClaseActo, ClaseEstado, ClaseInstrumento
from workflows.plazos import decir_vencimiento, vence_el

#: Versions looked at for each line: those of a cambio masivo share one.
_POR_LINEA = 25


@dataclass(frozen=True, slots=True)
class Pendiente:
    """A line of the bandeja. ``edicion`` says whether to continue writing or to look;
    ``por_acordar``, that the next step is to record the decision of the board; ``vence``, in
    words, when its term there ends."""

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
    vence: str
    completa: str = ""  #: the acuerdo that approved it with changes and waits for it
    grupo_id: int | None = None  #: the line stands for several versions of a cambio masivo


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
    """The bandeja of a person, in two statements. ``limite`` lines at the most, oldest first.

    The versions of a cambio masivo that stand at the same place are one line.
    """
    roles: dict[int, set[str]] = {}
    manuales: dict[int, tuple[Manual, Formato]] = {}
    for nombramiento, manual, guardado in session.execute(
        _mios_y_sus_manuales(), {"yo": persona_id}
    ):
        if not rige_el(nombramiento, hoy_en(manual, ahora)):
            continue
        roles.setdefault(manual.id, set()).add(nombramiento.rol)
        manuales[manual.id] = (manual, formato_de(guardado))
    filas = session.execute(
        _abiertas(), {"yo": persona_id, "manuales": list(manuales), "tope": limite * _POR_LINEA}
    )
    mios: list[tuple[Grupo | None, Pendiente]] = []
    de_otros: list[tuple[Grupo | None, Pendiente]] = []
    for version, titulo, ultimo, es_mia, participe, grupo, espera in filas:
        manual, formato = manuales[version.manual_id]
        suyos = roles[version.manual_id]
        if not suyos & {r.clave for r in formato.roles}:
            continue
        toca = _me_toca(formato, version, suyos, es_mia or ultimo.persona_id == persona_id)
        linea = _linea(
            manual, formato, version, titulo, ultimo, hoy_en(manual, ahora), espera or ""
        )
        if toca:
            mios.append((grupo, linea))
        elif es_mia or participe:
            de_otros.append((grupo, linea))
    return Bandeja(
        _por_grupos(mios)[:limite], _por_grupos(de_otros)[:limite], _mios(manuales, roles)
    )


@cache
def _mios_y_sus_manuales() -> Any:
    """Built once: composing a statement takes longer than reading what it asks for."""
    return (
        select(Nombramiento, Manual, FormatoGuardado)
        .join(Manual, Manual.id == Nombramiento.manual_id)
        .join(FormatoGuardado, FormatoGuardado.id == Manual.formato_id)
        .where(Nombramiento.persona_id == bindparam("yo"))
    )


@cache
def _abiertas() -> Any:
    """Built once, too."""
    yo: Any = bindparam("yo")
    mia = exists().where(Autoria.version_id == Version.id, Autoria.persona_id == yo)
    otro = aliased(Acto)
    actue = exists(otro.seq).where(otro.version_id == Version.id, otro.persona_id == yo)
    return (
        select(Version, Cargo.titulo, Acto, mia, actue, Grupo, NumeroDeAcuerdo.numero)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .join(Acto, (Acto.manual_id == Version.manual_id) & (Acto.seq == Version.ultimo_seq))
        .outerjoin(GrupoVersion, GrupoVersion.version_id == Version.id)
        .outerjoin(Grupo, Grupo.id == GrupoVersion.grupo_id)
        .outerjoin(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == pendiente_de(Version.id))
        .where(
            Version.manual_id.in_(bindparam("manuales", expanding=True)),
            Version.estado_clase.in_(ABIERTAS),
        )
        .order_by(Version.desde, Version.id)
        .limit(bindparam("tope"))
    )


def _por_grupos(lineas: Iterable[tuple[Grupo | None, Pendiente]]) -> tuple[Pendiente, ...]:
    """One line for the versions of a grupo in one estado, where the oldest of them stood."""
    juntas: dict[object, tuple[Grupo | None, list[Pendiente]]] = {}
    for grupo, linea in lineas:
        llave = (grupo.id, linea.estado_rotulo) if grupo else linea.version_id
        juntas.setdefault(llave, (grupo, []))[1].append(linea)
    return tuple(
        _de_grupo(grupo, suyas) if grupo and len(suyas) > 1 else suyas[0]
        for grupo, suyas in juntas.values()
    )


def _de_grupo(grupo: Grupo, lineas: list[Pendiente]) -> Pendiente:
    detalles = {linea.detalle for linea in lineas}
    return replace(
        lineas[0],
        titulo=grupo.titulo,
        distintivo=f"{len(lineas)} cargos",
        codigo="",
        detalle=detalles.pop() if len(detalles) == 1 else lineas[0].estado_rotulo.lower(),
        grupo_id=grupo.id,
    )


def _me_toca(formato: Formato, version: Version, roles: set[str], mia: bool) -> bool:
    acto = ciclo.siguiente(formato, version.estado)
    if acto is None or not roles & set(acto.roles):
        return False
    return mia if version.estado_clase == ClaseEstado.EDICION else not mia


def _linea(
    manual: Manual,
    formato: Formato,
    version: Version,
    titulo: str,
    ultimo: Acto,
    hoy: date,
    espera: str,
) -> Pendiente:
    edicion = version.estado_clase == ClaseEstado.EDICION
    campos = leer_encabezado(version)
    siguiente = ciclo.siguiente(formato, version.estado)
    quienes = [r.rotulo for r in formato.roles if siguiente and r.clave in siguiente.roles]
    detalle = formato.estado(version.estado).rotulo.lower()
    if ultimo.clase == ClaseActo.DEVOLUCION:
        quien = "la Junta" if ultimo.instrumento_id else ultimo.persona
        detalle = f"devuelto por {quien}: «{ultimo.motivo}»"
    elif not edicion:
        detalle = f"{detalle} por {ultimo.persona}"
    if espera:
        palabras = f": «{ultimo.motivo}»" if edicion and ultimo.motivo else f"; {detalle}"
        detalle = f"aprobado con cambios en el acuerdo {espera}{palabras}"
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
        completa=espera,
        vence=decir_vencimiento(
            vence_el(hoy_en(manual, version.desde), formato.estado(version.estado).plazo), hoy
        ),
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
