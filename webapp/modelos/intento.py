"""A failed attempt to come in; the lock-out counts these, so it holds over several processes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante


class Intento(Base):
    """``clave`` is a SHA-256: which account, and from where, is not kept in the clear."""

    __tablename__ = "intento"
    __table_args__ = (Index("ix_intento_clave", "clave", "momento"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(String(64))
    momento: Mapped[datetime] = mapped_column(Instante)
