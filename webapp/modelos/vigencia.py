"""From when each approved version counts: a projection of the actos, for speed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base
from webapp.modelos.cargo import Cargo
from webapp.modelos.manual import Manual
from webapp.modelos.version import Version


class Vigencia(Base):
    """One row an approved version, changed only with the acto (``seq``) that changes it.

    ``desde`` is its first day, None while its publication is awaited; ``orden`` the order of
    recording; ``anulada`` that its acuerdo was left without effect, for good. What is said
    here can be told again from the actos alone (``webapp/proyeccion.py``).
    """

    __tablename__ = "vigencia"
    __table_args__ = (
        Index("ix_vigencia_dia", "cargo_id", "anulada", "desde", "orden"),
        Index("ix_vigencia_orden", "cargo_id", "anulada", "orden"),
        Index("ix_vigencia_manual", "manual_id", "desde"),
    )

    version_id: Mapped[int] = mapped_column(
        ForeignKey(Version.id, ondelete="RESTRICT"), primary_key=True
    )
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    cargo_id: Mapped[int] = mapped_column(ForeignKey(Cargo.id, ondelete="RESTRICT"))
    desde: Mapped[date | None]
    orden: Mapped[int]
    anulada: Mapped[bool]
    seq: Mapped[int]
