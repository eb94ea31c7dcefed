"""Which printed value belongs to which column of the header, also when cells were merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workflows.formatos.modelo import Formato
from workflows.lectura.encabezado import Encabezado
from workflows.lectura.plegado import compacto


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
        repartido, segura = _repartir(e.valores, columnas, vocabulario)
        for clave, valor in repartido.items():
            e.campos.setdefault(clave, valor)
        impresos = " | ".join(e.valores)
        if not segura:
            dudas.append((e.numero, f"No es seguro qué dice cada celda de «{impresos}»; revíselo."))
    return dudas


def _apartar(e: Encabezado, columnas: int) -> None:
    """When one row alone has a cell for each column, the other rows are no values."""
    enteras = [f for f in e.filas if len(f) == columnas > 1]
    if len(enteras) == 1 and len(e.filas) > 1:
        e.sobrantes.extend(v for f in e.filas if f is not enteras[0] for v in f)
        e.filas = enteras


def _columnas(e: Encabezado, formato: Formato) -> list[str]:
    propias = [c for c in e.rotulos if c not in e.campos]
    todas = [c for c in formato.pagina.columnas if c not in e.campos]
    if len(propias) != len(e.valores) and len(todas) == len(e.valores):
        return todas
    return propias if len(propias) >= len(todas) else todas


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
                    for k in range(tope, 0, -1)
                    if compacto(" ".join(palabras[:k])) in vocabulario[clave]
                ),
                0,
            )
            if clave in vocabulario
            else 0
        )
        segura = segura and largo > 0
        largo = largo or min(1, tope)
        salida[clave] = " ".join(palabras[:largo])
        palabras = palabras[largo:]
    return {c: v for c, v in salida.items() if v}, segura
