"""What is in force on a date: the manual, a cargo, and the versions a cargo has had."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session, aliased

from webapp.consultas.hojas import (
    Hoja,
    firmas_impresas,
    instrumento_impreso,
    leer_encabezado,
    numero_impreso,
    rotulo_de_version,
    situacion_de,
)
from webapp.consultas.manuales import ManualVisto
from webapp.modelos import (
    Acto,
    Cargo,
    ContenidoGuardado,
    InstrumentoRegistrado,
    TipoVersion,
    Version,
)
from workflows.contenido import leer_canonico
from workflows.errores import NoEncontrado
from workflows.fechas import escribir_fecha
from workflows.formatos.modelo import ClaseEstado
from workflows.texto import plano

ABIERTAS = (ClaseEstado.EDICION, ClaseEstado.TRAMITE)


@dataclass(frozen=True, slots=True)
class Abierta:
    """The open version of a cargo: where it stands."""

    version_id: int
    estado: str
    estado_rotulo: str


@dataclass(frozen=True, slots=True)
class CargoEnLista:
    """A line of the manual."""

    slug: str
    titulo: str
    codigo: str
    campos: dict[str, str]
    numero: str
    etiqueta: str
    rige_desde: date | None
    situacion: str
    abierta: Abierta | None


@dataclass(frozen=True, slots=True)
class Grupo:
    """The cargos that share the first cell of the identity (the estrato, where there is one)."""

    titulo: str
    cargos: tuple[CargoEnLista, ...]


@dataclass(frozen=True, slots=True)
class VersionEnLista:
    """One approved version of a cargo."""

    etiqueta: str
    rotulo: str
    rige_desde: date
    situacion: str
    instrumento: str


@dataclass(frozen=True, slots=True)
class CargoVisto:
    """A cargo and its versions; ``hoja`` is the one asked for, or None before the first."""

    id: int
    slug: str
    titulo: str
    hoja: Hoja | None
    version_id: int | None
    etiqueta: str
    versiones: tuple[VersionEnLista, ...]
    abierta: Abierta | None


def vigente_en(dia: date) -> ScalarSelect[int]:
    """The id of the version of a cargo in force on ``dia`` (domain.md, *vigente*)."""
    v = aliased(Version)
    return (
        select(v.id)
        .where(v.cargo_id == Cargo.id, v.estado_clase == ClaseEstado.APROBADA, v.rige_desde <= dia)
        .order_by(v.rige_desde.desc(), v.orden.desc())
        .limit(1)
        .correlate(Cargo)
        .scalar_subquery()
    )


def indice(
    session: Session, manual: ManualVisto, dia: date, *, con_abiertas: bool
) -> tuple[Grupo, ...]:
    """The cargos of a manual as they stood on ``dia``, grouped; open ones only for insiders."""
    abierta = aliased(Version)
    filas = session.execute(
        select(Cargo.slug, Cargo.titulo, Version, abierta)
        .select_from(Cargo)
        .outerjoin(Version, Version.id == vigente_en(dia))
        .outerjoin(abierta, (abierta.cargo_id == Cargo.id) & abierta.estado_clase.in_(ABIERTAS))
        .where(Cargo.manual_id == manual.id)
    )
    grupos: dict[str, list[CargoEnLista]] = {}
    primera = manual.formato.pagina.columnas[0] if len(manual.formato.pagina.columnas) > 2 else ""
    for slug, titulo, version, abre in filas:
        if version is None and not (con_abiertas and abre is not None):
            continue
        campos = leer_encabezado(version or abre)
        linea = CargoEnLista(
            slug,
            titulo,
            campos.get("codigo", ""),
            campos,
            numero_impreso(manual.formato, version) if version else "",
            version.etiqueta or "" if version else "",
            version.rige_desde if version else None,
            situacion_de(version, version.id, dia) if version else "nueva",
            _abierta(manual, abre) if con_abiertas and abre is not None else None,
        )
        grupos.setdefault(campos.get(primera, ""), []).append(linea)
    return tuple(
        Grupo(nombre, tuple(sorted(lineas, key=lambda x: (plano(x.codigo), plano(x.titulo)))))
        for nombre, lineas in sorted(
            grupos.items(), key=lambda g: min(plano(x.codigo) for x in g[1])
        )
    )


def cargo_visto(
    session: Session,
    manual: ManualVisto,
    slug: str,
    dia: date,
    *,
    etiqueta: str | None = None,
) -> CargoVisto:
    """A cargo as it stood on ``dia``, or its version ``etiqueta``. Raises NoEncontrado."""
    filas = session.execute(
        select(Cargo, Version, InstrumentoRegistrado)
        .select_from(Cargo)
        .outerjoin(
            Version,
            (Version.cargo_id == Cargo.id) & (Version.estado_clase != ClaseEstado.CERRADA),
        )
        .outerjoin(InstrumentoRegistrado, InstrumentoRegistrado.id == Version.instrumento_id)
        .where(Cargo.manual_id == manual.id, Cargo.slug == slug)
        .order_by(Version.rige_desde.desc(), Version.orden.desc())
    ).all()
    if not filas:
        raise NoEncontrado("Ese cargo no está en el manual.", "Búsquelo en la lista de cargos.")
    cargo: Cargo = filas[0][0]
    aprobadas = [(v, i) for _, v, i in filas if v and v.estado_clase == ClaseEstado.APROBADA]
    abre = next((v for _, v, _ in filas if v and v.estado_clase in ABIERTAS), None)
    vigente = next((v for v, _ in aprobadas if v.rige_desde and v.rige_desde <= dia), None)
    pedida = vigente
    if etiqueta is not None:
        pedida = next((v for v, _ in aprobadas if v.etiqueta == etiqueta), None)
        if pedida is None:
            raise NoEncontrado(
                f"{cargo.titulo} no tiene una versión {etiqueta}.", "Vea la lista de sus versiones."
            )
    vigente_id = vigente.id if vigente else None
    versiones = tuple(
        VersionEnLista(
            v.etiqueta or "",
            rotulo_de_version(manual.formato, v),
            v.rige_desde or dia,
            situacion_de(v, vigente_id, dia),
            instrumento_impreso(i),
        )
        for v, i in aprobadas
    )
    hoja = _hoja(session, manual, cargo, pedida, vigente_id, dia, aprobadas) if pedida else None
    return CargoVisto(
        cargo.id,
        cargo.slug,
        cargo.titulo,
        hoja,
        pedida.id if pedida else None,
        (pedida.etiqueta or "") if pedida else "",
        versiones,
        _abierta(manual, abre) if abre else None,
    )


def _hoja(
    session: Session,
    manual: ManualVisto,
    cargo: Cargo,
    version: Version,
    vigente_id: int | None,
    dia: date,
    aprobadas: Sequence[tuple[Version, InstrumentoRegistrado]],
) -> Hoja:
    texto, datos = session.execute(
        select(ContenidoGuardado.texto, Acto.datos)
        .select_from(Version)
        .join(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .join(Acto, (Acto.manual_id == Version.manual_id) & (Acto.seq == Version.orden))
        .where(Version.id == version.id)
    ).one()
    instrumento = next(i for v, i in aprobadas if v.id == version.id)
    situacion = situacion_de(version, vigente_id, dia)
    return Hoja(
        formato=manual.formato,
        contenido=leer_canonico(texto, json.loads(version.ids or "[]")),
        titulo=cargo.titulo,
        cargo_slug=cargo.slug,
        firmas=firmas_impresas(json.loads(datos).get("firmas", {})),
        numero=numero_impreso(manual.formato, version),
        instrumento=instrumento_impreso(instrumento),
        rige_desde=version.rige_desde,
        situacion=situacion,
        aviso=_aviso(manual, version, situacion, vigente_id, aprobadas),
    )


def _aviso(
    manual: ManualVisto,
    version: Version,
    situacion: str,
    vigente_id: int | None,
    aprobadas: Sequence[tuple[Version, InstrumentoRegistrado]],
) -> str:
    desde = escribir_fecha(version.rige_desde) if version.rige_desde else ""
    if situacion == "derogada":
        return f"Cargo derogado: no está vigente desde el {desde}."
    if version.tipo == TipoVersion.DEROGACION and situacion == "futura":
        return f"Este cargo quedará derogado el {desde}."
    if situacion == "futura":
        return f"Versión aprobada que rige a partir del {desde}."
    if situacion == "sustituida":
        vigente = next((v for v, _ in aprobadas if v.id == vigente_id), None)
        por = f" La vigente es la {rotulo_de_version(manual.formato, vigente)}." if vigente else ""
        return f"Versión sustituida: ya no está vigente.{por}"
    return ""


def _abierta(manual: ManualVisto, version: Version) -> Abierta:
    rotulo = manual.formato.estado(version.estado).rotulo
    return Abierta(version.id, version.estado, rotulo)
