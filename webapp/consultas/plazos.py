"""What a person's unit was asked for its criterio on, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from webapp.consultas.hojas import distintivo, leer_encabezado
from webapp.criterios import criterio_pendiente
from webapp.hechos import formato_de, hoy_en
from webapp.modelos import Cargo, FormatoGuardado, Manual, Observacion, Persona, Version
from webapp.unidades import es_del_manual
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
    filas = session.execute(_pedidos(), {"yo": persona_id, "tope": limite})
    pedidos = []
    for observacion, version, titulo, manual, guardado, nombre in filas:
        campos = leer_encabezado(version)
        pedidos.append(
            CriterioPedido(
                observacion_id=observacion.id,
                version_id=version.id,
                titulo=titulo,
                distintivo=distintivo(formato_de(guardado), campos, titulo),
                codigo=campos.get("codigo", ""),
                manual=manual.nombre,
                pregunta=observacion.texto,
                pide=nombre,
                vence=decir_vencimiento(observacion.vence, hoy_en(manual, ahora)),
                desde=observacion.momento,
            )
        )
    return tuple(pedidos)


@cache
def _pedidos() -> Any:
    """Built once: composing it takes longer than reading what it asks for."""
    pide = aliased(Persona)
    return (
        select(Observacion, Version, Cargo.titulo, Manual, FormatoGuardado, pide.nombre)
        .join(Version, Version.id == Observacion.version_id)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .join(Manual, Manual.id == Version.manual_id)
        .join(FormatoGuardado, FormatoGuardado.id == Manual.formato_id)
        .join(pide, pide.id == Observacion.persona_id)
        .join(Persona, Persona.id == bindparam("yo"))
        .where(
            Observacion.unidad == Persona.unidad,
            es_del_manual(Version.manual_id),
            criterio_pendiente(),
        )
        .order_by(Observacion.vence, Observacion.id)
        .limit(bindparam("tope"))
    )
