"""The index of a manual as a table for a spreadsheet: XLSX for people, CSV for programs.

Nothing in it is a formula, whatever a title begins with: XLSX cells are written as texts, and a
CSV text that a spreadsheet would calculate gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import xlsxwriter

#: What makes a spreadsheet calculate the text of a CSV cell.
_CALCULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_ANCHO_MAXIMO = 60
_MAXIMO_DE_CELDA = 32_767

Celda = str | date
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Indice:
    """``columnas`` and ``filas`` of the same width; ``datos`` are lines about the manual."""

    titulo: str
    autor: str
    dia: date
    columnas: Sequence[str]
    filas: Sequence[Sequence[Celda]]
    datos: Sequence[tuple[str, str]]
    hoja: str = "Cargos"


def a_xlsx(indice: Indice) -> bytes:
    """A workbook: the cargos with filters and a heading that stays, and a sheet about them.

    The same index gives the same bytes: its only date is the day it tells.
    """
    salida = io.BytesIO()
    libro = xlsxwriter.Workbook(
        salida,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    libro.set_properties(
        {
            "title": indice.titulo,
            "author": indice.autor,
            "created": datetime.combine(indice.dia, time(), UTC).replace(tzinfo=None),
        }
    )
    cabeza = libro.add_format({"bold": True, "bg_color": "#E2EEF0", "bottom": 1, "text_wrap": True,
                               "valign": "vcenter"})  # fmt: skip
    fecha = libro.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    hoja = libro.add_worksheet(indice.hoja)
    for n, ancho in enumerate(_anchos(indice)):
        hoja.set_column(n, n, ancho)
    hoja.freeze_panes(1, 0)
    hoja.autofilter(0, 0, max(len(indice.filas), 1), len(indice.columnas) - 1)
    hoja.repeat_rows(0)
    hoja.set_landscape()
    hoja.set_paper(1)
    hoja.fit_to_pages(1, 0)
    hoja.set_footer('&L&"Calibri"&A&RPágina &P de &N')
    for n, rotulo in enumerate(indice.columnas):
        hoja.write_string(0, n, rotulo, cabeza)
    for y, fila in enumerate(indice.filas, 1):
        for x, celda in enumerate(fila):
            if isinstance(celda, date):
                hoja.write_datetime(y, x, datetime.combine(celda, time()), fecha)
            else:
                hoja.write_string(y, x, celda[:_MAXIMO_DE_CELDA])
    sobre = libro.add_worksheet("Sobre este índice")
    sobre.set_column(0, 0, 26)
    sobre.set_column(1, 1, 80)
    for y, (que, cual) in enumerate(indice.datos):
        sobre.write_string(y, 0, que, cabeza)
        sobre.write_string(y, 1, cual)
    libro.close()
    return salida.getvalue()


def a_csv(indice: Indice) -> bytes:
    """RFC 4180 in UTF-8, with the mark that makes a spreadsheet read its accents."""
    salida = io.StringIO()
    escribe = csv.writer(salida)
    escribe.writerow(indice.columnas)
    escribe.writerows(map(_segura, indice.filas))
    return salida.getvalue().encode("utf-8-sig")


def lineas_de_csv(columnas: Sequence[str], filas: Iterable[Sequence[Celda]]) -> Iterator[bytes]:
    """The same, line by line, for a table that is not held in memory."""
    linea = io.StringIO()
    escribe = csv.writer(linea)
    yield b"\xef\xbb\xbf"
    for fila in itertools.chain([columnas], map(_segura, filas)):
        linea.seek(0)
        linea.truncate()
        escribe.writerow(fila)
        yield linea.getvalue().encode()


def _segura(fila: Iterable[Celda]) -> list[str]:
    return [
        c.isoformat() if isinstance(c, date) else f"'{c}" if c.startswith(_CALCULA) else c
        for c in fila
    ]


def _anchos(indice: Indice) -> list[int]:
    anchos = [len(rotulo) + 4 for rotulo in indice.columnas]
    for fila in indice.filas:
        for n, celda in enumerate(fila):
            largo = len(celda) if isinstance(celda, str) else 10
            anchos[n] = max(anchos[n], min(largo + 2, _ANCHO_MAXIMO))
    return anchos
