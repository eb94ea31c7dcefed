"""People, and the roles they hold in a manual between two dates."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from flask_security import RoleMixin, UserMixin
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.bd import Base, Instante
from webapp.modelos.manual import Manual


class ModoAvisos(StrEnum):
    """How somebody wants their notices by e-mail; the bandeja always has them."""

    INMEDIATO = "inmediato"  #: one by one, as they happen
    DIARIO = "diario"  #: all of a day in one message
    NO = "no"  #: none


class Persona(Base, UserMixin):
    """Somebody with an account. The attribute names in English are Flask-Security's."""

    __tablename__ = "persona"

    id: Mapped[int] = mapped_column(primary_key=True)
    nombre: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column("correo", String(254), unique=True)
    password: Mapped[str] = mapped_column("contrasena", String(255))
    active: Mapped[bool] = mapped_column("activa", default=True)
    fs_uniquifier: Mapped[str] = mapped_column("sello", String(64), unique=True)
    unidad: Mapped[str] = mapped_column(String(160), default="")
    puesto: Mapped[str] = mapped_column(String(160), default="")
    creada: Mapped[datetime] = mapped_column(Instante)
    avisos: Mapped[str] = mapped_column(
        String(10), default=ModoAvisos.INMEDIATO, server_default=ModoAvisos.INMEDIATO
    )

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]  # UserMixin has a field
        """Roles are held per manual (:class:`Nombramiento`): there is none for the site."""
        return []


class Nombramiento(Base):
    """A role in a manual, from a day to a day (both included; open-ended without ``hasta``).

    One that was ended before it began to count has ``hasta`` before ``desde``. Of a substitute,
    ``sustituye_id`` is whom they replace.
    """

    __tablename__ = "nombramiento"
    __table_args__ = (Index("ix_nombramiento_manual", "manual_id", "rol"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"), index=True)
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    rol: Mapped[str] = mapped_column(String(40))
    desde: Mapped[date]
    hasta: Mapped[date | None]
    sustituye_id: Mapped[int | None] = mapped_column(ForeignKey(Persona.id))

    persona: Mapped[Persona] = relationship(lazy="raise_on_sql", foreign_keys=[persona_id])


class Delegacion(Base):
    """An appointment that comes from another person's (``origen``): whoever holds it acts in
    their name. Never chained, never longer than what it comes from; it ends like any other."""

    __tablename__ = "delegacion"

    nombramiento_id: Mapped[int] = mapped_column(
        ForeignKey(Nombramiento.id, ondelete="RESTRICT"), primary_key=True
    )
    origen_id: Mapped[int] = mapped_column(
        ForeignKey(Nombramiento.id, ondelete="RESTRICT"), index=True
    )
