"""One text of one cargo on its way through, or out of, the workflow."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.bd import Base, Instante
from webapp.modelos.cargo import Cargo
from webapp.modelos.contenido import ContenidoGuardado
from webapp.modelos.instrumento import InstrumentoRegistrado
from webapp.modelos.manual import Manual


class TipoVersion(StrEnum):
    """What approving a version does to its cargo."""

    TEXTO = "texto"  #: it says this from now on
    DEROGACION = "derogacion"  #: it is abolished


_ABIERTA = text("estado_clase IN ('edicion', 'tramite')")


class Version(Base):
    """A version. Its number, instrumento and *rige desde* exist only once it is approved.

    ``rige_registrado`` is the first day as it was recorded; the one that counts, which a later
    acto may have changed, is in :class:`~webapp.modelos.vigencia.Vigencia`.

    While in edition its text is the :class:`~webapp.modelos.borrador.Borrador`; from
    *elaborado* on it is the frozen contenido. ``encabezado`` repeats its header fields (JSON),
    so that a list of cargos need not open every text. ``orden`` is the seq of the acto that
    approved it: the order of recording.
    """

    __tablename__ = "version"
    __table_args__ = (
        ForeignKeyConstraint(
            ["formato_id", "estado", "estado_clase"],
            ["formato_estado.formato_id", "formato_estado.estado", "formato_estado.clase"],
            name="fk_version_estado",
            ondelete="RESTRICT",
        ),
        ForeignKeyConstraint(
            ["manual_id", "numero_anio", "numero_consecutivo"],
            ["numero.manual_id", "numero.anio", "numero.consecutivo"],
            name="fk_version_numero",
            ondelete="RESTRICT",
        ),
        CheckConstraint("tipo IN ('texto', 'derogacion')", name="tipo"),
        CheckConstraint(
            "estado_clase <> 'aprobada' OR (instrumento_id IS NOT NULL AND orden IS NOT NULL"
            " AND etiqueta IS NOT NULL)",
            name="aprobada",
        ),
        CheckConstraint(
            "estado_clase = 'aprobada' OR (instrumento_id IS NULL AND orden IS NULL"
            " AND rige_desde IS NULL AND etiqueta IS NULL AND numero_consecutivo IS NULL)",
            name="sin_aprobar",
        ),
        CheckConstraint(
            "estado_clase NOT IN ('tramite', 'aprobada') OR contenido_hash IS NOT NULL",
            name="congelada",
        ),
        CheckConstraint("estado_clase <> 'edicion' OR contenido_hash IS NULL", name="en_edicion"),
        UniqueConstraint("cargo_id", "etiqueta"),
        Index(
            "uq_version_abierta",
            "cargo_id",
            unique=True,
            sqlite_where=_ABIERTA,
            postgresql_where=_ABIERTA,
        ),
        Index("ix_version_vigencia", "cargo_id", "estado_clase", "rige_desde", "orden"),
        Index("ix_version_abiertas", "manual_id", "estado_clase"),
        Index("ix_version_instrumento", "instrumento_id"),
        Index("ix_version_contenido", "contenido_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    cargo_id: Mapped[int] = mapped_column(ForeignKey(Cargo.id, ondelete="RESTRICT"))
    formato_id: Mapped[int]
    tipo: Mapped[str] = mapped_column(String(12))
    estado: Mapped[str] = mapped_column(String(40))
    estado_clase: Mapped[str] = mapped_column(String(20))
    base_id: Mapped[int | None] = mapped_column(ForeignKey("version.id", ondelete="RESTRICT"))
    contenido_hash: Mapped[str | None] = mapped_column(
        ForeignKey(ContenidoGuardado.hash, ondelete="RESTRICT")
    )
    ids: Mapped[str | None] = mapped_column(Text)
    encabezado: Mapped[str] = mapped_column(Text)
    ultimo_seq: Mapped[int | None]
    desde: Mapped[datetime] = mapped_column(Instante)
    numero_anio: Mapped[int | None]
    numero_consecutivo: Mapped[int | None]
    etiqueta: Mapped[str | None] = mapped_column(String(40))
    instrumento_id: Mapped[int | None] = mapped_column(
        ForeignKey(InstrumentoRegistrado.id, ondelete="RESTRICT")
    )
    rige_registrado: Mapped[date | None] = mapped_column("rige_desde")
    orden: Mapped[int | None]

    cargo: Mapped[Cargo] = relationship(lazy="raise_on_sql")
    contenido: Mapped[ContenidoGuardado | None] = relationship(lazy="raise_on_sql")
    instrumento: Mapped[InstrumentoRegistrado | None] = relationship(lazy="raise_on_sql")
