"""Tables whose cells no line is drawn around: told by where their words stand.

Only those with a cell that takes several lines need it: the others read well line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from workflows.lectura.continuidad import minuscula
from workflows.lectura.pdf.letras import es_negrita
from workflows.lectura.pdf.trozos import Trozo, paso

_COLUMNAS = 3  #: at least: two are a label and its value as often as not
_HUECO = 4.0  #: points that nothing crosses between two columns, at least
_FILAS = 2  #: lines with a cell in each of three columns, at least
_APARTE = 1.25  #: steps from a line to the next that part two rows
_SUELTO = 1.2  #: heights of a letter between two words of two columns
_IGUAL = 0.9  #: share of the widest room between two rows that is as wide
_LEJOS = 4.0  #: steps without a line that end a table
_CORTA = 14  #: letters of the cell that says a grade, at most
_DE_GRADO = re.compile(r"\W*(?:\d{1,2}(?:\s*(?:/|de)\s*\d{1,2})?|[IVX]{1,4}|[A-Fa-fXx✓✔])?\W*")

Intervalo = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rejilla:
    """Lines ``desde``..``hasta`` (excluded) that are a table; its rows, cells parted by tabs."""

    desde: int
    hasta: int
    filas: tuple[str, ...]
    columnas: tuple[Intervalo, ...]


def rejillas(lineas: Sequence[Trozo], previas: Sequence[Intervalo] = ()) -> list[Rejilla]:
    """The tables without rules among the lines of a page, from top to bottom.

    ``previas`` are the columns of the last one before, whose rows may go on.
    """
    halladas: list[Rejilla] = []
    n = 0
    while n < len(lineas):
        libre = halladas[-1].hasta if halladas else 0
        posible = len(lineas[n].piezas) >= _COLUMNAS
        hecha = _desde(lineas, n, libre, previas) if posible else None
        if hecha is not None:
            previas = hecha.columnas
            halladas.append(hecha)
            n = hecha.hasta
        else:
            n += 1
    return halladas


def _desde(
    lineas: Sequence[Trozo], desde: int, libre: int, previas: Sequence[Intervalo]
) -> Rejilla | None:
    """The table that begins at a line, or over it from ``libre`` on, if one does."""
    columnas = [(p.x0, p.x1) for p in lineas[desde].piezas]
    heredadas = _son_de(columnas, previas)
    columnas = _unir([*columnas, *previas]) if heredadas else columnas
    hasta, salto = desde + 1, paso(lineas[desde : desde + 40]) or lineas[desde].alto * 1.2
    while desde > libre and _cuelga(lineas[desde - 1 : desde + 1], columnas, salto):
        desde -= 1
    while hasta < len(lineas):
        linea = lineas[hasta]
        if linea.arriba - lineas[hasta - 1].arriba > _LEJOS * salto:
            break
        mas = _unir([*columnas, *((p.x0, p.x1) for p in linea.piezas)])
        if len(mas) < _COLUMNAS or _cruza(linea, columnas) or _reparte(linea, mas):
            break
        if _es_ajena(lineas, hasta, columnas, salto):
            break
        columnas, hasta = mas, hasta + 1
    while hasta - desde > 1 and _es_ajena(lineas[:hasta], hasta - 1, columnas, salto):
        hasta -= 1
    suyas = lineas[desde:hasta]
    columnas = columnas if heredadas else _de_varias(suyas, columnas)
    if sum(len(_celdas(x, columnas)) >= _COLUMNAS for x in suyas) < (1 if heredadas else _FILAS):
        return None
    grupos = _filas(suyas, columnas, salto)
    if grupos is None or not any(len(g) > 1 or _con_hueco(g[0], columnas) for g in grupos):
        return None
    return Rejilla(desde, hasta, tuple(_escrita(g, columnas) for g in grupos), tuple(columnas))


def _son_de(piezas: Sequence[Intervalo], columnas: Sequence[Intervalo]) -> bool:
    """Whether each piece stands in one of the columns, and all but one begin where it does."""
    suyas = [[a for a, b in columnas if x0 < b and x1 > a] for x0, x1 in piezas]
    if not all(len(s) == 1 for s in suyas):
        return False
    alineadas = sum(abs(x0 - s[0]) < _HUECO for (x0, _), s in zip(piezas, suyas, strict=True))
    return alineadas >= len(piezas) - 1


def _cuelga(dos: Sequence[Trozo], columnas: Sequence[Intervalo], salto: float) -> bool:
    """Whether the first of two lines is of the same row: close over it, outside its first cell."""
    otra, linea = dos
    cerca = linea.arriba - otra.arriba <= _APARTE * salto
    return cerca and otra.x0 > columnas[0][1] and not _cruza(otra, columnas)


def _de_varias(lineas: Sequence[Trozo], columnas: Sequence[Intervalo]) -> list[Intervalo]:
    """The columns that the heading row, or several lines, have words in; a word set apart from the
    others is of the column before."""
    juntas: list[Intervalo] = []
    for x0, x1 in columnas:
        dicen = [n for n, a in enumerate(lineas) if a.toca(x0, x1)]
        if juntas and len(dicen) == 1 and dicen[0]:
            juntas[-1] = (juntas[-1][0], x1)
        else:
            juntas.append((x0, x1))
    return juntas


def _con_hueco(linea: Trozo, columnas: Sequence[Intervalo]) -> bool:
    """Whether some cell between two that say something says nothing."""
    dichas = sorted(_celdas(linea, columnas))
    return bool(dichas) and dichas[-1] - dichas[0] >= len(dichas)


def _unir(intervalos: Sequence[Intervalo]) -> list[Intervalo]:
    """The columns that these stretches leave: those that touch are one."""
    unidos: list[Intervalo] = []
    for x0, x1 in sorted(intervalos):
        if unidos and x0 - unidos[-1][1] < _HUECO:
            unidos[-1] = (unidos[-1][0], max(x1, unidos[-1][1]))
        else:
            unidos.append((x0, x1))
    return unidos


def _cruza(linea: Trozo, columnas: Sequence[Intervalo]) -> bool:
    """Whether some piece stands in more than one of the columns."""
    return any(sum(p.x0 < x1 and p.x1 > x0 for x0, x1 in columnas) > 1 for p in linea.piezas)


def _reparte(linea: Trozo, columnas: Sequence[Intervalo]) -> bool:
    """Whether its words are of other columns: some stand apart inside one, and do not begin it."""
    for x0, x1 in columnas:
        suyas = [p for p in linea.piezas if x0 <= p.x0 and p.x1 <= x1]
        aparte = any(b.x0 - a.x1 > _SUELTO * a.letras[-1]["size"] for a, b in pairwise(suyas))
        if aparte and suyas[0].x0 - x0 > _HUECO:
            return True
    return False


def _es_ajena(lineas: Sequence[Trozo], n: int, columnas: Sequence[Intervalo], salto: float) -> bool:
    """Whether a line is no longer of the table: alone in its first column, and apart or bold."""
    linea = lineas[n]
    if linea.x1 > columnas[1][0]:
        return False
    if all(es_negrita(c) for c in linea.letras if not c["text"].isspace()):
        return True
    if linea.arriba - lineas[n - 1].arriba <= _APARTE * salto:
        return False
    seguidas = takewhile(
        lambda ab: ab[1].arriba - ab[0].arriba <= _APARTE * salto, pairwise(lineas[n:])
    )
    return not any(b.x1 > columnas[1][0] for _, b in seguidas)


def _celdas(linea: Trozo, columnas: Sequence[Intervalo]) -> dict[int, Trozo]:
    """What a line says in each of the columns it has words in."""
    dichas = (
        (n, linea.entre(x0 - _HUECO / 2, x1 + _HUECO / 2)) for n, (x0, x1) in enumerate(columnas)
    )
    return {n: t for n, t in dichas if t is not None}


def _filas(
    lineas: Sequence[Trozo], columnas: Sequence[Intervalo], salto: float
) -> list[list[Trozo]] | None:
    """The lines of each row; None when nothing tells where they begin."""
    llaves = _llaves(lineas, columnas)
    if not llaves:
        cortes = [n for n, (a, b) in enumerate(pairwise(lineas), 1)
                  if b.arriba - a.arriba > _APARTE * salto]  # fmt: skip
        grupos = _partir(lineas, cortes) if cortes else []
        enteras = (x for g in grupos for x in g[1:] if _es_entera(x, columnas))
        return None if any(enteras) else grupos or None
    cortes = []
    for una, otra in pairwise(llaves):
        lugares = range(una + 1, otra + 1)
        salta = [lineas[n].arriba - lineas[n - 1].arriba for n in lugares]
        aparte = max(salta) > _APARTE * salto
        if not aparte and llaves[0] > 0:
            return None
        cortes += (
            [n for n, s in zip(lugares, salta, strict=True) if s > _IGUAL * max(salta)]
            if aparte
            else [otra]
        )
    return _partir(lineas, cortes)


def _es_entera(linea: Trozo, columnas: Sequence[Intervalo]) -> bool:
    """Whether a line is a row by itself: each column says something, that begins there."""
    dichas = _celdas(linea, columnas)
    return len(dichas) == len(columnas) and not any(minuscula(t.texto) for t in dichas.values())


def _partir(lineas: Sequence[Trozo], cortes: Sequence[int]) -> list[list[Trozo]]:
    bordes = (0, *cortes, len(lineas))
    return [list(lineas[a:b]) for a, b in pairwise(bordes)]


def _llaves(lineas: Sequence[Trozo], columnas: Sequence[Intervalo]) -> list[int]:
    """The lines where some cell says a grade, or ticks one: each row has one such line."""
    celdas = [_celdas(x, columnas) for x in lineas]
    llaves: set[int] = set()
    for n in range(1, len(columnas)):
        dichas = [(k, c[n].texto.strip("*")) for k, c in enumerate(celdas) if n in c]
        cuerpo = dichas[1:] or dichas
        if cuerpo and all(_DE_GRADO.fullmatch(t) for _, t in cuerpo):
            llaves.update(k for k, _ in dichas)
    if llaves:
        return sorted(llaves)
    for n in range(1, len(columnas)):
        dichas = [(k, c[n].texto.strip("*")) for k, c in enumerate(celdas) if n in c]
        sola = all(len(t) <= _CORTA and " " not in t and not minuscula(t) for _, t in dichas)
        if sola and len(dichas) > _FILAS and all(b - a > 1 for (a, _), (b, _) in pairwise(dichas)):
            return [k for k, _ in dichas]
    return []


def de_dos(lineas: Sequence[Trozo], x: float, cortes: Sequence[int]) -> list[str]:
    """The rows of a table of two columns, parted at ``x``, each from one of the ``cortes`` on."""
    medio = _HUECO / 2  # what each cell may exceed its column by
    columnas = ((0.0, x - medio), (x + medio, float("inf")))
    return [_escrita(g, columnas) for g in _partir(lineas, cortes[1:])]


def _escrita(fila: Sequence[Trozo], columnas: Sequence[Intervalo]) -> str:
    celdas = [_celdas(x, columnas) for x in fila]
    dichas = ("<br>".join(c[n].texto for c in celdas if n in c) for n in range(len(columnas)))
    return "\t".join(d.replace("\t", " ") for d in dichas).rstrip("\t")
