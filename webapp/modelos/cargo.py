"""One job in a manual. The código is in its text: it is an attribute, never the key."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base
from webapp.modelos.manual import Manual


class Cargo(Base):
    """A cargo. ``identidad`` is what the formato names, flattened; ``slug`` its lasting address."""

    __tablename__ = "cargo"
    __table_args__ = (
        UniqueConstraint("manual_id", "identidad"),
        UniqueConstraint("manual_id", "slug"),
        Index("ix_cargo_titulo", "manual_id", "titulo", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    identidad: Mapped[str] = mapped_column(String(400))
    slug: Mapped[str] = mapped_column(String(200))
    titulo: Mapped[str] = mapped_column(String(300))
