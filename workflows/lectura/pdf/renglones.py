"""A PDF without tags, line by line as it is drawn: the reader joins what the page broke."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflows.lectura.compuesto import sin_cortes
from workflows.lectura.cuentas import sin_cuenta
from workflows.lectura.extraido import Texto
from workflows.lectura.listas import marca
from workflows.lectura.pdf.columnas import lados, tramos
from workflows.lectura.pdf.letras import esta_inclinada
from workflows.lectura.pdf.rejillas import Intervalo, de_dos, rejillas
from workflows.lectura.pdf.tablas import fuera_de, tablas_de
from workflows.lectura.pdf.trozos import Trozo, trozos_de

PAGINA = "--- página {} ---"  #: the line that a page begins with
_SALTO = 1.7  #: heights of a line between two baselines that make a new paragraph
_BAJO = 0.85  #: share of the height of a page under which its foot stands
_PIE = 3  #: lines of a foot, at most
_A_COLUMNAS = (
    "Hay texto en columnas en {}: se leyó primero la izquierda y después la derecha;"
    " compruebe que el orden sea ese."
)
_DUDOSAS = (
    "No se sabe si lo que hay lado a lado en {} son dos columnas o una tabla: se leyó renglón por"
    " renglón y puede haber quedado mezclado; compárelo con el PDF."
)
_CIFRAS = re.compile(r"\d+")


def por_renglones(paginas: Iterable[Any]) -> Texto:
    """The lines of each page, a blank one where the page leaves room; bold lines marked.

    Of a table, a row a line: its cells may have several of their own. Of columns, one after the
    other. What the feet of the pages say comes first, once, without its page count.
    """
    hechas: list[_Pagina] = []
    visto = _Visto()
    for pagina in paginas:
        hechas.append(_de_pagina(pagina.filter(lambda x: not esta_inclinada(x)), visto))
        pagina.close()
    pies = _pies([h.pie for h in hechas])
    salida = list(
        dict.fromkeys(s for h in hechas for x in h.pie if x in pies and (s := sin_cuenta(x)))
    )
    for n, hecha in enumerate(hechas, 1):
        while hecha.lineas and hecha.lineas[-1] in {*pies, ""}:
            hecha.lineas.pop()
        salida += ["", PAGINA.format(n), "", *hecha.lineas]
    return Texto("\n".join(sin_cortes(salida)) + "\n", tuple(_dudas(hechas)))


def _dudas(hechas: Sequence[_Pagina]) -> Iterator[tuple[int, str]]:
    columnas = [n for n, h in enumerate(hechas, 1) if h.columnas]
    if columnas:
        yield columnas[0], _A_COLUMNAS.format(_cuales(columnas))
    dudosas = [n for n, h in enumerate(hechas, 1) if h.dudas]
    if dudosas:
        yield dudosas[0], _DUDOSAS.format(_cuales(dudosas))


def _cuales(paginas: Sequence[int]) -> str:
    """``la página 3``, ``las páginas 3, 4 y 7``."""
    dichas = [str(n) for n in paginas]
    if len(dichas) == 1:
        return f"la página {dichas[0]}"
    return f"las páginas {', '.join(dichas[:-1])} y {dichas[-1]}"


@dataclass(slots=True)
class _Visto:
    """What the pages have shown: where columns are parted, and those of the last open table."""

    huecos: list[float] = field(default_factory=list)
    columnas: tuple[Intervalo, ...] = ()


@dataclass(slots=True)
class _Pagina:
    """Its lines; and, last first, those that may be its foot."""

    lineas: list[str]
    pie: list[str]
    columnas: bool = False  #: something in it is set in columns
    dudas: bool = False  #: or may be


def _pies(candidatas: Sequence[Sequence[str]]) -> set[str]:
    """The lines that are the foot of a page: a page count, or what most pages have there."""
    veces = Counter(c for pagina in candidatas for c in {_clave(x) for x in pagina})
    hallados: set[str] = set()
    for pagina in candidatas:
        for linea in pagina:
            n = veces[_clave(linea)]
            if sin_cuenta(linea) and not (n > 1 and n * 2 > len(candidatas)):
                break
            hallados.add(linea)
    return hallados


def _clave(linea: str) -> str:
    return _CIFRAS.sub("#", linea)


def _de_pagina(pagina: Any, visto: _Visto) -> _Pagina:
    tablas = tablas_de(pagina)
    trozos = trozos_de(fuera_de(pagina, tablas) if tablas else pagina)
    hecha = _Pagina([], [])
    desde = 0
    for tabla in [*tablas, None]:
        hasta = desde
        while hasta < len(trozos) and (tabla is None or trozos[hasta].arriba < tabla.arriba):
            hasta += 1
        _escribir(trozos[desde:hasta], visto, hecha)
        if tabla is not None:
            hecha.lineas += ["", *(x for fila in tabla.filas for x in fila), ""]
        desde = hasta
    ultima = tablas[-1].arriba if tablas else 0.0
    bajas = [t for t in trozos if t.arriba >= max(pagina.height * _BAJO, ultima)]
    hecha.pie += [t.texto for t in reversed(bajas)][:_PIE]
    return hecha


def _escribir(trozos: Sequence[Trozo], visto: _Visto, hecha: _Pagina) -> None:
    """Lines that no drawn table parts: first the left column of what is set in columns."""
    hechos = 0
    for tramo in tramos(trozos, visto.huecos):
        if tramo.dudoso:
            hecha.dudas = True
            continue
        _seguidos(trozos[hechos : tramo.desde], visto, hecha.lineas)
        hechos = tramo.hasta
        suyas = trozos[tramo.desde : hechos]
        if tramo.filas:
            hecha.lineas += ["", *de_dos(suyas, tramo.x, tramo.filas), ""]
            continue
        visto.huecos.append(tramo.x)
        for lado in lados(suyas, tramo.x):
            hecha.lineas.append("")
            _escribir(lado, visto, hecha)
        hecha.columnas = True
        hecha.lineas.append("")
    _seguidos(trozos[hechos:], visto, hecha.lineas)


def _seguidos(trozos: Sequence[Trozo], visto: _Visto, lineas: list[str]) -> None:
    """Lines from top to bottom, those of a table row by row; a blank one where there is room."""
    hechos, borde = 0, max((t.x1 for t in trozos), default=0.0)
    for rejilla in [*rejillas(trozos, visto.columnas), None]:
        anterior: Trozo | None = None
        for trozo in trozos[hechos : rejilla.desde if rejilla else None]:
            aparte = anterior is not None and trozo.arriba - anterior.arriba > _SALTO * trozo.alto
            if aparte:
                lineas.append("")
            if anterior is not None and not aparte and _es_titulo_roto(anterior, trozo, borde):
                lineas[-1] = f"{lineas[-1][:-2]} {trozo.texto[2:]}"
            else:
                lineas.append(trozo.texto)
            anterior = trozo
        if rejilla is not None:
            lineas += ["", *rejilla.filas, ""]
            hechos, visto.columnas = rejilla.hasta, rejilla.columnas
    if hechos < len(trozos) and len(piezas := trozos[-1].piezas) > 2:
        visto.columnas = tuple((p.x0, p.x1) for p in piezas)


def _es_titulo_roto(uno: Trozo, otro: Trozo, borde: float) -> bool:
    """Whether two bold lines are one heading: the first had no room for the next word."""
    if not all(t.texto.startswith("**") and "\t" not in t.texto for t in (uno, otro)):
        return False
    primera = otro.texto.strip("*").split(" ")[0]
    ancho = (otro.x1 - otro.x0) / max(len(otro.texto) - 4, 1) * (len(primera) + 1)
    return marca(primera + " X") is None and uno.x1 + ancho > borde
