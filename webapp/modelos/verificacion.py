"""When the record of a manual was last checked: said to whoever audits it, not part of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.manual import Manual


class Verificacion(Base):
    """The last check: up to which acto (``seq``, ``hash``), how many things were wrong, and which
    (``roturas``, a line each)."""

    __tablename__ = "verificacion"

    manual_id: Mapped[int] = mapped_column(
        ForeignKey(Manual.id, ondelete="RESTRICT"), primary_key=True
    )
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    momento: Mapped[datetime] = mapped_column(Instante)
    malas: Mapped[int]
    roturas: Mapped[str] = mapped_column(Text)
