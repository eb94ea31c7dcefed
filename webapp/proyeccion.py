"""From when each version counts, told again from the actos alone, and compared with the table."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.modelos import Acto, Version, Vigencia
from workflows.acuerdos import ActoDeAcuerdo
from workflows.formatos.modelo import ClaseActo

_NACE = (ClaseActo.APROBACION, ClaseActo.ASIENTO)


@dataclass(frozen=True, slots=True)
class Tramo:
    """What a row of :class:`~webapp.modelos.Vigencia` says."""

    instrumento_id: int
    desde: date | None
    orden: int
    anulada: bool
    seq: int


def reconstruir(session: Session, manual_id: int) -> dict[int, Tramo]:
    """By version id, what the actos of a manual say, in order."""
    tramos: dict[int, Tramo] = {}
    asentadas = {
        v.id: v.rige_registrado
        for v in session.scalars(
            select(Version).where(Version.manual_id == manual_id, Version.orden.is_not(None))
        )
    }
    for acto in session.scalars(
        select(Acto)
        .where(Acto.manual_id == manual_id, Acto.instrumento_id.is_not(None))
        .order_by(Acto.seq)
    ):
        datos, instrumento = json.loads(acto.datos), acto.instrumento_id or 0
        if acto.version_id is not None and acto.clase in _NACE:
            dia = datos.get("rige_desde", "")
            desde = date.fromisoformat(dia) if dia else None
            if acto.clase == ClaseActo.ASIENTO:
                desde = asentadas[acto.version_id]
            tramos[acto.version_id] = Tramo(instrumento, desde, acto.seq, False, acto.seq)
        elif acto.version_id is None and acto.acto == ActoDeAcuerdo.SIN_EFECTO:
            for version_id in set(datos.get("versiones", ())) & set(tramos):
                tramos[version_id] = replace(tramos[version_id], anulada=True, seq=acto.seq)
        elif acto.version_id is None and datos.get("cambios", {}).get("rige_desde"):
            desde = date.fromisoformat(datos["cambios"]["rige_desde"])
            for version_id, tramo in tramos.items():
                if tramo.instrumento_id == instrumento and not tramo.anulada:
                    tramos[version_id] = replace(tramo, desde=desde, seq=acto.seq)
    return tramos


def diferencias(session: Session, manual_id: int) -> list[str]:
    """Where the projection is not what the actos say: nothing, in a sound record."""
    dicen = reconstruir(session, manual_id)
    guardan = {
        w.version_id: Tramo(i or 0, w.desde, w.orden, w.anulada, w.seq)
        for w, i in session.execute(
            select(Vigencia, Version.instrumento_id)
            .join(Version, Version.id == Vigencia.version_id)
            .where(Vigencia.manual_id == manual_id)
        )
    }
    return [
        f"versión {v}: los actos dicen {dicen.get(v)} y está guardado {guardan.get(v)}"
        for v in sorted(dicen.keys() | guardan.keys())
        if dicen.get(v) != guardan.get(v)
    ]
