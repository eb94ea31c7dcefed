"""A letter about somebody's own account: a link to choose a password, or word that it changed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.aviso import Correo
from webapp.modelos.manual import Manual
from webapp.modelos.persona import Persona
from workflows.reloj import por_venir


class ClaseCarta(StrEnum):
    """What it is for."""

    INVITACION = "invitacion"  #: an account was made: choose its password
    REPOSICION = "reposicion"  #: somebody forgot theirs: choose another
    CAMBIO = "cambio"  #: it changed; without a link


_POR_ENVIAR = text("correo = 'pendiente'")


class Carta(Base):
    """The last one of its clase to a person; a newer one takes its place, and its link dies.

    The link is made when the message is written and kept nowhere: it is ``sello``, signed. It
    opens once (``usada``), until ``vence``, unless it was taken back (``retirada``).
    """

    __tablename__ = "carta"
    __table_args__ = (
        CheckConstraint("clase IN ('invitacion', 'reposicion', 'cambio')", name="clase"),
        CheckConstraint("correo IN ('pendiente', 'enviado', 'fallido')", name="correo"),
        CheckConstraint("usada IS NULL OR retirada IS NULL", name="fin"),
        UniqueConstraint("persona_id", "clase"),
        UniqueConstraint("sello"),
        Index(
            "ix_carta_por_enviar", "id", sqlite_where=_POR_ENVIAR, postgresql_where=_POR_ENVIAR
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    manual_id: Mapped[int | None] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    por_id: Mapped[int | None] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    clase: Mapped[str] = mapped_column(String(12))
    sello: Mapped[str] = mapped_column(String(32))
    momento: Mapped[datetime] = mapped_column(Instante)
    vence: Mapped[datetime | None] = mapped_column(Instante)
    usada: Mapped[datetime | None] = mapped_column(Instante)
    retirada: Mapped[datetime | None] = mapped_column(Instante)
    correo: Mapped[str] = mapped_column(String(10), default=Correo.PENDIENTE)
    enviado: Mapped[datetime | None] = mapped_column(Instante)
    intentos: Mapped[int] = mapped_column(default=0)
    proximo: Mapped[datetime | None] = mapped_column(Instante)

    def en_plazo(self, ahora: datetime) -> bool:
        """Whether its link has not run out. One written by a clock that ran ahead has: it would
        open for as much longer."""
        return self.vence is None or (self.vence > ahora and not por_venir(self.momento, ahora))
