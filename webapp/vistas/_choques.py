"""Two texts of one piece, side by side, when a save met another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from webapp.casos.guardar import Guardada
from workflows.anclas import rotulo_de
from workflows.contenido import Contenido
from workflows.diferencias import tramos
from workflows.formatos import Formato
from workflows.fusion import Choque
from workflows.piezas import de_piezas, en_piezas, legible


def choques(formato: Formato, guardada: Guardada) -> list[dict[str, Any]]:
    """For each piece two people changed: its place, both texts, and the words that differ."""
    contenido = guardada.edicion.vista.contenido
    return [_choque(formato, contenido, c, guardada.quien(c.pieza)) for c in guardada.choques]


def con_lo_suyo(guardada: Guardada) -> Contenido:
    """The draft as it stands, with this person's words where two met: what their page shows."""
    piezas = en_piezas(guardada.edicion.vista.contenido)
    suyas: Sequence[Choque] = guardada.choques
    piezas |= {c.pieza: c.suyo for c in suyas if c.suyo is not None and c.pieza in piezas}
    return de_piezas(piezas)


def _choque(formato: Formato, contenido: Contenido, c: Choque, de: str) -> dict[str, Any]:
    actual, suyo = legible(c.actual), legible(c.suyo)
    return {
        "pieza": c.pieza,
        "lugar": rotulo_de(c.pieza, contenido, formato),
        "actual": actual,
        "suyo": suyo,
        "json": c.actual,
        "quitado": c.actual is None,
        "quita": c.suyo is None,
        "tramos": tramos(actual, suyo),
        "de": de,
    }
