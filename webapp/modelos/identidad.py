"""Who somebody is for the institution's sign-in, and the roles that it gave them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.persona import Nombramiento, Persona


class Identidad(Base):
    """A subject of a provider is a person here: one each, whatever address they have later."""

    __tablename__ = "identidad"
    __table_args__ = (
        UniqueConstraint("emisor", "sujeto", name="uq_identidad_sujeto"),
        UniqueConstraint("emisor", "persona_id", name="uq_identidad_persona"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    emisor: Mapped[str] = mapped_column(String(255))
    sujeto: Mapped[str] = mapped_column(String(255))
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"), index=True)
    enlazada: Mapped[datetime] = mapped_column(Instante)


class NombramientoDeFuera(Base):
    """An appointment that the institution's directory gave, and that it alone ends by itself."""

    __tablename__ = "nombramiento_de_fuera"

    nombramiento_id: Mapped[int] = mapped_column(
        ForeignKey(Nombramiento.id, ondelete="RESTRICT"), primary_key=True
    )
