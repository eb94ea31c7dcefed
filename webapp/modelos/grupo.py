"""One change made in many cargos at once, reviewed and taken to the board together."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.manual import Manual
from webapp.modelos.persona import Persona
from webapp.modelos.version import Version
from workflows.formatos.modelo import ClaseActo

#: What a grupo does together; the rest is done version by version, or by the board.
DE_GRUPO = (ClaseActo.ELABORACION, ClaseActo.REVISION, ClaseActo.DEVOLUCION)


class Grupo(Base):
    """A cambio masivo: what was looked for, what it became, and the one reason for all."""

    __tablename__ = "grupo"

    id: Mapped[int] = mapped_column(primary_key=True)
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"), index=True)
    titulo: Mapped[str] = mapped_column(String(200))
    buscado: Mapped[str] = mapped_column(Text)
    reemplazo: Mapped[str] = mapped_column(Text)
    justificacion: Mapped[str] = mapped_column(Text)
    persona_id: Mapped[int] = mapped_column(ForeignKey(Persona.id, ondelete="RESTRICT"))
    momento: Mapped[datetime] = mapped_column(Instante)


class GrupoVersion(Base):
    """A version born in a cambio masivo; each is of one group at most."""

    __tablename__ = "grupo_version"

    version_id: Mapped[int] = mapped_column(
        ForeignKey(Version.id, ondelete="RESTRICT"), primary_key=True
    )
    grupo_id: Mapped[int] = mapped_column(ForeignKey(Grupo.id, ondelete="RESTRICT"), index=True)
