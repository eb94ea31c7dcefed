"""What was decided about a finding of the checks, and what they last found in a version."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.cargo import Cargo
from webapp.modelos.manual import Manual
from webapp.modelos.persona import Persona
from webapp.modelos.version import Version


class ClaseDesestimacion(StrEnum):
    """What somebody decided about a finding."""

    DESESTIMADO = "desestimado"  #: it is no mistake, and why
    REPUESTO = "repuesto"  #: it is told again


class Desestimacion(Base):
    """One decision about one finding of a cargo; the last one holds, all of them stay.

    ``huella`` names the finding by the words it rests on, so that other words are another one.
    ``lugar`` and ``mensaje`` are how it was told then.
    """

    __tablename__ = "desestimacion"
    __table_args__ = (
        CheckConstraint("clase IN ('desestimado', 'repuesto')", name="clase"),
        CheckConstraint("clase = 'repuesto' OR motivo <> ''", name="motivo"),
        Index("ix_desestimacion_cargo", "manual_id", "cargo_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    cargo_id: Mapped[int] = mapped_column(ForeignKey(Cargo.id, ondelete="RESTRICT"))
    regla: Mapped[str] = mapped_column(String(40))
    huella: Mapped[str] = mapped_column(String(64))
    clase: Mapped[str] = mapped_column(String(12))
    lugar: Mapped[str] = mapped_column(String(300))
    mensaje: Mapped[str] = mapped_column(Text)
    motivo: Mapped[str] = mapped_column(Text)
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    momento: Mapped[datetime] = mapped_column(Instante)


class CalidadSabida(Base):
    """What the checks found in an approved version; ``clave`` says of which text, beside which
    others and by which checks. A convenience: it is made again when it is out of date or gone."""

    __tablename__ = "calidad"

    version_id: Mapped[int] = mapped_column(
        ForeignKey(Version.id, ondelete="RESTRICT"), primary_key=True
    )
    clave: Mapped[str] = mapped_column(String(64))
    hallazgos: Mapped[str] = mapped_column(Text)
