"""The order in which a whole manual is read: estrato, then categoría, then código."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from workflows.formatos import Formato
from workflows.texto import plano

_C = TypeVar("_C")


def columnas_de_orden(formato: Formato) -> tuple[str, ...]:
    """The fields that group cargos: those of the identity but the last, which tells them apart.

    None where the identity is a código: those cargos go by it.
    """
    claves = tuple(c for c in formato.identidad if c != "codigo")
    return claves[:-1]


def en_orden(
    cargos: Iterable[_C],
    columnas: tuple[str, ...],
    leer: Callable[[_C], tuple[Mapping[str, str], str]],
) -> list[_C]:
    """Cargos as the manual prints them. ``leer`` gives the header fields and the title of one.

    Nothing declares which estrato comes first: the códigos tell, as the institution numbered
    them. A group goes where its smallest código goes, and so do the groups inside it; what has
    no código goes last, by title.
    """

    def hoja(cargo: _C) -> tuple[bool, str, str]:
        campos, titulo = leer(cargo)
        codigo = plano(campos.get("codigo", ""))
        return (not codigo, codigo, plano(titulo))

    def nivel(grupo: list[_C], resto: tuple[str, ...]) -> list[_C]:
        if not resto:
            return sorted(grupo, key=hoja)
        por_valor: dict[str, list[_C]] = {}
        for cargo in grupo:
            por_valor.setdefault(plano(leer(cargo)[0].get(resto[0], "")), []).append(cargo)
        ordenados = sorted(por_valor.items(), key=lambda g: (min(map(hoja, g[1])), g[0]))
        return [cargo for _, suyos in ordenados for cargo in nivel(suyos, resto[1:])]

    return nivel(list(cargos), columnas)
