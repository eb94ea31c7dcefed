"""A refusal leaves the record exactly as it was: every row of every table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from webapp.bd import Base, db


def registro() -> dict[str, list[tuple[object, ...]]]:
    """Everything the database holds. Needs an application context."""
    with db.sessionmaker() as session:
        return {
            tabla.name: sorted((tuple(f) for f in session.execute(sa.select(tabla))), key=repr)
            for tabla in Base.metadata.sorted_tables
        }


@contextmanager
def rechaza(clase: type[Exception], motivo: str) -> Iterator[pytest.ExceptionInfo[Exception]]:
    """What is done inside is refused with that reason, and leaves nothing behind."""
    antes = registro()
    with pytest.raises(clase, match=motivo) as negativa:
        yield negativa
    assert registro() == antes
