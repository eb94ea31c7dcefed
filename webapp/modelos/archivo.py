"""A file somebody handed in: what is on record of it; its bytes are kept by its hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.persona import Persona


class Archivo(Base):
    """``hash`` is the SHA-256 of the bytes, which ``webapp/archivos.py`` keeps; ``tamano`` is in
    bytes; ``nombre`` is what the file was called by whoever handed it in first."""

    __tablename__ = "archivo"
    __table_args__ = (
        CheckConstraint("length(hash) = 64", name="hash"),
        CheckConstraint("tamano > 0", name="tamano"),
    )

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    tipo: Mapped[str] = mapped_column(String(80))
    tamano: Mapped[int]
    nombre: Mapped[str] = mapped_column(String(160))
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    momento: Mapped[datetime] = mapped_column(Instante)
