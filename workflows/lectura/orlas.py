"""Lines a document prints around every page header, beyond it: a letterhead, the foot of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from workflows.lectura.encabezado import Encabezado
from workflows.lectura.listas import marca
from workflows.lectura.plegado import compacto
from workflows.lectura.renglones import Renglon
from workflows.lectura.titulos import Titulos

_CABEZA = 4  #: lines of the header of a page, at most
_MIRA = 4  #: written lines above a header that may be a foot and a letterhead
_MINIMO = 3  #: pages that must print a line for it to be one
_NUMERO = re.compile(r"[\W_]*(\d{1,4})[\W_]*")


def orlas(
    lineas: Sequence[Renglon],
    encabezados: Sequence[Encabezado],
    titulos: Titulos,
    cuenta: set[int],
) -> set[int]:
    """The indexes of the lines that most headers have above them, or torn into them, beyond those
    of ``cuenta``, which number the pages."""
    bordes = [
        list(_sobre(lineas, encabezados, n, titulos, cuenta)) for n in range(len(encabezados) + 1)
    ]
    dentro = [[i for i in e.dentro if _cabe(lineas[i], titulos)] for e in encabezados]
    veces = Counter(
        t for grupo in (*bordes, *dentro) for t in {compacto(lineas[i].limpio) for i in grupo}
    )
    repetidas = {t for t, n in veces.items() if n >= _MINIMO and n * 2 > len(encabezados)}
    halladas: set[int] = set()
    for borde in bordes:
        for i in borde:
            if compacto(lineas[i].limpio) not in repetidas:
                break
            halladas.add(i)
    halladas |= {i for g in dentro for i in g if compacto(lineas[i].limpio) in repetidas}
    return halladas


def numeros_de_pagina(lineas: Sequence[Renglon], encabezados: Sequence[Encabezado]) -> set[int]:
    """The lines above the headers, and at the end, that only count the pages, from any number.

    Two are enough where they count from 1; from another number, three.
    """
    desfases: dict[int, int] = {}
    for n in range(len(encabezados) + 1):
        i = (encabezados[n].lineas[0] if n < len(encabezados) else len(lineas)) - 1
        tope = encabezados[n - 1].lineas[-1] if n else -1
        while i > tope and (lineas[i].blanco or lineas[i].regla):
            i -= 1
        if i > tope and (m := _NUMERO.fullmatch(lineas[i].limpio)):
            desfases[i] = int(m[1]) - n
    if not desfases:
        return set()
    desfase, veces = Counter(desfases.values()).most_common(1)[0]
    if veces < (_MINIMO if desfase else 2):
        return set()
    return {i for i, d in desfases.items() if d == desfase}


def membretes(lineas: Sequence[Renglon], marcas: Sequence[int]) -> set[int]:
    """The lines that most pages begin with, after each of the ``marcas`` that end or count one.
    The first time, it may be the title itself: it is not one of them.
    """
    cabezas = []
    for i in marcas:
        escritas = (n for n in range(i + 1, len(lineas)) if not lineas[n].blanco)
        cabezas.append([(n, compacto(lineas[n].limpio)) for n in islice(escritas, _CABEZA)])
    veces = Counter(c for grupo in cabezas for c in {c for _, c in grupo if c})
    vistas: set[str] = set()
    halladas: set[int] = set()
    for grupo in cabezas:
        for n, c in takewhile(lambda x: veces[x[1]] > 1 and veces[x[1]] * 2 > len(marcas), grupo):
            if c in vistas:
                halladas.add(n)
            vistas.add(c)
    return halladas


def sobre_fichas(lineas: Sequence[Renglon], inicios: Sequence[int]) -> set[int]:
    """The lines above the first form of a document that stand above most of the others too:
    a letterhead. What is above the first is no text of a class, so neither is it later.
    """
    bordes: list[list[int]] = []
    tope = -1
    for inicio in inicios:
        escritas = (n for n in range(inicio - 1, tope, -1) if not lineas[n].blanco)
        bordes.append(list(islice(escritas, _MIRA)))
        tope = inicio
    veces = Counter(c for b in bordes for c in {compacto(lineas[n].limpio) for n in b})
    suyas = {compacto(lineas[n].limpio) for n in (bordes[0] if bordes else ())} - {""}
    repetidas = {c for c in suyas if veces[c] > 1 and veces[c] * 2 > len(bordes)}
    return {
        n
        for borde in bordes
        for n in takewhile(lambda n: compacto(lineas[n].limpio) in repetidas, borde)
    }


def _sobre(
    lineas: Sequence[Renglon],
    encabezados: Sequence[Encabezado],
    n: int,
    titulos: Titulos,
    cuenta: set[int],
) -> Iterator[int]:
    """The lines above header ``n`` (or the end of the document), upwards; not those that count."""
    i = (encabezados[n].lineas[0] if n < len(encabezados) else len(lineas)) - 1
    tope = encabezados[n - 1].lineas[-1] if n else -1
    vistas = 0
    while i > tope and vistas < _MIRA:
        if not (lineas[i].blanco or lineas[i].regla or i in cuenta):
            if not _cabe(lineas[i], titulos):
                return
            vistas += 1
            yield i
        i -= 1


def _cabe(r: Renglon, titulos: Titulos) -> bool:
    return (
        len(r.llenas) == 1
        and len(r.limpio) <= 120
        and r.limpio[-1] not in ".;,:"
        and r.limpio[0].isupper()
        and marca(r.limpio) is None
        and titulos.reconocer(r) is None
    )
