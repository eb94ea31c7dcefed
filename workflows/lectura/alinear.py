"""Columns of a header drawn with spaces: cells that begin near one another stand in one column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workflows.lectura.encabezado import Parte

_HOLGURA = 12  #: letters between the beginnings of two cells of one column


def alinear(partes: Mapping[int, Parte | None]) -> dict[int, Parte | None]:
    """The same lines, in order, with each spaced cell moved to the column it stands under."""
    conocidas: list[int] = []
    alineadas: dict[int, Parte | None] = {}
    for i, parte in partes.items():
        if parte is not None and parte.espaciada:
            lugares = [_cerca(n, conocidas) for n, _ in parte.celdas]
            if len(set(lugares)) < len(lugares):
                lugares = [n for n, _ in parte.celdas]
            conocidas += [n for n in lugares if n not in conocidas]
            celdas = [celda for _, celda in parte.celdas]
            alineadas[i] = replace(parte, celdas=tuple(zip(lugares, celdas, strict=True)))
        else:
            alineadas[i] = parte
    return alineadas


def _cerca(n: int, conocidas: list[int]) -> int:
    cercana = min(conocidas, key=lambda c: abs(c - n), default=n)
    return cercana if abs(cercana - n) <= _HOLGURA else n
