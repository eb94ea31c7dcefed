"""What is in force on a date: the manual, a cargo, and the versions a cargo has had."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session, aliased

from webapp.acuerdos import firmas_al_dia, leer_acuerdo_de
from webapp.consultas.hojas import (
    Hoja,
    firmas_impresas,
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
    NumeroDeAcuerdo,
    TipoVersion,
    Version,
    Vigencia,
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
    rige_desde: date | None
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
    v = aliased(Vigencia)
    return (
        select(v.version_id)
        .where(v.cargo_id == Cargo.id, v.anulada.is_(False), v.desde <= dia)
        .order_by(v.desde.desc(), v.orden.desc())
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
        select(Cargo.slug, Cargo.titulo, Version, Vigencia, abierta)
        .select_from(Cargo)
        .outerjoin(Vigencia, Vigencia.version_id == vigente_en(dia))
        .outerjoin(Version, Version.id == Vigencia.version_id)
        .outerjoin(abierta, (abierta.cargo_id == Cargo.id) & abierta.estado_clase.in_(ABIERTAS))
        .where(Cargo.manual_id == manual.id)
    )
    grupos: dict[str, list[CargoEnLista]] = {}
    primera = manual.formato.pagina.columnas[0] if len(manual.formato.pagina.columnas) > 2 else ""
    for slug, titulo, version, vigencia, abre in filas:
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
            vigencia.desde if vigencia else None,
            situacion_de(version, vigencia, version.id, dia) if version else "nueva",
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
        select(Cargo, Version, Vigencia, NumeroDeAcuerdo.numero)
        .select_from(Cargo)
        .outerjoin(
            Version,
            (Version.cargo_id == Cargo.id) & (Version.estado_clase != ClaseEstado.CERRADA),
        )
        .outerjoin(Vigencia, Vigencia.version_id == Version.id)
        .outerjoin(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == Version.instrumento_id)
        .where(Cargo.manual_id == manual.id, Cargo.slug == slug)
    ).all()
    if not filas:
        raise NoEncontrado("Ese cargo no está en el manual.", "Búsquelo en la lista de cargos.")
    cargo: Cargo = filas[0][0]
    aprobadas = sorted((_Aprobada(v, w, n or "") for _, v, w, n in filas if w), reverse=True)
    abre = next((v for _, v, w, _ in filas if v and w is None), None)
    vigente = next((a for a in aprobadas if a.rige_el(dia)), None)
    pedida = vigente
    if etiqueta is not None:
        pedida = next((a for a in aprobadas if a.version.etiqueta == etiqueta), None)
        if pedida is None:
            raise NoEncontrado(
                f"{cargo.titulo} no tiene una versión {etiqueta}.", "Vea la lista de sus versiones."
            )
    versiones = tuple(
        VersionEnLista(
            a.version.etiqueta or "",
            rotulo_de_version(manual.formato, a.version),
            a.vigencia.desde,
            a.situacion(vigente, dia),
            a.acuerdo,
        )
        for a in aprobadas
    )
    return CargoVisto(
        cargo.id,
        cargo.slug,
        cargo.titulo,
        _hoja(session, manual, cargo, pedida, vigente, dia) if pedida else None,
        pedida.version.id if pedida else None,
        (pedida.version.etiqueta or "") if pedida else "",
        versiones,
        _abierta(manual, abre) if abre else None,
    )


@dataclass(frozen=True, slots=True)
class _Aprobada:
    """An approved version, its place in time, and the number its acuerdo has today."""

    version: Version
    vigencia: Vigencia
    acuerdo: str

    def __lt__(self, otra: _Aprobada) -> bool:
        return self._lugar < otra._lugar

    @property
    def _lugar(self) -> tuple[date, int]:
        """What awaits its publication comes after every date."""
        return self.vigencia.desde or date.max, self.vigencia.orden

    def rige_el(self, dia: date) -> bool:
        w = self.vigencia
        return not w.anulada and w.desde is not None and w.desde <= dia

    def situacion(self, vigente: _Aprobada | None, dia: date) -> str:
        vigente_id = vigente.version.id if vigente else None
        return situacion_de(self.version, self.vigencia, vigente_id, dia)


def _hoja(
    session: Session,
    manual: ManualVisto,
    cargo: Cargo,
    aprobada: _Aprobada,
    vigente: _Aprobada | None,
    dia: date,
) -> Hoja:
    version = aprobada.version
    texto, datos, instrumento = session.execute(
        select(ContenidoGuardado.texto, Acto.datos, InstrumentoRegistrado)
        .select_from(Version)
        .join(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .join(Acto, (Acto.manual_id == Version.manual_id) & (Acto.seq == Version.orden))
        .join(InstrumentoRegistrado, InstrumentoRegistrado.id == Version.instrumento_id)
        .where(Version.id == version.id)
    ).one()
    situacion = aprobada.situacion(vigente, dia)
    acuerdo = leer_acuerdo_de(session, instrumento)
    return Hoja(
        formato=manual.formato,
        contenido=leer_canonico(texto, json.loads(version.ids or "[]")),
        titulo=cargo.titulo,
        cargo_slug=cargo.slug,
        firmas=firmas_impresas(firmas_al_dia(json.loads(datos).get("firmas", {}), acuerdo)),
        numero=numero_impreso(manual.formato, version),
        instrumento=aprobada.acuerdo,
        rige_desde=aprobada.vigencia.desde,
        situacion=situacion,
        aviso=_aviso(manual, aprobada, situacion, vigente),
    )


def _aviso(
    manual: ManualVisto, aprobada: _Aprobada, situacion: str, vigente: _Aprobada | None
) -> str:
    dia = aprobada.vigencia.desde
    desde = f"el {escribir_fecha(dia)}" if dia else ""
    deroga = aprobada.version.tipo == TipoVersion.DEROGACION
    if situacion == "derogada":
        return f"Cargo derogado: no está vigente desde {desde}."
    if situacion == "futura" and deroga:
        return f"Este cargo quedará derogado {desde or 'cuando se publique el acuerdo'}."
    if situacion == "futura":
        cuando = f"del {escribir_fecha(dia)}" if dia else "de la publicación del acuerdo"
        return f"Versión aprobada que rige a partir {cuando}."
    por = (
        f" La vigente es la {rotulo_de_version(manual.formato, vigente.version)}."
        if vigente
        else ""
    )
    if situacion == "anulada":
        return f"Esta versión quedó sin efecto: lo que la aprobó se dejó sin efecto.{por}"
    if situacion == "sustituida":
        return f"Versión sustituida: ya no está vigente.{por}"
    return ""


def _abierta(manual: ManualVisto, version: Version) -> Abierta:
    rotulo = manual.formato.estado(version.estado).rotulo
    return Abierta(version.id, version.estado, rotulo)
