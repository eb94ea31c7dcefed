"""A frozen text, named by its hash and stored once however many versions say it."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base


class ContenidoGuardado(Base):
    """Canonical JSON (RFC 8785) of a Contenido."""

    __tablename__ = "contenido"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    texto: Mapped[str] = mapped_column(Text)
