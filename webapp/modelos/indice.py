"""What approved texts say, ready to be found: a projection, made again at will."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from webapp.bd import Base
from webapp.modelos.contenido import ContenidoGuardado
from webapp.modelos.version import Version


class TextoIndexado(Base):
    """The folded words of one section of an approved text (``workflows.palabras``).

    ``vector`` is for PostgreSQL (GIN index ``ix_texto_indexado_vector``); on SQLite the words
    are in the FTS5 table ``texto_fts`` under the same id.
    """

    __tablename__ = "texto_indexado"
    __table_args__ = (UniqueConstraint("contenido_hash", "seccion"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contenido_hash: Mapped[str] = mapped_column(
        String(64), ForeignKey(ContenidoGuardado.hash, ondelete="RESTRICT")
    )
    seccion: Mapped[str] = mapped_column(String(80))
    plegado: Mapped[str] = mapped_column(Text)
    vector: Mapped[str | None] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))


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
    """A row of the competency table of an approved text; ``plegado`` names the competencia."""

    __tablename__ = "competencia_indexada"
    __table_args__ = (Index("ix_competencia_indexada_plegado", "plegado", "grado"),)

    contenido_hash: Mapped[str] = mapped_column(
        String(64), ForeignKey(ContenidoGuardado.hash, ondelete="RESTRICT"), primary_key=True
    )
    lugar: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    plegado: Mapped[str] = mapped_column(String(200))
    nombre: Mapped[str] = mapped_column(String(300))
    tipo: Mapped[str] = mapped_column(String(300))
    grado: Mapped[int]
    concepto: Mapped[str] = mapped_column(Text)


class CodigoDeVersion(Base):
    """The code that copies of an approved version carry (``workflows.verificacion``)."""

    __tablename__ = "codigo_de_version"
    __table_args__ = (Index("ix_codigo_de_version_version_id", "version_id"),)

    codigo: Mapped[str] = mapped_column(String(20), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(Version.id, ondelete="RESTRICT"))
