"""What a reader saw of a change, in one value: a *visto* mark lasts as long as it does."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

import rfc8785

from workflows.contenido import Competencia, Item, Nota
from workflows.diferencias.modelo import Cambio, CambioCampo, CambioItem, CambioSeccion


def huella(cambio: Cambio) -> str:
    """SHA-256 (64 hexadecimal digits) of both texts, and of whether and whence it moved.

    Neither ids nor position numbers count: a neighbour's insertion leaves it as it was.
    """
    visto: dict[str, Any] = {"que": type(cambio).__name__, "tipo": cambio.tipo.value}
    if isinstance(cambio, CambioCampo):
        visto |= {"clave": cambio.clave, "antes": cambio.antes, "despues": cambio.despues}
    elif isinstance(cambio, CambioSeccion):
        visto |= {"clave": cambio.clave, "movida": cambio.movida}
    else:
        visto |= {
            "antes": _dicho(cambio.antes),
            "despues": _dicho(cambio.despues),
            "movido": cambio.movido,
            "antes_en": cambio.antes_en if isinstance(cambio, CambioItem) else "",
        }
    return hashlib.sha256(rfc8785.dumps(visto)).hexdigest()


def _dicho(pieza: Item | Competencia | Nota | None) -> dict[str, Any] | None:
    if pieza is None:
        return None
    return {clave: valor for clave, valor in asdict(pieza).items() if clave != "id"}
