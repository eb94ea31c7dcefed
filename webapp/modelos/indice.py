"""What approved texts say, ready to be found: a projection, made again at will.

What two texts say alike is kept once: rows that join them to their texts are two small integers,
without foreign keys, because nobody reads them but from a text that is there.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base
from webapp.modelos.contenido import ContenidoGuardado
from webapp.modelos.version import Version


class TrozoIndexado(Base):
    """Something that some approved text says, in one section (``workflows.palabras``).

    ``plegado``, its folded words, is for PostgreSQL (GIN index ``ix_trozo_indexado_palabras``); on
    SQLite the words are in the FTS5 table ``texto_fts`` under the same id, and nowhere else.
    """

    __tablename__ = "trozo_indexado"

    id: Mapped[int] = mapped_column(primary_key=True)
    huella: Mapped[int] = mapped_column(BigInteger, unique=True)
    seccion: Mapped[str] = mapped_column(String(80))
    plegado: Mapped[str | None] = mapped_column(Text)


class TrozoDicho(Base):
    """An approved text says it."""

    __tablename__ = "trozo_dicho"
    __table_args__ = ({"sqlite_with_rowid": False},)

    trozo_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    contenido_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class CampoIndexado(Base):
    """A header field of an approved text, for grouping and choosing by it."""

    __tablename__ = "campo_indexado"
    __table_args__ = (Index("ix_campo_indexado_valor", "clave", "plegado"),)

    contenido_hash: Mapped[str] = mapped_column(
        String(64), ForeignKey(ContenidoGuardado.hash, ondelete="RESTRICT"), primary_key=True
    )
    clave: Mapped[str] = mapped_column(String(40), primary_key=True)
    valor: Mapped[str] = mapped_column(Text)
    plegado: Mapped[str] = mapped_column(String(200))


class CompetenciaIndexada(Base):
    """A row of the competency table of some approved text; ``plegado`` names the competencia."""

    __tablename__ = "competencia_indexada"
    __table_args__ = (Index("ix_competencia_indexada_plegado", "plegado", "grado"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    huella: Mapped[int] = mapped_column(BigInteger, unique=True)
    plegado: Mapped[str] = mapped_column(String(200))
    nombre: Mapped[str] = mapped_column(String(300))
    tipo: Mapped[str] = mapped_column(String(300))
    grado: Mapped[int]
    concepto: Mapped[str] = mapped_column(Text)


class CompetenciaDicha(Base):
    """An approved text has it, at that place of its table."""

    __tablename__ = "competencia_dicha"
    __table_args__ = (
        Index("ix_competencia_dicha_competencia", "competencia_id"),
        {"sqlite_with_rowid": False},
    )

    contenido_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lugar: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    competencia_id: Mapped[int]


class CodigoDeVersion(Base):
    """The code that copies of an approved version carry (``workflows.verificacion``)."""

    __tablename__ = "codigo_de_version"
    __table_args__ = (Index("ix_codigo_de_version_version_id", "version_id"),)

    codigo: Mapped[str] = mapped_column(String(20), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(Version.id, ondelete="RESTRICT"))
