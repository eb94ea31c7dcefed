"""What is said about a version while it is open: why, what was remarked, who looked at what."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.contenido import ContenidoGuardado
from webapp.modelos.persona import Persona
from webapp.modelos.version import Version


class Justificacion(Base):
    """Why a piece changes (``pieza`` "" is the whole version). Frozen with the text it explains."""

    __tablename__ = "justificacion"

    version_id: Mapped[int] = mapped_column(
        ForeignKey(Version.id, ondelete="RESTRICT"), primary_key=True
    )
    pieza: Mapped[str] = mapped_column(String(80), primary_key=True)
    texto: Mapped[str] = mapped_column(Text)
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    momento: Mapped[datetime] = mapped_column(Instante)


class Observacion(Base):
    """A remark on a piece of a version, or on words of it; immutable, its answers are rows.

    ``texto_pieza`` is what the piece said then and ``desde`` where the words ``cita`` began in
    it (characters), so that the thread stays readable whatever becomes of them.
    """

    __tablename__ = "observacion"
    __table_args__ = (
        CheckConstraint("clase IN ('observacion', 'nota', 'criterio')", name="clase"),
        CheckConstraint(
            "clase <> 'criterio' OR (unidad <> '' AND vence IS NOT NULL)", name="criterio"
        ),
        CheckConstraint("propuesta IS NULL OR clase = 'observacion'", name="propuesta"),
        Index("ix_observacion_unidad", "unidad", "vence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(Version.id, ondelete="RESTRICT"), index=True)
    clase: Mapped[str] = mapped_column(String(12))
    pieza: Mapped[str] = mapped_column(String(80))
    lugar: Mapped[str] = mapped_column(String(300))
    texto_pieza: Mapped[str] = mapped_column(Text, default="")
    cita: Mapped[str] = mapped_column(Text, default="")
    desde: Mapped[int | None]
    texto: Mapped[str] = mapped_column(Text)
    propuesta: Mapped[str | None] = mapped_column(Text)
    unidad: Mapped[str] = mapped_column(String(160), default="")
    vence: Mapped[date | None]
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    momento: Mapped[datetime] = mapped_column(Instante)


class Respuesta(Base):
    """An answer in a thread; ``serie`` is the save that an accepted text became."""

    __tablename__ = "respuesta"
    __table_args__ = (
        CheckConstraint(
            "clase IN ('comentario', 'atendida', 'resuelta', 'reabierta', 'aceptada', 'declinada')",
            name="clase",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    observacion_id: Mapped[int] = mapped_column(
        ForeignKey(Observacion.id, ondelete="RESTRICT"), index=True
    )
    clase: Mapped[str] = mapped_column(String(12))
    texto: Mapped[str] = mapped_column(Text, default="")
    serie: Mapped[int | None]
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    momento: Mapped[datetime] = mapped_column(Instante)


class Visto(Base):
    """A change somebody has looked at; ``huella`` names it, so that the mark ends with it."""

    __tablename__ = "visto"

    version_id: Mapped[int] = mapped_column(
        ForeignKey(Version.id, ondelete="RESTRICT"), primary_key=True
    )
    persona_id: Mapped[int] = mapped_column(
        ForeignKey(Persona.id, ondelete="RESTRICT"), primary_key=True
    )
    pieza: Mapped[str] = mapped_column(String(80), primary_key=True)
    huella: Mapped[str] = mapped_column(String(64))
    momento: Mapped[datetime] = mapped_column(Instante)


class Mirada(Base):
    """A frozen text that somebody looked at: what changed since is told from it."""

    __tablename__ = "mirada"

    version_id: Mapped[int] = mapped_column(
        ForeignKey(Version.id, ondelete="RESTRICT"), primary_key=True
    )
    persona_id: Mapped[int] = mapped_column(
        ForeignKey(Persona.id, ondelete="RESTRICT"), primary_key=True
    )
    contenido_hash: Mapped[str] = mapped_column(
        ForeignKey(ContenidoGuardado.hash, ondelete="RESTRICT"), primary_key=True
    )
    ids: Mapped[str] = mapped_column(Text)
    momento: Mapped[datetime] = mapped_column(Instante)


class Presencia(Base):
    """Who has a draft open, and on which piece; old rows mean nobody."""

    __tablename__ = "presencia"

    version_id: Mapped[int] = mapped_column(
        ForeignKey(Version.id, ondelete="RESTRICT"), primary_key=True
    )
    persona_id: Mapped[int] = mapped_column(
        ForeignKey(Persona.id, ondelete="RESTRICT"), primary_key=True
    )
    pieza: Mapped[str] = mapped_column(String(80), default="")
    momento: Mapped[datetime] = mapped_column(Instante)
