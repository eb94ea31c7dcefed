"""Every frozen text still has the name its own words give it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from webapp.bitacora.cadena import TRAMO
from webapp.bitacora.rotura import Rotura

_TODOS = "SELECT hash, texto FROM contenido ORDER BY hash"
_DE_UN_MANUAL = (
    "SELECT hash, texto FROM contenido WHERE hash IN"
    " (SELECT contenido_hash FROM acto WHERE manual_id = :manual"
    " UNION SELECT base_hash FROM acto WHERE manual_id = :manual) ORDER BY hash"
)


def textos(conexion: Connection, manual_id: int | None = None) -> Iterator[tuple[str, str]]:
    """Hash and canonical text of every frozen contenido, by hash; or those that a manual's actos
    name."""
    with conexion.execute(
        sa.text(_TODOS if manual_id is None else _DE_UN_MANUAL),
        {} if manual_id is None else {"manual": manual_id},
        execution_options={"yield_per": TRAMO},
    ) as filas:
        yield from ((fila.hash, fila.texto) for fila in filas)


def revisar_contenidos(conexion: Connection) -> Iterator[Rotura | None]:
    """One value a text: None when it is what its hash says."""
    for nombre, texto in textos(conexion):
        if hashlib.sha256(texto.encode()).hexdigest() == nombre:
            yield None
        else:
            yield Rotura("contenido", f"texto {nombre[:12]}", "no es el que se firmó")
