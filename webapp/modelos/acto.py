"""One thing somebody did: append-only, hash-chained per manual."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.cargo import Cargo
from webapp.modelos.instrumento import InstrumentoRegistrado
from webapp.modelos.manual import Manual
from webapp.modelos.persona import Persona
from webapp.modelos.version import Version


class ClaseAsunto(StrEnum):
    """Actos that are not about a version; the others carry their formato's clase."""

    MANUAL = "manual"  #: a manual is created
    INSTRUMENTO = "instrumento"  #: an acuerdo or a signature is recorded
    PERSONA = "persona"  #: somebody is created, appointed, dismissed, given a password


class Acto(Base):
    """A row whose ``hash`` is SHA-256 of the RFC 8785 JSON of all its other columns.

    Every column is an integer, a text or NULL, exactly as stored, so that the chain can
    be recomputed from ``SELECT *`` by anybody. ``anterior`` is the hash of the acto before
    (64 zeros for the first). Name, role and unit are as they were then.
    """

    __tablename__ = "acto"
    __table_args__ = (
        UniqueConstraint("hash"),
        Index("ix_acto_version", "version_id", "seq"),
        Index("ix_acto_cargo", "cargo_id", "seq"),
        Index("ix_acto_persona", "persona_id"),
        Index("ix_acto_de_persona", "manual_id", "persona_id", "seq"),
        Index("ix_acto_clase", "manual_id", "clase", "seq"),
        Index("ix_acto_momento", "manual_id", "momento", "seq"),
    )

    manual_id: Mapped[int] = mapped_column(
        ForeignKey(Manual.id, ondelete="RESTRICT"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    anterior: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    momento: Mapped[datetime] = mapped_column(Instante)
    clase: Mapped[str] = mapped_column(String(20))
    acto: Mapped[str] = mapped_column(String(40))
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    persona: Mapped[str] = mapped_column(String(120))
    rol: Mapped[str] = mapped_column(String(40))
    unidad: Mapped[str] = mapped_column(String(160))
    puesto: Mapped[str] = mapped_column(String(160))
    version_id: Mapped[int | None] = mapped_column(ForeignKey(Version.id, ondelete="RESTRICT"))
    cargo_id: Mapped[int | None] = mapped_column(ForeignKey(Cargo.id, ondelete="RESTRICT"))
    instrumento_id: Mapped[int | None] = mapped_column(
        ForeignKey(InstrumentoRegistrado.id, ondelete="RESTRICT"), index=True
    )
    sujeto_id: Mapped[int | None] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    estado_desde: Mapped[str | None] = mapped_column(String(40))
    estado_hacia: Mapped[str | None] = mapped_column(String(40))
    contenido_hash: Mapped[str | None] = mapped_column(String(64))
    base_hash: Mapped[str | None] = mapped_column(String(64))
    motivo: Mapped[str] = mapped_column(Text, default="")
    datos: Mapped[str] = mapped_column(Text, default="{}")
