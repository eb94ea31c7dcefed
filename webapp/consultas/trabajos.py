"""A job, as its page shows it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.consultas.manuales import ManualVisto
from webapp.modelos.trabajo import Ambito, Fase, Trabajo
from webapp.trabajos.salidas import ruta_de
from workflows.errores import NoEncontrado


@dataclass(frozen=True, slots=True)
class TrabajoVisto:
    """How far a job is; ``megas`` is the size of what it made, ready to print.

    ``punto_id`` is the agenda item whose packet it makes. ``quieto`` when its worker stopped
    giving signs of life: another will take it up.
    """

    id: int
    clase: str
    titulo: str
    ambito: Ambito
    fase: Fase
    paso: str
    hechos: int
    total: int
    quieto: bool
    error: str
    remedio: str
    archivo: str
    nombre: str
    tipo: str
    megas: str
    latido: datetime
    punto_id: int | None

    @property
    def sigue(self) -> bool:
        """Whether there is something to wait for."""
        return self.fase in (Fase.ESPERA, Fase.MARCHA)

    @property
    def dice(self) -> str:
        """Where it is, in a sentence."""
        if self.quieto:
            return "Se interrumpió y se retoma solo: lo que ya estaba hecho no se repite."
        if self.fase == Fase.ESPERA:
            return "En cola: empieza en cuanto termine lo anterior."
        if self.total:
            return f"{self.paso}: {self.hechos} de {self.total}."
        return f"{self.paso or 'Empezando'}…"


def trabajo_visto(
    session: Session, manual: ManualVisto, id_: int, muerto: datetime
) -> TrabajoVisto:
    """A job of a manual; silent since before ``muerto`` is *quieto*. Raises NoEncontrado."""
    trabajo = session.scalar(
        select(Trabajo).where(Trabajo.id == id_, Trabajo.manual_id == manual.id)
    )
    if trabajo is None:
        raise NoEncontrado(
            "Ese documento ya no está: se guardan treinta días.", "Pídalo de nuevo en el manual."
        )
    return _ver(trabajo, muerto)


def trabajo_con_clave(
    session: Session, manual: ManualVisto, clave: str, muerto: datetime, carpeta: Path
) -> TrabajoVisto | None:
    """The job of that name, unless what it made is no longer in ``carpeta``."""
    trabajo = session.scalar(
        select(Trabajo).where(Trabajo.clave == clave, Trabajo.manual_id == manual.id)
    )
    if trabajo is None:
        return None
    if trabajo.archivo is not None and not ruta_de(carpeta, trabajo.archivo).is_file():
        return None
    return _ver(trabajo, muerto)


def ultimo_de_clase(
    session: Session, manual: ManualVisto, clase: str, muerto: datetime
) -> TrabajoVisto | None:
    """The last job of a kind that was asked for in a manual."""
    trabajo = session.scalar(
        select(Trabajo)
        .where(Trabajo.manual_id == manual.id, Trabajo.clase == clase)
        .order_by(Trabajo.id.desc())
        .limit(1)
    )
    return None if trabajo is None else _ver(trabajo, muerto)


def _ver(trabajo: Trabajo, muerto: datetime) -> TrabajoVisto:
    """A row, as its page shows it."""
    return TrabajoVisto(
        trabajo.id,
        trabajo.clase,
        trabajo.titulo,
        Ambito(trabajo.ambito),
        Fase(trabajo.fase),
        trabajo.paso,
        trabajo.hechos,
        trabajo.total,
        trabajo.fase == Fase.MARCHA and trabajo.latido < muerto,
        trabajo.error,
        trabajo.remedio,
        trabajo.archivo or "",
        trabajo.nombre,
        trabajo.tipo,
        f"{trabajo.tamano / 2**20:.1f}".replace(".", ","),
        trabajo.latido,
        json.loads(trabajo.datos).get("punto_id"),
    )
