"""Which row of a header has the labels, when a value looks like one (``CATEGORÍA A``, ``ÁREA``).

A label is what matches best as a row: each label belongs to the row that says most of them
in the formato's own words, the lower one when they tie; what another row says is a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workflows.lectura.encabezado import Parte
from workflows.lectura.rotulos import Pieza, Que, Rotulador


def desempatar(
    partes: Sequence[Parte | None], propias: Sequence[int], rotulador: Rotulador
) -> dict[int, Parte]:
    """The lines of ``propias`` (indexes) that must be read otherwise than ``partes`` does."""
    filas = {i: parte for i in propias if (parte := partes[i]) is not None and _rotulos(parte)}
    if len(filas) < 2:
        return {}
    puntos = {i: sum(map(rotulador.peso, _rotulos(p))) for i, p in filas.items()}
    duenas: dict[str, int] = {}
    for i in sorted(filas, key=lambda i: (puntos[i], i)):
        duenas.update({pieza.clave: i for pieza in _rotulos(filas[i])})
    otras = {}
    for i, parte in filas.items():
        if not any(duenas[p.clave] == i for p in _rotulos(parte)):
            celdas = tuple((n, _sin_rotulos(celda)) for n, celda in parte.celdas)
            otras[i] = replace(parte, celdas=celdas, trae=frozenset(_sin_rotular(parte.trae)))
    return otras


def rotula(trae: str) -> bool:
    """Whether a part is a label of a column."""
    return trae == "rotulos" or trae.startswith("rotulo:")


def _rotulos(parte: Parte) -> list[Pieza]:
    return [p for _, celda in parte.celdas for p in celda if p.que is Que.ROTULO]


def _sin_rotulos(celda: list[Pieza]) -> list[Pieza]:
    """The cell with its labels read as one value, as printed."""
    if not any(p.que is Que.ROTULO for p in celda):
        return celda
    return [Pieza(Que.VALOR, "", " ".join(dict.fromkeys(p.texto for p in celda)))]


def _sin_rotular(trae: frozenset[str]) -> set[str]:
    return {t for t in trae if not rotula(t)}
