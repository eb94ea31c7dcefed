"""Which printed value belongs to which column of the header, also when cells were merged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from workflows.formatos.modelo import Formato
from workflows.lectura.continuidad import pendiente
from workflows.lectura.encabezado import Encabezado
from workflows.lectura.plegado import compacto

#: What no value begins with: the end of ``GENERAL A``, of ``CATEGORÍA 1``.
_SERIE = re.compile(r"[A-Z]|\d{1,2}|[IVX]{1,4}")
_PALABRAS = 30  #: words; no value of a header has more
_CELDAS = 8  #: a header with more cells than this has more than values broken in lines


def asignar(encabezados: Sequence[Encabezado], formato: Formato) -> list[tuple[int, str]]:
    """Fill ``campos`` from the values of each header; returns (line, message) of each doubt.

    Headers whose cells match their labels teach the vocabulary that splits the merged ones.
    """
    dudas: list[tuple[int, str]] = []
    vocabulario: dict[str, dict[str, str]] = {c: {} for c in formato.pagina.columnas}
    pendientes = []
    for e in encabezados:
        if not e.valores:
            continue
        _apartar(e, len(formato.pagina.columnas))
        columnas = _columnas(e, formato)
        if len(columnas) == len(e.valores):
            for clave, valor in zip(columnas, e.valores, strict=True):
                e.campos.setdefault(clave, valor)
                vocabulario.setdefault(clave, {})[compacto(valor)] = valor
        else:
            pendientes.append((e, columnas))
    for e, columnas in pendientes:
        juntar = len(columnas) < len(e.valores) <= _CELDAS
        repartir = _juntar if juntar else _repartir
        repartido, segura = repartir(e.valores, columnas, vocabulario)
        for clave, valor in repartido.items():
            e.campos.setdefault(clave, valor)
        impresos = " | ".join(e.valores)
        if not segura:
            dudas.append((e.numero, f"No es seguro qué dice cada celda de «{impresos}»; revíselo."))
    return dudas


def _apartar(e: Encabezado, columnas: int) -> None:
    """When one row alone has a cell for each column, the other rows are foreign lines."""
    enteras = [f for f in e.filas if len(f) == columnas > 1]
    if len(enteras) == 1 and len(e.filas) > 1:
        sobran = [n for n, f in enumerate(e.filas) if f is not enteras[0]]
        e.dentro.extend(e.indices[n] for n in sobran)
        e.filas = enteras


def _columnas(e: Encabezado, formato: Formato) -> list[str]:
    propias = [c for c in e.rotulos if c not in e.campos]
    todas = [c for c in formato.pagina.columnas if c not in e.campos]
    if len(propias) != len(e.valores) and len(todas) == len(e.valores):
        return todas
    return propias if len(propias) >= len(todas) else todas


def _juntar(
    valores: Sequence[str], columnas: Sequence[str], vocabulario: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, str], bool]:
    """Join the cells of a value that took more than one line: known values, else the last."""
    mejor: tuple[tuple[int, int, int], dict[str, str]] = ((-1, 0, 0), {})
    for cortes in combinations(range(1, len(valores)), len(columnas) - 1):
        grupos = [valores[a:b] for a, b in pairwise((0, *cortes, len(valores)))]
        dichos = {c: " ".join(g) for c, g in zip(columnas, grupos, strict=True)}
        sabidos = sum(compacto(v) in vocabulario.get(c, {}) for c, v in dichos.items())
        siguen = sum(pendiente(v) for g in grupos for v in g[:-1])
        mejor = max(mejor, ((sabidos, siguen, len(grupos[-1])), dichos), key=lambda m: m[0])
    return mejor[1], mejor[0][0] == len(columnas)


def _repartir(
    valores: Sequence[str], columnas: Sequence[str], vocabulario: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, str], bool]:
    """Share the words of ``valores`` among ``columnas``: by known values, else by guess."""
    palabras = " ".join(valores).split()
    salida: dict[str, str] = {}
    segura = True
    for n, clave in enumerate(columnas):
        quedan = len(columnas) - n - 1
        if not quedan:
            salida[clave] = " ".join(palabras)
            segura = segura and compacto(salida[clave]) in vocabulario.get(clave, {})
            break
        tope = max(len(palabras) - quedan, 0)
        largo = (
            next(
                (
                    k
                    for k in range(min(tope, _PALABRAS), 0, -1)
                    if compacto(" ".join(palabras[:k])) in vocabulario[clave]
                ),
                0,
            )
            if clave in vocabulario
            else 0
        )
        segura = segura and largo > 0
        largo = largo or min(1, tope)
        while largo < tope and _SERIE.fullmatch(palabras[largo]) and not segura:
            largo += 1
        salida[clave] = " ".join(palabras[:largo])
        palabras = palabras[largo:]
    return {c: v for c, v in salida.items() if v}, segura
