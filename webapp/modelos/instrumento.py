"""What approves versions, and the numbers it gives them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base, Instante
from webapp.modelos.archivo import Archivo
from webapp.modelos.manual import Institucion, Manual


class InstrumentoRegistrado(Base):
    """An acuerdo of the board, or the signature of a director; immutable once recorded.

    It says what was recorded; what it says today comes from its later actos besides
    (``consultas/acuerdos.py``). Without ``rige_desde``, from its publication.
    ``fecha_impresa`` keeps what an imported page says ("Junio 2020"); ``asentado`` tells
    history that arrived by import from what was recorded here.
    """

    __tablename__ = "instrumento"
    __table_args__ = (
        CheckConstraint("clase IN ('acuerdo', 'firma')", name="clase"),
        CheckConstraint("clase <> 'acuerdo' OR numero IS NOT NULL", name="numero"),
        UniqueConstraint("institucion_id", "numero", "registrado"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"), index=True)
    institucion_id: Mapped[int] = mapped_column(ForeignKey(Institucion.id, ondelete="RESTRICT"))
    clase: Mapped[str] = mapped_column(String(20))
    numero: Mapped[str | None] = mapped_column(String(60))
    anio: Mapped[int]
    sesion: Mapped[str] = mapped_column(String(120), default="")
    fecha: Mapped[date]
    fecha_impresa: Mapped[str] = mapped_column(String(80), default="")
    firmeza: Mapped[date | None]
    rige_desde: Mapped[date | None]
    por: Mapped[str] = mapped_column(String(200), default="")
    puesto: Mapped[str] = mapped_column(String(200), default="")
    asentado: Mapped[bool]
    registrado: Mapped[datetime] = mapped_column(Instante)
    articulo: Mapped[str] = mapped_column(String(120), default="", server_default=text("''"))
    publicacion: Mapped[date | None]
    publicado_en: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    adjunto: Mapped[str | None] = mapped_column(ForeignKey(Archivo.hash, ondelete="RESTRICT"))


class NumeroDeAcuerdo(Base):
    """The number each acuerdo has today, unique in its institution.

    A mistyped one is corrected by the fe de erratas ``seq``, and is free for the acuerdo whose
    number it is.
    """

    __tablename__ = "acuerdo_numero"
    __table_args__ = (UniqueConstraint("institucion_id", "numero"),)

    instrumento_id: Mapped[int] = mapped_column(
        ForeignKey(InstrumentoRegistrado.id, ondelete="RESTRICT"), primary_key=True
    )
    institucion_id: Mapped[int] = mapped_column(ForeignKey(Institucion.id, ondelete="RESTRICT"))
    manual_id: Mapped[int] = mapped_column(ForeignKey(Manual.id, ondelete="RESTRICT"))
    numero: Mapped[str] = mapped_column(String(60))
    seq: Mapped[int]


class Numero(Base):
    """A version number in use: gapless per manual and year when issued here (rule 5).

    One ``asentado`` came with history, or (without instrumento) is the starting point that an
    acto set.
    """

    __tablename__ = "numero"
    __table_args__ = (
        CheckConstraint("origen IN ('emitido', 'asentado')", name="origen"),
        CheckConstraint("consecutivo > 0", name="consecutivo"),
        Index("ix_numero_instrumento", "instrumento_id"),
    )

    manual_id: Mapped[int] = mapped_column(
        ForeignKey(Manual.id, ondelete="RESTRICT"), primary_key=True
    )
    anio: Mapped[int] = mapped_column(primary_key=True)
    consecutivo: Mapped[int] = mapped_column(primary_key=True)
    origen: Mapped[str] = mapped_column(String(10))
    instrumento_id: Mapped[int | None] = mapped_column(
        ForeignKey(InstrumentoRegistrado.id, ondelete="RESTRICT")
    )
