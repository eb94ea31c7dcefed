"""A manual, and the institution it belongs to."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.bd import Base
from webapp.modelos.formato import FormatoGuardado


class Institucion(Base):
    """Whose manuals these are; the number of an acuerdo is unique within it."""

    __tablename__ = "institucion"

    id: Mapped[int] = mapped_column(primary_key=True)
    nombre: Mapped[str] = mapped_column(String(200), unique=True)


class Manual(Base):
    """One institution's collection of cargos, with its pinned formato and its time zone.

    ``indice`` counts the times that its words were made again from the texts.
    """

    __tablename__ = "manual"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    nombre: Mapped[str] = mapped_column(String(200))
    institucion_id: Mapped[int] = mapped_column(ForeignKey(Institucion.id, ondelete="RESTRICT"))
    formato_id: Mapped[int] = mapped_column(ForeignKey(FormatoGuardado.id, ondelete="RESTRICT"))
    zona: Mapped[str] = mapped_column(String(60))
    indice: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    institucion: Mapped[Institucion] = relationship(lazy="raise_on_sql")
    formato: Mapped[FormatoGuardado] = relationship(lazy="raise_on_sql")
