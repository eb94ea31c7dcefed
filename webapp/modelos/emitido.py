"""A document that was handed out: enough to recognise a copy of it, whoever brings it back."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.manual import Manual
from webapp.modelos.version import Version


class ClaseDocumento(StrEnum):
    """What was handed out."""

    CARGO = "cargo"  #: the copy of one version of a cargo
    COMPARATIVO = "comparativo"  #: its cuadro comparativo
    CAMBIOS = "cambios"  #: its text with the changes marked
    MANUAL = "manual"  #: a whole manual
    EXPEDIENTE = "expediente"  #: what the board was given


class DocumentoEmitido(Base):
    """``hash`` is the SHA-256 of the file; the same bytes handed out again are the same row.

    ``codigo`` is the one printed on it ("" where none is); ``situacion`` what the version was
    on that day. Of a whole manual or a packet there is no single version.
    """

    __tablename__ = "documento_emitido"
    __table_args__ = (
        CheckConstraint("length(hash) = 64", name="hash"),
        CheckConstraint(
            "clase IN ('cargo', 'comparativo', 'cambios', 'manual', 'expediente')", name="clase"
        ),
        CheckConstraint(
            "clase IN ('manual', 'expediente') OR version_id IS NOT NULL", name="version"
        ),
        Index("ix_documento_emitido_codigo", "codigo"),
        Index("ix_documento_emitido_version", "version_id"),
        Index("ix_documento_emitido_manual", "manual_id"),
    )

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    clase: Mapped[str] = mapped_column(String(20))
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey(Version.id, ondelete="RESTRICT"))
    codigo: Mapped[str] = mapped_column(String(20))
    situacion: Mapped[str] = mapped_column(String(20))
    momento: Mapped[datetime] = mapped_column(Instante)
