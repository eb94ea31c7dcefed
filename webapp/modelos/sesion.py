"""A signed-in browser: what its cookie names, so that it can be closed from another."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.persona import Persona


class MedioSesion(StrEnum):
    """How somebody came in."""

    CONTRASENA = "contrasena"  #: with a password (and a code, where one is asked)
    INSTITUCION = "institucion"  #: by the institution's single sign-on


class MotivoCierre(StrEnum):
    """Why a session ended before its time."""

    SALIDA = "salida"  #: its owner signed out in that browser
    PROPIO = "propio"  #: its owner closed it from the list
    ADMINISTRACION = "administracion"  #: whoever manages people closed it
    CONTRASENA = "contrasena"  #: the password changed
    CUENTA = "cuenta"  #: the account was closed


class Sesion(Base):
    """A convenience, no part of the record. ``clave`` is the SHA-256 of what the cookie carries.

    ``vista`` is when it was last used, true to a few minutes. ``recordada``: its owner asked to
    stay signed in on that machine. Where it came from is not kept.
    """

    __tablename__ = "sesion"
    __table_args__ = (
        CheckConstraint("length(clave) = 64", name="clave"),
        Index("ix_sesion_clave", "clave", unique=True),
        Index("ix_sesion_persona", "persona_id", "cerrada"),
        Index("ix_sesion_vista", "vista"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(String(64))
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    abierta: Mapped[datetime] = mapped_column(Instante)
    vista: Mapped[datetime] = mapped_column(Instante)
    dispositivo: Mapped[str] = mapped_column(String(80))
    medio: Mapped[str] = mapped_column(String(20))
    recordada: Mapped[bool] = mapped_column(default=False)
    cerrada: Mapped[datetime | None] = mapped_column(Instante)
    motivo: Mapped[str] = mapped_column(String(20), default="")
