"""The chain of actos, recomputed from the rows as they are stored (RFC 8785, SHA-256)."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

import rfc8785
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from webapp.bd import por_tramos
from webapp.bitacora.rotura import Rotura
from workflows.reloj import RELOJ

CEROS = "0" * 64
#: Rows held in memory at once, however long the record is.
TRAMO = 1000


def manuales(conexion: Connection) -> dict[int, str]:
    """The slug of every manual, by id."""
    filas = conexion.execute(sa.text("SELECT id, slug FROM manual ORDER BY id"))
    return {fila.id: fila.slug for fila in filas}


def actos_de(conexion: Connection, manual_id: int) -> Generator[dict[str, Any]]:
    """The actos of a manual in their order, each column exactly as it is stored."""
    consulta = sa.text("SELECT * FROM acto WHERE manual_id = :manual ORDER BY seq")
    por = {"yield_per": TRAMO}
    with (
        por_tramos(conexion),
        conexion.execute(consulta, {"manual": manual_id}, execution_options=por) as filas,
    ):
        for fila in filas.mappings():
            yield dict(fila)


def revisar_cadena(conexion: Connection, manual_id: int, slug: str) -> Iterator[Rotura | None]:
    """One value an acto: None while the chain holds; its first broken link, and nothing after."""
    seq, anterior, momento = 0, CEROS, ""
    with closing(actos_de(conexion, manual_id)) as actos:
        for acto in actos:
            motivo = eslabon_roto(acto, seq, anterior)
            if motivo:
                yield Rotura("cadena", f"{slug}, acto {acto['seq']}", motivo)
                return
            if acto["momento"] < momento and acto["acto"] != RELOJ:
                yield Rotura("cadena", f"{slug}, acto {acto['seq']}", "tiene fecha anterior a la "
                             "del acto al que sigue")  # fmt: skip
            seq, anterior, momento = acto["seq"], acto["hash"], acto["momento"]
            yield None


def eslabon_roto(acto: dict[str, Any], seq: int, anterior: str) -> str:
    """Why ``acto`` cannot follow the one numbered ``seq`` whose hash is ``anterior``, or ""."""
    if acto["seq"] != seq + 1:
        return f"falta el acto {seq + 1}"
    cuerpo = {columna: valor for columna, valor in acto.items() if columna != "hash"}
    if acto["hash"] != hashlib.sha256(rfc8785.dumps(cuerpo)).hexdigest():
        return "no dice lo que se registró"
    if acto["anterior"] != anterior:
        return "no sigue al acto anterior"
    return ""
