"""A kept file, and who handed it in; its bytes are kept by its hash."""

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


class Entrega(Base):
    """That somebody handed a file in: it may come from several, and each may attach it."""

    __tablename__ = "entrega"

    archivo: Mapped[str] = mapped_column(
        ForeignKey(Archivo.hash, ondelete="RESTRICT"), primary_key=True
    )
    persona_id: Mapped[int] = mapped_column(
        ForeignKey(Persona.id, ondelete="RESTRICT"), primary_key=True
    )
    momento: Mapped[datetime] = mapped_column(Instante)
