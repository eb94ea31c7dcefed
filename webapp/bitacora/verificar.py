"""The whole installation, checked: what ``bitacora verificar`` runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from migrations.guardias import Guardia, alteradas, esperadas, inventario
from webapp.bitacora.cadena import manuales, revisar_cadena
from webapp.bitacora.contenidos import revisar_contenidos
from webapp.bitacora.rotura import Rotura
from webapp.bitacora.versiones import revisar_versiones

Avance = Callable[[int], object]


def cuantos(conexion: Connection) -> int:
    """How many rows will be read one by one, for a progress bar."""
    total = conexion.scalar(
        sa.text("SELECT (SELECT COUNT(*) FROM acto) + (SELECT COUNT(*) FROM contenido)")
    )
    return int(total or 0)


def verificar(
    conexion: Connection, guardias: Iterable[Guardia], avance: Avance = lambda _: None
) -> list[Rotura]:
    """Everything that is broken: the first link of each chain, then texts, versions, triggers.

    ``avance`` is told of each row read. Reads only; memory does not grow with the record.
    """
    roturas: list[Rotura] = []
    for manual_id, slug in manuales(conexion).items():
        for rotura in revisar_cadena(conexion, manual_id, slug):
            avance(1)
            if rotura is not None:
                roturas.append(rotura)
    for rotura in revisar_contenidos(conexion):
        avance(1)
        if rotura is not None:
            roturas.append(rotura)
    roturas += revisar_versiones(conexion)
    return roturas + _revisar_guardias(conexion, tuple(guardias))


def hay_cabeza(conexion: Connection, cabeza: str) -> bool:
    """Whether an acto has this hash: paper that prints it testifies that the chain passed there."""
    fila = conexion.scalar(sa.text("SELECT 1 FROM acto WHERE hash = :hash"), {"hash": cabeza})
    return fila is not None


def _revisar_guardias(conexion: Connection, guardias: Sequence[Guardia]) -> list[Rotura]:
    espera = esperadas(guardias, conexion.dialect.name)
    hay = inventario(conexion)
    return [
        *(Rotura("guardia", n, "falta en la base de datos") for n in sorted(espera - hay)),
        *(Rotura("guardia", n, "está de más") for n in sorted(hay - espera)),
        *(Rotura("guardia", n, "fue cambiada") for n in sorted(alteradas(conexion, guardias))),
    ]
