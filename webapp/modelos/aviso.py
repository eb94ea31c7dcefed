"""A notice for one person: a line of their bandeja and, as they prefer, an e-mail (the outbox)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.grupo import Grupo
from webapp.modelos.manual import Manual
from webapp.modelos.persona import Persona
from webapp.modelos.version import Version


class Correo(StrEnum):
    """What becomes of a notice by e-mail."""

    PENDIENTE = "pendiente"  #: to be sent as soon as possible
    DIARIO = "diario"  #: to be sent in the digest of the day
    ENVIADO = "enviado"  #: the mail server took it
    FALLIDO = "fallido"  #: it was tried often enough
    NO = "no"  #: this person wants none


_POR_ENVIAR = text("correo IN ('pendiente', 'diario')")


class Aviso(Base):
    """Written in the transaction of what it tells; sent after it, and retried.

    ``clave`` keeps a reminder from going out twice. ``detalle`` is what was said (a reason,
    the observations gathered), in plain text.
    """

    __tablename__ = "aviso"
    __table_args__ = (
        CheckConstraint(
            "correo IN ('pendiente', 'diario', 'enviado', 'fallido', 'no')", name="correo"
        ),
        UniqueConstraint("clave"),
        Index("ix_aviso_persona", "persona_id", "id"),
        Index(
            "ix_aviso_por_enviar",
            "persona_id",
            "correo",
            sqlite_where=_POR_ENVIAR,
            postgresql_where=_POR_ENVIAR,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey(Version.id, ondelete="RESTRICT"))
    grupo_id: Mapped[int | None] = mapped_column(ForeignKey(Grupo.id, ondelete="RESTRICT"))
    clase: Mapped[str] = mapped_column(String(20))
    texto: Mapped[str] = mapped_column(Text)
    detalle: Mapped[str] = mapped_column(Text, default="")
    clave: Mapped[str | None] = mapped_column(String(120))
    momento: Mapped[datetime] = mapped_column(Instante)
    leido: Mapped[datetime | None] = mapped_column(Instante)
    correo: Mapped[str] = mapped_column(String(10))
    enviado: Mapped[datetime | None] = mapped_column(Instante)
    intentos: Mapped[int] = mapped_column(default=0)
    proximo: Mapped[datetime | None] = mapped_column(Instante)
