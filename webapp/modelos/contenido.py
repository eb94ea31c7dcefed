"""A frozen text, named by its hash and stored once however many versions say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ForeignKey,
    LargeBinary,
    String,
    TypeDecorator,
    cast,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, aliased, column_property, mapped_column

from webapp.bd import Base
from workflows.molde import leer


class _Comprimido(TypeDecorator[str]):
    """What :mod:`workflows.molde` reads, on its way out of the database."""

    impl = LargeBinary
    cache_ok = True

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """The text. Raises what :func:`workflows.molde.leer` raises."""
        return None if value is None else leer(value)


class ContenidoGuardado(Base):
    """Canonical JSON (RFC 8785) of a Contenido, as :mod:`workflows.molde` keeps it.

    ``cuerpo`` is its own stream; ``molde_id`` the text that must be read before it, which stands
    alone (guardia ``contenido_molde``); ``texto`` is what both say, in any statement.
    """

    __tablename__ = "contenido"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    molde_id: Mapped[int | None] = mapped_column(
        ForeignKey("contenido.id", ondelete="RESTRICT", name="fk_contenido_molde_id")
    )
    cuerpo: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    if TYPE_CHECKING:
        texto: Mapped[str]


def _con_su_molde() -> Any:
    """The stream of the molde, if there is one, and its own after it."""
    molde = aliased(ContenidoGuardado)
    suyo = (
        select(molde.cuerpo)
        .where(molde.id == ContenidoGuardado.molde_id)
        .correlate_except(molde)
        .scalar_subquery()
    )
    antes = func.coalesce(suyo, literal(b"", LargeBinary), type_=LargeBinary)
    return cast(antes.op("||")(ContenidoGuardado.cuerpo), LargeBinary)


ContenidoGuardado.texto = column_property(type_coerce(_con_su_molde(), _Comprimido()))
