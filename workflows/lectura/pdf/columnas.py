"""Text set in columns, told by the empty strip between them, from what only looks like it.

A strip that stays empty for many lines is also what a table without rules has, or a list of labels
with their values. Columns are two texts: both break their lines, or count their items, and where
one begins a paragraph the other does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workflows.lectura.continuidad import minuscula, termina
from workflows.lectura.listas import Clase, marca
from workflows.lectura.pdf.trozos import Trozo, paso

_LINEAS = 5  #: lines of each column, at least, where no other page has shown the same strip
_CABO = 2  #: the same, where another page has
_ANCHO = 5.0  #: points of the strip, at least
_ROCE = 3.0  #: points between two lines that begin at the same place
_LLENA = 0.7  #: share of the width of its column that a line takes when it was broken at its end
_DESIGUAL = 2.6  #: times that one column may be as wide as the other
_APARTE = 1.2  #: steps from a line to the next that are more than one step
_BLANCO = 0.6  #: heights of a line left empty that set apart what is under them
_ROTA = 1.5  #: heights of a line between two words of it that are of two cells
_BORDE = 8  #: lines of a page header, at most, that may stand right over the columns


@dataclass(frozen=True, slots=True)
class Tramo:
    """Consecutive lines ``desde``..``hasta`` (excluded) with an empty strip that ends at ``x``.

    ``dudoso`` when nothing says whether they are two texts or the rows of a table.
    """

    desde: int
    hasta: int
    x: float
    dudoso: bool = False
    filas: tuple[int, ...] = ()  #: where each row begins, of a table of two columns


def tramos(lineas: Sequence[Trozo], conocidas: Sequence[float] = ()) -> list[Tramo]:
    """The parts of a page that are set in columns, from top to bottom.

    ``conocidas`` are the places where other pages had a strip.
    """
    posibles = [
        tramo
        for x in _lugares(lineas)
        for desde, hasta in _corridas(lineas, x)
        if (tramo := _juzgar(lineas, desde, hasta, x, conocidas)) is not None
    ]
    posibles.sort(key=lambda t: (t.dudoso, t.desde - t.hasta))
    hallados: list[Tramo] = []
    for tramo in posibles:
        if not any(t.desde < tramo.hasta and tramo.desde < t.hasta for t in hallados):
            hallados.append(tramo)
    return sorted(hallados, key=lambda t: t.desde)


def lados(lineas: Sequence[Trozo], x: float) -> tuple[list[Trozo], list[Trozo]]:
    """What stands at each side of a strip."""
    izquierdas = [t for a in lineas if (t := a.entre(0, x)) is not None]
    derechas = [t for a in lineas if (t := a.entre(x, float("inf"))) is not None]
    return izquierdas, derechas


def _lugares(lineas: Sequence[Trozo]) -> list[float]:
    """Where a column on the right may begin: where many pieces do, the most used first."""
    margen = min((a.x0 for a in lineas), default=0.0)
    inicios = sorted(p.x0 for a in lineas for p in a.piezas if p.x0 > margen + _ROCE)
    grupos: list[list[float]] = []
    for x in inicios:
        if grupos and x - grupos[-1][0] <= _ROCE:
            grupos[-1].append(x)
        else:
            grupos.append([x])
    grupos.sort(key=lambda g: (-len(g), g[0]))
    return [g[0] - 0.1 for g in grupos if len(g) >= _CABO][:12]


def _corridas(lineas: Sequence[Trozo], x: float) -> list[tuple[int, int]]:
    """The runs of lines that leave empty the strip that ends at ``x``, with text at both sides."""
    halladas, desde = [], 0
    for n in range(len(lineas) + 1):
        if n < len(lineas) and not lineas[n].toca(x - _ANCHO, x):
            continue
        ini, fin = _recortar(lineas, desde, n, x)
        if fin - ini >= _CABO:
            halladas.append((ini, fin))
        desde = n + 1
    return halladas


def _recortar(lineas: Sequence[Trozo], desde: int, hasta: int, x: float) -> tuple[int, int]:
    """Without the lines of one side at the ends, nor a header or a foot that stand apart."""
    suyas = lineas[desde:hasta]
    cortes, abajo = [], suyas[0].abajo if suyas else 0.0
    for n, linea in enumerate(suyas):
        if linea.arriba - abajo > _BLANCO * min(linea.alto, suyas[n - 1].alto):
            cortes.append(n)
        abajo = max(abajo, linea.abajo)
    for n in reversed([n for n in cortes if n <= _BORDE]):
        if _es_borde(suyas[:n], x):
            desde += n
            break
    for n in [n for n in cortes if n >= len(suyas) - _BORDE]:
        if _es_borde(suyas[n:], x) and desde + n < hasta:
            hasta -= len(suyas) - n
            break
    desde, hasta = _sin_celdas(lineas, desde, hasta, x)
    while desde + 1 < hasta and lineas[desde].x0 >= x and not _se_sigue(lineas[desde:hasta], x):
        desde += 1
    if hasta - desde > 1 and _encabeza(lineas[hasta - 2 : hasta], x):
        hasta -= 1
    return desde, hasta


def _sin_celdas(lineas: Sequence[Trozo], desde: int, hasta: int, x: float) -> tuple[int, int]:
    """Without the rows of a table at one of the ends, whose strip happens to be the same."""
    izquierda = [a.entre(0, x) for a in lineas[desde:hasta]]
    rotas = [n for n, a in enumerate(izquierda) if a is not None and _esta_rota(a)]
    if len(rotas) * 4 > len(izquierda):
        return desde, hasta
    arriba = max((n + 1 for n in rotas if n < min(_BORDE, len(izquierda) // 2)), default=0)
    abajo = min((n for n in rotas if n * 2 > len(izquierda)), default=len(izquierda))
    return desde + arriba, desde + abajo


def _esta_rota(linea: Trozo) -> bool:
    """Whether it has a hole that no justified line has."""
    return any(b.x0 - a.x1 > _ROTA * linea.alto for a, b in pairwise(linea.piezas))


def _se_sigue(lineas: Sequence[Trozo], x: float) -> bool:
    """Whether the first line, of the right side alone, goes on in the next one of that side."""
    derecha = lados(lineas, x)[1]
    return len(derecha) > 1 and derecha[1].arriba - derecha[0].abajo < _BLANCO * derecha[0].alto


def _encabeza(dos: Sequence[Trozo], x: float) -> bool:
    """Whether the last of two lines is the heading of what comes under the columns."""
    previa, linea = dos
    aparte = linea.arriba - previa.abajo > _BLANCO * previa.alto
    return (
        linea.x1 < x and aparte and not termina(linea.texto.strip("*")) and not _es_de_texto(linea)
    )


def _es_de_texto(linea: Trozo) -> bool:
    return marca(linea.texto) is not None or minuscula(linea.texto)


def _es_borde(lineas: Sequence[Trozo], x: float) -> bool:
    """Whether lines that stand apart say labels or names at both sides, and no sentences."""
    if not all(lados(lineas, x)):
        return False
    return not any(_es_de_texto(t) for lado in lados(lineas, x) for t in lado)


def _juzgar(
    lineas: Sequence[Trozo], desde: int, hasta: int, x: float, conocidas: Sequence[float]
) -> Tramo | None:
    suyas = lineas[desde:hasta]
    izquierda, derecha = lados(suyas, x)
    conocida = any(abs(c - x) <= _ROCE for c in conocidas)
    minimo = _CABO if conocida else _LINEAS
    if min(len(izquierda), len(derecha)) < minimo:
        return None
    if any(_en_celdas(lado) for lado in (izquierda, derecha)):
        return None
    previas = next(n for n, a in enumerate(suyas) if a.x1 > x)
    filas = _filas(suyas[previas:], x) if not conocida else ()
    if filas:
        return Tramo(desde + previas, hasta, x, filas=filas)
    if not _parejas(izquierda, derecha):
        return None
    textos = [_es_texto(lado) for lado in (izquierda, derecha)]
    if (conocida and any(textos)) or _cuenta_seguida(izquierda, derecha):
        return Tramo(desde, hasta, x)
    if not all(textos):
        return None
    juntos, menos, mas = _juntos(izquierda, derecha)
    if len(juntos) * 2 <= menos or mas < 2 or all(_es_lista(v) for v in (izquierda, derecha)):
        return Tramo(desde, hasta, x)
    return Tramo(desde, hasta, x, dudoso=True)


def _parejas(izquierda: Sequence[Trozo], derecha: Sequence[Trozo]) -> bool:
    anchos = sorted(max(t.x1 for t in lado) - min(t.x0 for t in lado)
                    for lado in (izquierda, derecha))  # fmt: skip
    return anchos[1] <= _DESIGUAL * anchos[0]


def _en_celdas(lado: Sequence[Trozo]) -> bool:
    """Whether many lines of a side have holes in them, that are no columns either."""
    rotas = sum(len(t.piezas) > 1 for t in lado)
    return rotas * 4 > len(lado) and not tramos(lado)


def _es_texto(lado: Sequence[Trozo]) -> bool:
    """Whether its lines are those of sentences broken at the edge, or of a list."""
    return _se_rompe(lado) or _es_lista(lado)


def _se_rompe(lado: Sequence[Trozo]) -> bool:
    inicio, fin = min(t.x0 for t in lado), max(t.x1 for t in lado)
    llenas = sum(t.x1 - inicio > _LLENA * (fin - inicio) for t in lado)
    siguen = sum(minuscula(t.texto) for t in lado[1:])
    return llenas * 3 > len(lado) and siguen * 6 >= len(lado)


def _marcas(lado: Sequence[Trozo]) -> list[tuple[Clase, int]]:
    halladas = (marca(t.texto) for t in lado)
    return [(m.clase, m.valor) for m in halladas if m is not None]


def _es_lista(lado: Sequence[Trozo]) -> bool:
    marcas = _marcas(lado)
    return len(marcas) >= 3 and len(marcas) * 4 >= len(lado)


def _cuenta_seguida(izquierda: Sequence[Trozo], derecha: Sequence[Trozo]) -> bool:
    """Whether the list of the left side goes on at the top of the right one."""
    una, otra = (
        [v for c, v in _marcas(lado) if c is Clase.NUMERO] for lado in (izquierda, derecha)
    )
    return len(una) > 1 and bool(otra) and una[-1] > 1 and otra[0] == una[-1] + 1


def _inicios(lado: Sequence[Trozo]) -> list[Trozo]:
    """The lines that begin a paragraph, but for the first: after some room, with a mark, or
    with a capital letter where the line above had room for the word."""
    suyo, inicio, fin = paso(lado), min(t.x0 for t in lado), max(t.x1 for t in lado)
    return [
        b
        for a, b in pairwise(lado)
        if b.arriba - a.arriba > suyo * _APARTE
        or marca(b.texto) is not None
        or (a.x1 - inicio < _LLENA * (fin - inicio) and not minuscula(b.texto))
    ]


def _juntos(izquierda: Sequence[Trozo], derecha: Sequence[Trozo]) -> tuple[list[Trozo], int, int]:
    """The paragraphs of the left that begin beside one of the right; how many each side has, the
    fewer first."""
    unos, otros = _inicios(izquierda), _inicios(derecha)
    juntos = [a for a in unos if any(abs(a.arriba - b.arriba) < a.alto * 0.5 for b in otros)]
    menos, mas = sorted((len(unos), len(otros)))
    return juntos, menos, mas


def _filas(lineas: Sequence[Trozo], x: float) -> tuple[int, ...]:
    """Where the rows of a table of two columns begin, if it is one and its cells break lines."""
    izquierda, derecha = lados(lineas, x)
    if any(not any(minuscula(t.texto) for t in lado) for lado in (izquierda, derecha)):
        return ()
    if any(_es_lista(lado) for lado in (izquierda, derecha)):
        return ()
    juntos, menos, mas = _juntos(izquierda, derecha)
    if menos < _CABO or len(juntos) < mas or abs(izquierda[0].arriba - derecha[0].arriba) > 3:
        return ()
    return (0, *(n for n, a in enumerate(lineas) if any(a.arriba == j.arriba for j in juntos)))
