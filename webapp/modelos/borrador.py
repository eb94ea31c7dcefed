"""A text being written: the working copy, its saves item by item, and who wrote on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.persona import Persona
from webapp.modelos.version import Version


class Borrador(Base):
    """The working copy of a version in edition. ``serie`` counts the saves (optimistic lock)."""

    __tablename__ = "borrador"

    version_id: Mapped[int] = mapped_column(
        ForeignKey(Version.id, ondelete="RESTRICT"), primary_key=True
    )
    serie: Mapped[int]
    texto: Mapped[str] = mapped_column(Text)
    ids: Mapped[str] = mapped_column(Text)
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    momento: Mapped[datetime] = mapped_column(Instante)


class Guardado(Base):
    """One piece of one save: what it said before and after (JSON; NULL where it was not)."""

    __tablename__ = "guardado"
    __table_args__ = (Index("ix_guardado_version", "version_id", "serie"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(Version.id, ondelete="RESTRICT"))
    serie: Mapped[int]
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    momento: Mapped[datetime] = mapped_column(Instante)
    pieza: Mapped[str] = mapped_column(String(80))
    antes: Mapped[str | None] = mapped_column(Text)
    despues: Mapped[str | None] = mapped_column(Text)


class Autoria(Base):
    """Who wrote on a version, for good: they neither review nor approve it (rule 3)."""

    __tablename__ = "autoria"

    version_id: Mapped[int] = mapped_column(
        ForeignKey(Version.id, ondelete="RESTRICT"), primary_key=True
    )
    persona_id: Mapped[int] = mapped_column(
        ForeignKey(Persona.id, ondelete="RESTRICT"), primary_key=True
    )
