"""The tables of docs/permisos.md: read from it, and written into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tests.guardias.permisos.mundo import COLUMNAS

DOCUMENTO = Path(__file__).resolve().parents[3] / "docs" / "permisos.md"

#: Row → column (clave of the cast) → cell.
Celdas = Mapping[str, Mapping[str, str]]
_FILA = re.compile(r"^\| (?!-)(.*) \|$", re.MULTILINE)


def leer(tabla: str) -> dict[str, dict[str, str]]:
    """What the document says in one of its tables (``rutas``, ``actos``)."""
    filas = leer_filas(tabla)
    if not filas:
        return {}
    claves = {rotulo: clave for clave, (rotulo, _) in COLUMNAS.items()}
    columnas = [claves.get(rotulo, rotulo) for rotulo in filas[0][2:]]
    return {f[0].strip("`"): dict(zip(columnas, f[2:], strict=True)) for f in filas[1:]}


def leer_filas(tabla: str) -> list[list[str]]:
    """The cells of a table, its heading first."""
    _, cuerpo, _ = _partes(tabla)
    return [[c.strip() for c in f.split(" | ")] for f in _FILA.findall(cuerpo)]


def escribir(tabla: str, primeras: tuple[str, str], para: Mapping[str, str], dicho: Celdas) -> None:
    """Put what happens in its place. ``para``: what the second column says of each row."""
    rotulos = [rotulo for rotulo, _ in COLUMNAS.values()]
    filas = [
        [f"`{fila}`", para[fila], *(celdas[clave] for clave in COLUMNAS)]
        for fila, celdas in dicho.items()
    ]
    escribir_filas(tabla, [*primeras, *rotulos], filas)


def escribir_filas(tabla: str, encabezado: list[str], filas: list[list[str]]) -> None:
    """Put rows in the place of a table."""
    lineas = [_fila(encabezado), "|" + "---|" * len(encabezado), *map(_fila, filas)]
    antes, _, despues = _partes(tabla)
    DOCUMENTO.write_text(antes + "\n" + "\n".join(lineas) + "\n" + despues, "utf-8")


def diferencias(tabla: str, dicho: Celdas) -> list[str]:
    """Where the document and what happens do not agree, a sentence each."""
    escrito = leer(tabla)
    faltan = [f"le falta la fila «{fila}»" for fila in dicho if fila not in escrito]
    sobran = [f"tiene la fila «{fila}», que ya no existe" for fila in escrito if fila not in dicho]
    distintas = [
        f"en «{fila}» dice que a «{COLUMNAS[clave][0]}» le toca «{escrito[fila].get(clave)}», "
        f"y le toca «{celda}»"
        for fila, celdas in dicho.items()
        if fila in escrito
        for clave, celda in celdas.items()
        if escrito[fila].get(clave) != celda
    ]
    return faltan + sobran + distintas


def _fila(celdas: list[str]) -> str:
    return f"| {' | '.join(celdas)} |"


def _partes(tabla: str) -> tuple[str, str, str]:
    texto = DOCUMENTO.read_text("utf-8")
    inicio, fin = f"<!-- {tabla} -->\n", f"<!-- fin de {tabla} -->"
    antes, resto = texto.split(inicio)
    cuerpo, despues = resto.split(fin)
    return antes + inicio, cuerpo, fin + despues
