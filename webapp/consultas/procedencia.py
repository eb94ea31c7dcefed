"""The versions of a cargo that led to one of them, with their texts and who signed each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import firmas_impresas, rotulo_de_version
from webapp.consultas.manuales import ManualVisto
from webapp.modelos import (
    Acto,
    Cargo,
    ContenidoGuardado,
    InstrumentoRegistrado,
    NumeroDeAcuerdo,
    Version,
)
from workflows.contenido import Contenido, leer_canonico
from workflows.errores import NoEncontrado


@dataclass(frozen=True, slots=True)
class VersionFirmada:
    """An approved version: its text, who wrote it, who reviewed it, what approved it."""

    id: int
    base_id: int | None
    etiqueta: str
    rotulo: str
    elaboro: str
    reviso: str
    instrumento: str
    fecha: date
    contenido: Contenido


@dataclass(frozen=True, slots=True)
class Linaje:
    """A cargo and its approved versions in the order they were recorded."""

    titulo: str
    versiones: tuple[VersionFirmada, ...]

    def que_llevan_a(self, ultima: VersionFirmada) -> tuple[VersionFirmada, ...]:
        """``ultima`` and those it was made from, oldest first: not one that was left aside."""
        por_id = {v.id: v for v in self.versiones}
        camino = [ultima]
        while (base := por_id.get(camino[-1].base_id or 0)) is not None:
            camino.append(base)
        return tuple(reversed(camino))


def linaje(session: Session, manual: ManualVisto, slug: str) -> Linaje:
    """Every approved version of a cargo with its text, in one statement. Raises NoEncontrado."""
    filas = session.execute(
        select(
            Cargo.titulo,
            Version,
            ContenidoGuardado.texto,
            Acto.datos,
            NumeroDeAcuerdo.numero,
            InstrumentoRegistrado.fecha,
        )
        .select_from(Cargo)
        .join(Version, Version.cargo_id == Cargo.id)
        .join(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .join(Acto, (Acto.manual_id == Version.manual_id) & (Acto.seq == Version.orden))
        .join(InstrumentoRegistrado, InstrumentoRegistrado.id == Version.instrumento_id)
        .outerjoin(NumeroDeAcuerdo, NumeroDeAcuerdo.instrumento_id == Version.instrumento_id)
        .where(Cargo.manual_id == manual.id, Cargo.slug == slug)
        .order_by(Version.orden)
    ).all()
    if not filas:
        raise NoEncontrado(
            "Ese cargo no tiene versiones aprobadas en el manual.",
            "Búsquelo en la lista de cargos.",
        )
    return Linaje(
        filas[0][0],
        tuple(
            _firmada(manual, version, texto, datos, numero or "", fecha)
            for _, version, texto, datos, numero, fecha in filas
        ),
    )


def _firmada(
    manual: ManualVisto, version: Version, texto: str, datos: str, numero: str, fecha: date
) -> VersionFirmada:
    firmas = firmas_impresas(json.loads(datos).get("firmas", {}))
    return VersionFirmada(
        version.id,
        version.base_id,
        version.etiqueta or "",
        rotulo_de_version(manual.formato, version),
        firmas[0].por,
        firmas[1].por,
        numero,
        fecha,
        leer_canonico(texto, json.loads(version.ids or "[]")),
    )
