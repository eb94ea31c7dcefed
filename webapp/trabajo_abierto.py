"""What somebody has in their hands: the open versions they opened or wrote on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.modelos import Acto, Autoria, Cargo, Manual, Version
from workflows.formatos.modelo import ClaseActo, ClaseEstado


@dataclass(frozen=True, slots=True)
class EnSusManos:
    """An open version: of which cargo and manual, and whether it is still being written."""

    version_id: int
    titulo: str
    manual: str
    en_edicion: bool


def trabajo_abierto(session: Session, persona_id: int) -> tuple[EnSusManos, ...]:
    """The drafts, and what is under review, that a person opened or wrote on; drafts first."""
    filas = session.execute(
        select(Version.id, Version.estado_clase, Cargo.titulo, Manual.nombre)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .join(Manual, Manual.id == Cargo.manual_id)
        .where(
            or_(
                Version.id.in_(select(Autoria.version_id).where(Autoria.persona_id == persona_id)),
                Version.id.in_(
                    select(Acto.version_id).where(
                        Acto.persona_id == persona_id, Acto.clase == ClaseActo.APERTURA
                    )
                ),
            ),
            Version.estado_clase.in_((ClaseEstado.EDICION, ClaseEstado.TRAMITE)),
        )
        .order_by(Version.estado_clase, Version.id)
    )
    return tuple(
        EnSusManos(id_, titulo, manual, clase == ClaseEstado.EDICION)
        for id_, clase, titulo, manual in filas
    )
