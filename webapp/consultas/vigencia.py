"""What is in force on a date: the manual, a cargo, and the versions a cargo has had."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import BindParameter, Date, ScalarSelect, bindparam, select
from sqlalchemy.orm import Session, aliased

from webapp.bd import UNO
from webapp.consultas.hojas import (
    Hoja,
    firmado_de,
    firmas_impresas,
    numero_impreso,
    rotulo_de_version,
    situacion_de,
)
from webapp.consultas.manuales import ManualVisto
from webapp.firmas import Firma, firmado_al_aprobar
from webapp.modelos import (
    Acto,
    Cargo,
    InstrumentoRegistrado,
    NumeroDeAcuerdo,
    TipoVersion,
    Version,
    Vigencia,
)
from webapp.textos import contenido_de
from workflows.acuerdos import ActoDeAcuerdo
from workflows.errores import NoEncontrado
from workflows.fechas import escribir_fecha
from workflows.formatos.modelo import ClaseActo, ClaseEstado

ABIERTAS = (ClaseEstado.EDICION, ClaseEstado.TRAMITE)


@dataclass(frozen=True, slots=True)
class Abierta:
    """The open version of a cargo: where it stands."""

    version_id: int
    estado: str
    estado_rotulo: str


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


@lru_cache(maxsize=64)
def vigente_en(dia: date | BindParameter[date]) -> ScalarSelect[int]:
    """The id of the version of a cargo in force on ``dia`` (domain.md, *vigente*)."""
    v = aliased(Vigencia)
    return (
        select(v.version_id)
        .where(v.cargo_id == Cargo.id, v.anulada.is_(False), v.desde <= dia)
        .order_by(v.desde.desc(), v.orden.desc())
        .limit(UNO)
        .correlate(Cargo)
        .scalar_subquery()
    )


#: The same on the day given as ``dia``, for a statement that is composed once for every day.
VIGENTE = vigente_en(bindparam("dia", type_=Date()))


def cargo_visto(
    session: Session,
    manual: ManualVisto,
    slug: str,
    dia: date,
    *,
    etiqueta: str | None = None,
) -> CargoVisto:
    """A cargo as it stood on ``dia``, or its version ``etiqueta``. Raises NoEncontrado.

    One statement, another for the text where it is not remembered, and one for the signatures
    of an approval from before it carried them.
    """
    pide = {"manual": manual.id, "slug": slug}
    filas = session.connection().execute(_VERSIONES, pide).all()
    if not filas:
        raise NoEncontrado("Ese cargo no está en el manual.", "Búsquelo en la lista de cargos.")
    titulo = filas[0].titulo
    por_version: dict[int, list[Any]] = {}
    for fila in filas:
        if fila.desde is not None or fila.anulada is not None:
            por_version.setdefault(fila.id, []).append(fila)
    aprobadas = sorted((_Aprobada(suyas) for suyas in por_version.values()), reverse=True)
    abre = next((f for f in filas if f.id is not None and f.id not in por_version), None)
    vigente = next((a for a in aprobadas if a.rige_el(dia)), None)
    pedida = vigente
    if etiqueta is not None:
        pedida = next((a for a in aprobadas if a.fila.etiqueta == etiqueta), None)
        if pedida is None:
            raise NoEncontrado(
                f"{titulo} no tiene una versión {etiqueta}.", "Vea la lista de sus versiones."
            )
    versiones = tuple(
        VersionEnLista(
            a.fila.etiqueta or "",
            a.rotulo(manual),
            a.fila.desde,
            a.situacion(vigente, dia),
            a.fila.acuerdo or "",
        )
        for a in aprobadas
    )
    return CargoVisto(
        filas[0].cargo_id,
        slug,
        titulo,
        _hoja(session, manual, slug, titulo, pedida, vigente, dia) if pedida else None,
        pedida.fila.id if pedida else None,
        (pedida.fila.etiqueta or "") if pedida else "",
        versiones,
        Abierta(abre.id, abre.estado, manual.formato.estado(abre.estado).rotulo) if abre else None,
    )


_c, _v, _w = Cargo.__table__.c, Version.__table__.c, Vigencia.__table__.c
_registro, _tardio = (aliased(Acto.__table__) for _ in range(2))
_i, _n = InstrumentoRegistrado.__table__.c, NumeroDeAcuerdo.__table__.c
#: The versions of a cargo that are approved or open, with what approved each as it was
#: recorded; a row more for each later acto on the acuerdo.
_VERSIONES = (
    select(
        _c.id.label("cargo_id"),
        _c.titulo,
        _v.id,
        _v.estado,
        _v.tipo,
        _v.etiqueta,
        _v.ids,
        _v.contenido_hash,
        _v.rige_desde.label("rige_registrado"),
        _w.desde,
        _w.orden,
        _w.anulada,
        _n.numero.label("acuerdo"),
        _i.fecha,
        _registro.c.datos,
        _registro.c.clase.label("como"),
        _tardio.c.datos.label("novedad"),
    )
    .select_from(Cargo.__table__)
    .outerjoin(
        Version.__table__, (_v.cargo_id == _c.id) & (_v.estado_clase != ClaseEstado.CERRADA.value)
    )
    .outerjoin(Vigencia.__table__, _w.version_id == _v.id)
    .outerjoin(NumeroDeAcuerdo.__table__, _n.instrumento_id == _v.instrumento_id)
    .outerjoin(InstrumentoRegistrado.__table__, _i.id == _v.instrumento_id)
    .outerjoin(_registro, (_registro.c.manual_id == _v.manual_id) & (_registro.c.seq == _v.orden))
    .outerjoin(
        _tardio,
        (_tardio.c.instrumento_id == _v.instrumento_id)
        & _tardio.c.version_id.is_(None)
        & (_tardio.c.acto == ActoDeAcuerdo.ERRATA.value),
    )
    .where(_c.manual_id == bindparam("manual"), _c.slug == bindparam("slug"))
    .order_by(_v.id, _tardio.c.seq)
)


class _Aprobada:
    """An approved version and its place in time, from its rows of ``_VERSIONES``."""

    def __init__(self, filas: Sequence[Any]) -> None:
        self.fila = filas[0]
        self._novedades = [f.novedad for f in filas if f.novedad]

    def __lt__(self, otra: _Aprobada) -> bool:
        return self._lugar < otra._lugar

    @property
    def _lugar(self) -> tuple[date, int]:
        """What awaits its publication comes after every date."""
        return self.fila.desde or date.max, self.fila.orden

    def rige_el(self, dia: date) -> bool:
        desde = self.fila.desde
        return not self.fila.anulada and desde is not None and desde <= dia

    def situacion(self, vigente: _Aprobada | None, dia: date) -> str:
        return situacion_de(self.fila, self.fila, vigente.fila.id if vigente else None, dia)

    def rotulo(self, manual: ManualVisto) -> str:
        return rotulo_de_version(manual.formato, self.fila)

    @cached_property
    def datos(self) -> dict[str, Any]:
        """What the acto that approved it carries."""
        return json.loads(self.fila.datos)  # type: ignore[no-any-return]  # an object, always

    def firmas(self) -> dict[str, dict[str, Any]]:
        """The signatures it was approved with, the board's on the day a fe de erratas says."""
        firmas: dict[str, dict[str, Any]] = self.datos.get("firmas", {})
        dias = [json.loads(n).get("cambios", {}).get("fecha") for n in self._novedades]
        dia = next((d for d in reversed(dias) if d), self.fila.fecha.isoformat())
        if "aprobado" in firmas and dia != self.fila.fecha.isoformat():
            firmas["aprobado"] = {**firmas["aprobado"], "fecha": dia}
        return firmas


def _hoja(
    session: Session,
    manual: ManualVisto,
    slug: str,
    titulo: str,
    aprobada: _Aprobada,
    vigente: _Aprobada | None,
    dia: date,
) -> Hoja:
    fila = aprobada.fila
    situacion = aprobada.situacion(vigente, dia)
    return Hoja(
        formato=manual.formato,
        contenido=contenido_de(session, fila.contenido_hash, fila.ids or "[]"),
        titulo=titulo,
        cargo_slug=slug,
        firmas=firmas_impresas(aprobada.firmas()),
        numero=numero_impreso(manual.formato, fila),
        instrumento=fila.acuerdo or "",
        rige_desde=fila.desde,
        situacion=situacion,
        aviso=_aviso(manual, aprobada, situacion, vigente),
        contenido_hash=fila.contenido_hash,
        firmado=firmado_de(_firmado(session, manual, aprobada), fila.contenido_hash),
    )


def _firmado(session: Session, manual: ManualVisto, aprobada: _Aprobada) -> Sequence[Firma]:
    fila = aprobada.fila
    if "firmado" in aprobada.datos or fila.como != ClaseActo.APROBACION:
        suyo: Sequence[Firma] = aprobada.datos.get("firmado", ())
        return suyo
    hasta = (Acto.version_id == fila.id, Acto.seq <= fila.orden)
    actos = session.scalars(select(Acto).where(*hasta).order_by(Acto.seq)).all()
    return firmado_al_aprobar(actos, manual.formato, manual.zona)


def _aviso(
    manual: ManualVisto, aprobada: _Aprobada, situacion: str, vigente: _Aprobada | None
) -> str:
    dia = aprobada.fila.desde
    desde = f"el {escribir_fecha(dia)}" if dia else ""
    deroga = aprobada.fila.tipo == TipoVersion.DEROGACION
    if situacion == "derogada":
        return f"Cargo derogado: no está vigente desde {desde}."
    if situacion == "futura" and deroga:
        return f"Este cargo quedará derogado {desde or 'cuando se publique el acuerdo'}."
    if situacion == "futura":
        cuando = f"del {escribir_fecha(dia)}" if dia else "de la publicación del acuerdo"
        return f"Versión aprobada que rige a partir {cuando}."
    por = f" La vigente es la {vigente.rotulo(manual)}." if vigente else ""
    if situacion == "anulada":
        return f"Esta versión quedó sin efecto: lo que la aprobó se dejó sin efecto.{por}"
    if situacion == "sustituida":
        return f"Versión sustituida: ya no está vigente.{por}"
    return ""
