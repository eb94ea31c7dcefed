"""The tables of a PDF page whose cells are drawn with lines, each row as the reader knows rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workflows.lectura.listas import marca

_ROCE = 1.0  #: points by which a letter may stand over the line of its cell
_MINIMO = 2  #: columns: a frame around a text is no table


@dataclass(frozen=True, slots=True)
class Tabla:
    """Where it stands, and its rows: the lines each one is written in (nearly always one)."""

    arriba: float
    caja: tuple[float, float, float, float]
    filas: tuple[tuple[str, ...], ...]


def tablas_de(pagina: Any) -> list[Tabla]:
    """The tables of a page, from top to bottom."""
    if len(pagina.rects) + len(pagina.lines) + len(pagina.curves) < _MINIMO:
        return []
    tablas = []
    for hallada in pagina.find_tables():
        columnas = max(sum(c is not None for c in f.cells) for f in hallada.rows)
        if columnas >= _MINIMO:
            letras = [c for c in pagina.chars if _dentro(c, hallada.bbox)]
            filas = tuple(tuple(_fila(letras, f.cells)) for f in hallada.rows)
            tablas.append(Tabla(hallada.bbox[1], hallada.bbox, tuple(f for f in filas if f)))
    return tablas


def fuera_de(pagina: Any, tablas: Sequence[Tabla]) -> Any:
    """The page without the letters of its tables."""
    cajas = [t.caja for t in tablas]
    return pagina.filter(
        lambda x: x["object_type"] != "char" or not any(_dentro(x, c) for c in cajas)
    )


def _fila(letras: Sequence[Any], cajas: Sequence[Any]) -> list[str]:
    """A row of cells on one line; a row that only lays out a list, as the lines of the list."""
    celdas = [_renglones([x for x in letras if _dentro(x, c)]) if c else [] for c in cajas]
    llenas = [c for c in celdas if c]
    if not llenas:
        return []
    listada = any(sum(marca(x) is not None for x in c) > 1 for c in llenas)
    if len(llenas) <= _MINIMO and listada:
        return [x for c in llenas for x in c]
    return ["\t".join("<br>".join(c) for c in celdas).rstrip("\t")]


def _renglones(letras: Sequence[Any]) -> list[str]:
    """The lines of a cell."""
    lineas: list[list[Any]] = []
    for letra in sorted(letras, key=lambda x: (x["bottom"], x["x0"])):
        misma = lineas and abs(lineas[-1][-1]["bottom"] - letra["bottom"]) < letra["size"] * 0.5
        if misma:
            lineas[-1].append(letra)
        else:
            lineas.append([letra])
    return [t for linea in lineas if (t := _palabras(linea))]


def _palabras(linea: Sequence[Any]) -> str:
    texto = ""
    previa: Any = None
    for letra in sorted(linea, key=lambda x: x["x0"]):
        hueco = letra["x0"] - previa["x1"] if previa is not None else 0.0
        texto += " " * (hueco > letra["size"] * 0.15) + letra["text"]
        previa = letra
    return " ".join(texto.split())


def _dentro(letra: Any, caja: tuple[float, float, float, float]) -> bool:
    x, y = (letra["x0"] + letra["x1"]) / 2, (letra["top"] + letra["bottom"]) / 2
    izquierda, arriba, derecha, abajo = caja
    ancho = izquierda - _ROCE <= x <= derecha + _ROCE
    return bool(ancho and arriba - _ROCE <= y <= abajo + _ROCE)
