"""A document somebody is importing by hand: its bytes, and what they said of its lines."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.manual import Manual
from webapp.modelos.persona import Persona


class LecturaEnCurso(Base):
    """Work in hand, not part of the record: it goes when it is accepted, discarded or forgotten.

    ``hash`` is the SHA-256 of ``datos``; ``correcciones`` is what
    ``workflows.lectura.correcciones.a_texto`` writes. What was read is never kept: it is read
    again from these two.
    """

    __tablename__ = "lectura_en_curso"
    __table_args__ = (
        CheckConstraint("length(hash) = 64", name="hash"),
        Index("ix_lectura_en_curso_manual", "manual_id", "persona_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    hash: Mapped[str] = mapped_column(String(64))
    nombre: Mapped[str] = mapped_column(String(160))
    datos: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    correcciones: Mapped[str] = mapped_column(Text)
    creado: Mapped[datetime] = mapped_column(Instante)
    tocado: Mapped[datetime] = mapped_column(Instante)
