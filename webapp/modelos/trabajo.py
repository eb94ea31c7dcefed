"""Work that takes longer than a page may: what was asked, how far it is, and what it made."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.manual import Manual
from webapp.modelos.persona import Persona


class Fase(StrEnum):
    """How far a job is."""

    ESPERA = "espera"  #: nobody has taken it yet
    MARCHA = "marcha"  #: somebody is at it, as long as ``latido`` is recent
    HECHO = "hecho"  #: its file is there
    FALLO = "fallo"  #: it could not be done; ``error`` and ``remedio`` say why and what to do


class Ambito(StrEnum):
    """Who may see a job and download what it made."""

    PUBLICO = "publico"  #: anybody: everything in it is approved
    TRAMITE = "tramite"  #: whoever has a part in the workflow of its manual


class Trabajo(Base):
    """The truth about a job; the queue only says that there is one (``webapp/trabajos``).

    ``clave`` names the work and everything it depends on: who asks for the same joins the one
    there is. ``dueno`` is who is at it and ``latido`` when they were last seen. ``archivo`` is
    the SHA-256 of the file it made. It is a convenience, not part of the record: what it makes
    can be made again.
    """

    __tablename__ = "trabajo"
    __table_args__ = (
        CheckConstraint("fase IN ('espera', 'marcha', 'hecho', 'fallo')", name="fase"),
        CheckConstraint("ambito IN ('publico', 'tramite')", name="ambito"),
        CheckConstraint("fase <> 'hecho' OR archivo IS NOT NULL", name="hecho"),
        CheckConstraint("fase <> 'fallo' OR error <> ''", name="fallo"),
        UniqueConstraint("clave"),
        Index("ix_trabajo_pendiente", "fase", "latido"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    persona_id: Mapped[int | None] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    clase: Mapped[str] = mapped_column(String(20))
    clave: Mapped[str] = mapped_column(String(64))
    titulo: Mapped[str] = mapped_column(String(200))
    datos: Mapped[str] = mapped_column(Text)
    ambito: Mapped[str] = mapped_column(String(10))
    fase: Mapped[str] = mapped_column(String(10))
    paso: Mapped[str] = mapped_column(String(120))
    hechos: Mapped[int]
    total: Mapped[int]
    error: Mapped[str] = mapped_column(Text)
    remedio: Mapped[str] = mapped_column(Text)
    intentos: Mapped[int]
    dueno: Mapped[str] = mapped_column(String(32))
    creado: Mapped[datetime] = mapped_column(Instante)
    latido: Mapped[datetime] = mapped_column(Instante)
    archivo: Mapped[str | None] = mapped_column(String(64))
    nombre: Mapped[str] = mapped_column(String(160))
    tipo: Mapped[str] = mapped_column(String(80))
    tamano: Mapped[int]
