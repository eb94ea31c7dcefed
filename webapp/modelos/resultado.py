"""What a session decided on each version it saw."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base
from webapp.modelos.contenido import ContenidoGuardado
from webapp.modelos.instrumento import InstrumentoRegistrado
from webapp.modelos.manual import Manual
from webapp.modelos.version import Version

_PENDIENTE = text("resultado = 'con-cambios' AND cierre IS NULL")


class ResultadoRegistrado(Base):
    """One row a version and acuerdo, written with the acuerdo; only ``cierre`` is set later.

    ``resultado`` is a :class:`workflows.acuerdos.Resultado`; ``motivo`` the board's words;
    ``contenido_hash`` the text it saw. Of what was approved with changes, the number is
    reserved, and ``cierre`` is the seq of the acto that completed it, let it go or discarded it.
    """

    __tablename__ = "resultado"
    __table_args__ = (
        CheckConstraint(
            "resultado IN ('aprobado', 'con-cambios', 'devuelto', 'pospuesto')", name="resultado"
        ),
        CheckConstraint("cierre IS NULL OR resultado = 'con-cambios'", name="cierre"),
        ForeignKeyConstraint(
            ["manual_id", "numero_anio", "numero_consecutivo"],
            ["numero.manual_id", "numero.anio", "numero.consecutivo"],
            name="fk_resultado_numero",
            ondelete="RESTRICT",
        ),
        Index("ix_resultado_version", "version_id"),
        Index(
            "uq_resultado_pendiente",
            "version_id",
            unique=True,
            sqlite_where=_PENDIENTE,
            postgresql_where=_PENDIENTE,
        ),
    )

    instrumento_id: Mapped[int] = mapped_column(
        ForeignKey(InstrumentoRegistrado.id, ondelete="RESTRICT"), primary_key=True
    )
    version_id: Mapped[int] = mapped_column(
        ForeignKey(Version.id, ondelete="RESTRICT"), primary_key=True
    )
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    resultado: Mapped[str] = mapped_column(String(12))
    motivo: Mapped[str] = mapped_column(Text)
    contenido_hash: Mapped[str] = mapped_column(
        ForeignKey(ContenidoGuardado.hash, ondelete="RESTRICT")
    )
    numero_anio: Mapped[int | None]
    numero_consecutivo: Mapped[int | None]
    cierre: Mapped[int | None]
