"""The formato a manual uses, kept as it was: immutable, named by the hash of its source."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base


class FormatoGuardado(Base):
    """The TOML source of a formato. A newer edition is another row."""

    __tablename__ = "formato"

    id: Mapped[int] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(String(80))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    fuente: Mapped[str] = mapped_column(Text)


class EstadoDeFormato(Base):
    """The clase of each estado, so that a version cannot claim another (foreign key)."""

    __tablename__ = "formato_estado"
    __table_args__ = (UniqueConstraint("formato_id", "estado", "clase"),)

    formato_id: Mapped[int] = mapped_column(
        ForeignKey(FormatoGuardado.id, ondelete="RESTRICT"), primary_key=True
    )
    estado: Mapped[str] = mapped_column(String(40), primary_key=True)
    clase: Mapped[str] = mapped_column(String(20))


class ActoDeFormato(Base):
    """The clase of each acto, where it leads and where it starts: the triggers check every acto
    against it. ``desde`` lists estados between bars (``|elaborado|revisado|``), or is empty.
    """

    __tablename__ = "formato_acto"

    formato_id: Mapped[int] = mapped_column(
        ForeignKey(FormatoGuardado.id, ondelete="RESTRICT"), primary_key=True
    )
    acto: Mapped[str] = mapped_column(String(40), primary_key=True)
    clase: Mapped[str] = mapped_column(String(20))
    hacia: Mapped[str] = mapped_column(String(40))
    desde: Mapped[str] = mapped_column(Text)
