"""A PDF without tags, line by line as it is drawn: the reader joins what the page broke."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workflows.lectura.compuesto import sin_cortes
from workflows.lectura.cuentas import sin_cuenta
from workflows.lectura.pdf.letras import es_negrita, esta_inclinada
from workflows.lectura.pdf.tablas import Tabla, fuera_de, tablas_de

_SALTO = 1.7  #: heights of a line between two baselines that make a new paragraph
_HUECO = 3.0  #: widths of a space that separate two cells
_BAJO = 0.85  #: share of the height of a page under which its foot stands
_PIE = 3  #: lines of a foot, at most
_CIFRAS = re.compile(r"\d+")


def por_renglones(paginas: Iterable[Any]) -> str:
    """The lines of each page, a blank one where the page leaves room; bold lines marked.

    Of a table whose cells are drawn, a row a line: its cells may have several of their own. What
    the feet of the pages say comes first, once, without its page count.
    """
    hechas = []
    for pagina in paginas:
        hechas.append(_de_pagina(pagina.filter(lambda x: not esta_inclinada(x))))
        pagina.close()
    pies = _pies([h.pie for h in hechas])
    salida = list(
        dict.fromkeys(s for h in hechas for x in h.pie if x in pies and (s := sin_cuenta(x)))
    )
    for n, hecha in enumerate(hechas, 1):
        while hecha.lineas and hecha.lineas[-1] in {*pies, ""}:
            hecha.lineas.pop()
        salida += ["", f"--- página {n} ---", "", *hecha.lineas]
    return "\n".join(sin_cortes(salida)) + "\n"


@dataclass(slots=True)
class _Pagina:
    """Its lines; and, last first, those that may be its foot."""

    lineas: list[str]
    pie: list[str]


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


def _de_pagina(pagina: Any) -> _Pagina:
    tablas = tablas_de(pagina)
    sueltas = fuera_de(pagina, tablas) if tablas else pagina
    trozos: list[tuple[float, Any]] = [(t.arriba, t) for t in tablas]
    trozos += [(r["top"], r) for r in sueltas.extract_text_lines(return_chars=True)]
    trozos.sort(key=lambda t: t[0])
    lineas: list[str] = []
    anterior: Any = None
    for _, trozo in trozos:
        if isinstance(trozo, Tabla):
            lineas += ["", *(x for fila in trozo.filas for x in fila), ""]
            anterior = None
            continue
        alto = trozo["bottom"] - trozo["top"]
        if anterior is not None and trozo["top"] - anterior["top"] > _SALTO * alto:
            lineas.append("")
        anterior = trozo
        lineas.append(_escrito(trozo))
    pie: list[str] = []
    for _, trozo in reversed(trozos):
        if isinstance(trozo, Tabla) or trozo["top"] < pagina.height * _BAJO or len(pie) == _PIE:
            break
        pie.append(_escrito(trozo))
    return _Pagina(lineas, pie)


def _escrito(renglon: Any) -> str:
    """The words of a line, with a tab where it leaves a hole as wide as a column's edge."""
    letras = renglon["chars"]
    texto = ""
    previa: Any = None
    for letra in letras:
        if previa is not None:
            hueco = letra["x0"] - previa["x1"]
            ancho = max(letra["size"] * 0.25, 0.1)
            if hueco > _HUECO * ancho * 2:
                texto = texto.rstrip() + "\t"
            elif hueco > ancho * 0.6 and not texto.endswith((" ", "\t")):
                texto += " "
        texto += letra["text"]
        previa = letra
    limpio = texto.strip()
    if limpio and all(es_negrita(x) for x in letras if not x["text"].isspace()):
        return "\t".join(f"**{c.strip()}**" for c in limpio.split("\t") if c.strip())
    return limpio
