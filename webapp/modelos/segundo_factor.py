"""The second factor of an account: a device that gives codes, and codes for when it is lost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.manual import Manual
from webapp.modelos.persona import Persona


class SegundoFactor(Base):
    """A device (RFC 6238). ``secreto`` is encrypted with a key derived from SECRET_KEY.

    It counts once ``confirmado``; ``ultimo_paso`` is the step of the last code that was
    taken, so that no code is good twice.
    """

    __tablename__ = "segundo_factor"

    persona_id: Mapped[int] = mapped_column(
        ForeignKey(Persona.id, ondelete="RESTRICT"), primary_key=True
    )
    secreto: Mapped[str] = mapped_column(Text)
    confirmado: Mapped[datetime | None] = mapped_column(Instante)
    ultimo_paso: Mapped[int] = mapped_column(default=0, server_default="0")


class CodigoDeRecuperacion(Base):
    """One of the codes that take the place of the device, once. ``huella`` is its SHA-256."""

    __tablename__ = "codigo_de_recuperacion"
    __table_args__ = (Index("ix_codigo_de_recuperacion_persona_id", "persona_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    huella: Mapped[str] = mapped_column(String(64))


class RolConSegundoFactor(Base):
    """A role whose holders must have one in this manual; put and taken away by an acto."""

    __tablename__ = "rol_con_segundo_factor"

    manual_id: Mapped[int] = mapped_column(
        ForeignKey(Manual.id, ondelete="RESTRICT"), primary_key=True
    )
    rol: Mapped[str] = mapped_column(String(40), primary_key=True)
