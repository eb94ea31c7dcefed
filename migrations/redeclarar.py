"""Changing what a SQLite table declares, in place.

Rebuilding a table that others refer to would need their foreign keys off, and so a transaction of
its own. https://sqlite.org/lang_altertable.html#otheralter ends with this procedure; whoever uses
it answers for the rows being what the new text says.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op


def declarada(tabla: str) -> str:
    """The ``CREATE TABLE`` of a table, as it stands."""
    consulta = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :t")
    return str(op.get_bind().scalar(consulta, {"t": tabla}))


def redeclarar(textos: Mapping[str, str]) -> None:
    """Give tables another ``CREATE TABLE``: the same columns in the same order, other rules."""
    conexion = op.get_bind()
    serie = conexion.scalar(sa.text("PRAGMA schema_version"))
    conexion.execute(sa.text("PRAGMA writable_schema = ON"))
    for tabla, texto in textos.items():
        conexion.execute(
            sa.text("UPDATE sqlite_master SET sql = :s WHERE type = 'table' AND name = :t"),
            {"s": texto, "t": tabla},
        )
    conexion.execute(sa.text(f"PRAGMA schema_version = {serie + 1}"))
    conexion.execute(sa.text("PRAGMA writable_schema = RESET"))
