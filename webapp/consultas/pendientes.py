"""The lines of a bandeja, each made once a process of the columns that its version gives."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from webapp.modelos import TipoVersion
from webapp.roles import Roles
from workflows import ciclo
from workflows.formatos import Formato
from workflows.formatos.modelo import ClaseActo, ClaseEstado
from workflows.nombres import distintivo
from workflows.plazos import decir_vencimiento, vence_el
from workflows.reglas import en_nombre_de

#: Lines remembered by a process, each under everything it is made of.
_RECORDADAS = 2_048
#: The id and the name of a cambio masivo; None for a version of none.
Grupo = tuple[int | None, str]


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
    impedimento: str = ""  #: why somebody whose role does what comes next does not do it here


@dataclass(frozen=True, slots=True)
class ManualSuyo:
    """A manual somebody has a role in, on the day it is there; ``hash_formato`` names its
    formato."""

    slug: str
    nombre: str
    zona: str
    hash_formato: str
    hoy: date
    formato: Formato = field(compare=False)


@dataclass(frozen=True, slots=True)
class Lugar:
    """What is said of everything that stands at one estado, to somebody with certain roles."""

    rotulo: str
    edicion: bool
    plazo: int
    accion: str
    en_manos_de: str
    por_acordar: bool
    le_toca: bool  #: whether those roles do what comes next
    en_nombre_de: frozenset[int]  #: whose it is, where every such role is a delegated one


def lugar_de(formato: Formato, estado: str, roles: Roles) -> Lugar:
    """What an estado is to somebody with those roles."""
    este, siguiente = formato.estado(estado), ciclo.siguiente(formato, estado)
    edicion = este.clase is ClaseEstado.EDICION
    quienes = frozenset(siguiente.roles if siguiente else ())
    return Lugar(
        rotulo=este.rotulo,
        edicion=edicion,
        plazo=este.plazo,
        accion="Continuar" if edicion else siguiente.rotulo if siguiente else "Ver",
        en_manos_de=" o ".join(r.rotulo for r in formato.roles if r.clave in quienes),
        por_acordar=siguiente is not None and "acuerdo" in siguiente.pide,
        le_toca=not quienes.isdisjoint(roles),
        en_nombre_de=en_nombre_de(roles, roles.delegados, quienes),
    )


@lru_cache(_RECORDADAS)
def linea(
    manual: ManualSuyo,
    lugar: Lugar,
    version_id: int,
    tipo: str,
    encabezado: str,
    desde: datetime,
    titulo: str,
    clase: str,
    persona: str,
    instrumento_id: int | None,
    motivo: str,
    espera: str | None,
) -> Pendiente:
    """The line of a version. ``clase``, ``persona``, ``instrumento_id`` and ``motivo`` are of its
    last acto; ``espera`` is the number of the acuerdo that approved it with changes."""
    campos = json.loads(encabezado)
    detalle = lugar.rotulo.lower()
    if clase == ClaseActo.DEVOLUCION:
        detalle = f"devuelto por {'la Junta' if instrumento_id else persona}: «{motivo}»"
    elif not lugar.edicion:
        detalle = f"{detalle} por {persona}"
    if espera:
        palabras = f": «{motivo}»" if lugar.edicion and motivo else f"; {detalle}"
        detalle = f"aprobado con cambios en el acuerdo {espera}{palabras}"
    if tipo == TipoVersion.DEROGACION:
        detalle = f"propuesta de derogar, {detalle}"
    vence = vence_el(desde.astimezone(ZoneInfo(manual.zona)).date(), lugar.plazo)
    return Pendiente(
        version_id=version_id,
        titulo=titulo,
        distintivo=distintivo(manual.formato, campos, titulo),
        codigo=campos.get("codigo", ""),
        manual=manual.nombre,
        slug=manual.slug,
        estado_rotulo=lugar.rotulo,
        detalle=detalle,
        desde=desde,
        edicion=lugar.edicion and tipo == TipoVersion.TEXTO,
        por_acordar=lugar.por_acordar,
        accion=lugar.accion,
        en_manos_de=lugar.en_manos_de,
        completa=espera or "",
        vence=decir_vencimiento(vence, manual.hoy),
    )


def por_grupos(lineas: Iterable[tuple[Grupo, Pendiente]]) -> tuple[Pendiente, ...]:
    """One line for the versions of a grupo in one estado, where the oldest of them stood."""
    juntas: dict[object, tuple[Grupo, list[Pendiente]]] = {}
    for grupo, linea in lineas:
        llave = (grupo[0], linea.estado_rotulo) if grupo[0] else linea.version_id
        juntas.setdefault(llave, (grupo, []))[1].append(linea)
    return tuple(
        suyas[0] if len(suyas) == 1 else _de_grupo(grupo, suyas) for grupo, suyas in juntas.values()
    )


def _de_grupo(grupo: Grupo, lineas: list[Pendiente]) -> Pendiente:
    detalles = {linea.detalle for linea in lineas}
    impedimentos = {linea.impedimento for linea in lineas}
    return replace(
        lineas[0],
        grupo_id=grupo[0],
        titulo=grupo[1],
        distintivo=f"{len(lineas)} cargos",
        codigo="",
        detalle=detalles.pop() if len(detalles) == 1 else lineas[0].estado_rotulo.lower(),
        impedimento=impedimentos.pop() if len(impedimentos) == 1 else "",
    )
