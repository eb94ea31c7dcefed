"""The record as JSON Lines, for whoever wants to check it without this program.

``docs/bitacora/`` documents the lines and holds the independent program that reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import rfc8785
from sqlalchemy.engine import Connection

from webapp.bitacora.cadena import actos_de, manuales
from webapp.bitacora.contenidos import textos


def lineas(conexion: Connection, solo: int | None = None) -> Iterator[str]:
    """Every frozen text, then every acto, manual by manual and in order; one JSON a line.

    ``solo`` is the id of a manual: its actos alone, and the texts they name.
    """
    for nombre, texto in textos(conexion, solo):
        yield _linea({"contenido": {"hash": nombre, "texto": texto}})
    for manual_id, slug in manuales(conexion).items():
        if solo not in (None, manual_id):
            continue
        for acto in actos_de(conexion, manual_id):
            yield _linea({"acto": acto, "manual": slug})


def _linea(datos: dict[str, Any]) -> str:
    return rfc8785.dumps(datos).decode()
