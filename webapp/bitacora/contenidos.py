"""Every frozen text still has the name its own words give it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from webapp.bd import por_tramos
from webapp.bitacora.cadena import TRAMO
from webapp.bitacora.rotura import Rotura
from webapp.modelos import Acto, ContenidoGuardado
from workflows.molde import leer


def textos(conexion: Connection, manual_id: int | None = None) -> Iterator[tuple[str, str]]:
    """Hash and canonical text of every frozen contenido, by hash; or those that a manual's actos
    name. Raises what :func:`workflows.molde.leer` raises."""
    yield from ((hash_, leer(guardado)) for hash_, guardado in _guardados(conexion, manual_id))


def revisar_contenidos(conexion: Connection) -> Iterator[Rotura | None]:
    """One value a text: None when it is what its hash says."""
    for nombre, guardado in _guardados(conexion):
        try:
            intacto = hashlib.sha256(leer(guardado).encode()).hexdigest() == nombre
        except (zlib.error, UnicodeDecodeError):
            intacto = False
        yield None if intacto else Rotura("contenido", f"texto {nombre[:12]}",
                                          "no es el que se firmó")  # fmt: skip


def _guardados(conexion: Connection, manual_id: int | None = None) -> Iterator[tuple[str, bytes]]:
    c = ContenidoGuardado
    consulta = sa.select(c.hash, sa.type_coerce(c.texto, sa.LargeBinary)).order_by(c.hash)
    if manual_id is not None:
        nombrados = sa.union(
            sa.select(Acto.contenido_hash).where(Acto.manual_id == manual_id),
            sa.select(Acto.base_hash).where(Acto.manual_id == manual_id),
        )
        consulta = consulta.where(c.hash.in_(nombrados))
    por = {"yield_per": TRAMO}
    with por_tramos(conexion), conexion.execute(consulta, execution_options=por) as filas:
        yield from ((hash_, guardado) for hash_, guardado in filas)
