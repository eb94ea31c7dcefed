"""The agenda item that becomes an acuerdo: what it takes to the board, and its frozen packets."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.archivo import Archivo
from webapp.modelos.instrumento import InstrumentoRegistrado
from webapp.modelos.manual import Manual
from webapp.modelos.persona import Persona
from webapp.modelos.version import Version


class FasePunto(StrEnum):
    """Where an agenda item stands."""

    PREPARACION = "preparacion"  #: it may change, and holds its versions
    REGISTRADO = "registrado"  #: what the board decided is on record
    DESCARTADO = "descartado"  #: it did not go to the board


class Punto(Base):
    """An agenda item. ``serie`` counts its saves (optimistic lock); ``persona_id`` and
    ``momento`` are of the last one.

    A text that is NULL is what the formato's template says today; it is stored once somebody
    writes something else.
    """

    __tablename__ = "punto"
    __table_args__ = (
        CheckConstraint("fase IN ('preparacion', 'registrado', 'descartado')", name="fase"),
        CheckConstraint("clase IN ('', 'ordinaria', 'extraordinaria')", name="clase"),
        CheckConstraint("(fase = 'registrado') = (instrumento_id IS NOT NULL)", name="registrado"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"), index=True)
    clase: Mapped[str] = mapped_column(String(15), default="")
    sesion: Mapped[str] = mapped_column(String(60), default="")
    fecha: Mapped[date | None]
    articulo: Mapped[str] = mapped_column(String(60), default="")
    titulo: Mapped[str | None] = mapped_column(Text)
    considerandos: Mapped[str | None] = mapped_column(Text)
    por_tanto: Mapped[str | None] = mapped_column(Text)
    fase: Mapped[str] = mapped_column(String(12))
    serie: Mapped[int]
    instrumento_id: Mapped[int | None] = mapped_column(
        ForeignKey(InstrumentoRegistrado.id, ondelete="RESTRICT"), unique=True
    )
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    momento: Mapped[datetime] = mapped_column(Instante)


class PuntoVersion(Base):
    """A version in an agenda item in preparation: in one at most, and let go when it closes."""

    __tablename__ = "punto_version"

    version_id: Mapped[int] = mapped_column(
        ForeignKey(Version.id, ondelete="RESTRICT"), primary_key=True
    )
    punto_id: Mapped[int] = mapped_column(ForeignKey(Punto.id, ondelete="RESTRICT"), index=True)
    orden: Mapped[int]


class Expediente(Base):
    """A packet as it was produced. ``manifiesto`` (RFC 8785 JSON) lists what is in it, with the
    hash of each contenido; ``hash`` is its SHA-256. ``pdf`` and ``docx`` name its files."""

    __tablename__ = "expediente"
    __table_args__ = (UniqueConstraint("punto_id", "numero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    punto_id: Mapped[int] = mapped_column(ForeignKey(Punto.id, ondelete="RESTRICT"))
    numero: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    manifiesto: Mapped[str] = mapped_column(Text)
    pdf: Mapped[str] = mapped_column(ForeignKey(Archivo.hash, ondelete="RESTRICT"))
    docx: Mapped[str] = mapped_column(ForeignKey(Archivo.hash, ondelete="RESTRICT"))
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    momento: Mapped[datetime] = mapped_column(Instante)
