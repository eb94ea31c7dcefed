"""The chain of actos recomputed from the rows alone, without a line of the application."""

from __future__ import annotations

import hashlib

import rfc8785
import sqlalchemy as sa
from sqlalchemy.engine import Connection


def rota(conexion: Connection) -> list[tuple[int, int]]:
    """The (manual, seq) of every acto whose hash or place in the chain is not what it should be."""
    anterior: dict[int, tuple[int, str]] = {}
    malos = []
    for fila in conexion.execute(sa.text("SELECT * FROM acto ORDER BY manual_id, seq")).mappings():
        acto = dict(fila)
        dice = acto.pop("hash")
        seq, hash_ = anterior.get(acto["manual_id"], (0, "0" * 64))
        es = hashlib.sha256(rfc8785.dumps(acto)).hexdigest()
        if (acto["seq"], acto["anterior"], dice) != (seq + 1, hash_, es):
            malos.append((acto["manual_id"], acto["seq"]))
        anterior[acto["manual_id"]] = (acto["seq"], dice)
    return malos
