"""What a person's unit was asked for its criterio on, and when it is due."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from webapp.criterios import criterio_pendiente
from webapp.hechos import formato_por_hash
from webapp.modelos import Cargo, FormatoGuardado, Manual, Observacion, Persona, Version
from webapp.unidades import es_del_manual
from workflows.nombres import distintivo
from workflows.plazos import decir_vencimiento


@dataclass(frozen=True, slots=True)
class CriterioPedido:
    """A line of the bandeja: on what, what is asked, by whom, and how near its date is."""

    observacion_id: int
    version_id: int
    titulo: str
    distintivo: str
    codigo: str
    manual: str
    pregunta: str
    pide: str
    vence: str
    desde: datetime


def criterios_pedidos(
    session: Session, persona_id: int, ahora: datetime, limite: int = 50
) -> tuple[CriterioPedido, ...]:
    """What the unit of a person still owes, what is due first in front."""
    pide = {"yo": persona_id, "tope": limite}
    return tuple(
        CriterioPedido(
            observacion_id=fila.id,
            version_id=fila.version_id,
            titulo=fila.titulo,
            distintivo=distintivo(
                formato_por_hash(session, fila.hash), json.loads(fila.encabezado), fila.titulo
            ),
            codigo=json.loads(fila.encabezado).get("codigo", ""),
            manual=fila.manual,
            pregunta=fila.texto,
            pide=fila.pide,
            vence=decir_vencimiento(fila.vence, ahora.astimezone(ZoneInfo(fila.zona)).date()),
            desde=fila.momento,
        )
        for fila in session.connection().execute(_PEDIDOS, pide)
    )


_pide = aliased(Persona)
_PEDIDOS: Any = (
    select(
        *(Observacion.__table__.c[c] for c in ("id", "version_id", "texto", "vence", "momento")),
        Version.__table__.c.encabezado,
        Cargo.__table__.c.titulo,
        Manual.__table__.c.nombre.label("manual"),
        Manual.__table__.c.zona,
        FormatoGuardado.__table__.c.hash,
        _pide.nombre.label("pide"),
    )
    .select_from(Observacion)
    .join(Version, Version.id == Observacion.version_id)
    .join(Cargo, Cargo.id == Version.cargo_id)
    .join(Manual, Manual.id == Version.manual_id)
    .join(FormatoGuardado, FormatoGuardado.id == Manual.formato_id)
    .join(_pide, _pide.id == Observacion.persona_id)
    .join(Persona, Persona.id == bindparam("yo"))
    .where(
        Observacion.unidad == Persona.unidad,
        es_del_manual(Version.manual_id),
        criterio_pendiente(),
    )
    .order_by(Observacion.vence, Observacion.id)
    .limit(bindparam("tope"))
)
