"""Pieces as a browser sends them, which may be anything: the value, or a refusal."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from workflows.contenido import Forma
from workflows.piezas import CAMPO, FILA, FILAS, ITEM, LISTA, NOTAS, SECCIONES, escribir

_NOMBRES = {forma.value for forma in Forma}


def leer_pieza(nombre: str, escrita: str) -> Any:
    """The value of the piece ``nombre``, of the shape that a text needs.

    Half of an emoji, as a browser leaves it when a text is cut short, becomes «?».
    Raises ValueError when no text has a piece of that name or of that shape.
    """
    try:
        valor = json.loads(escribir(json.loads(escrita)).encode(errors="replace"))
    except RecursionError:
        raise ValueError(nombre) from None
    if not _forma_de(nombre)(valor):
        raise ValueError(nombre)
    return valor


def _forma_de(nombre: str) -> Callable[[Any], bool]:
    if nombre in _ENTERAS:
        return _ENTERAS[nombre]
    for prefijo, forma in _POR_PREFIJO.items():
        if nombre.startswith(prefijo) and nombre != prefijo:
            return forma
    raise ValueError(nombre)


def _texto(valor: Any) -> bool:
    return isinstance(valor, str)


def _textos(valor: Any) -> bool:
    return isinstance(valor, list) and all(map(_texto, valor))


def _item(valor: Any) -> bool:
    return (
        _con(valor, "texto", "forma", "notas")
        and _texto(valor["texto"])
        and _texto(valor["forma"])
        and valor["forma"] in _NOMBRES
        and _textos(valor["notas"])
    )


def _fila(valor: Any) -> bool:
    return (
        _con(valor, "tipo", "competencia", "grado", "concepto")
        and _textos([valor["tipo"], valor["competencia"], valor["concepto"]])
        and type(valor["grado"]) is int
    )


def _notas(valor: Any) -> bool:
    return isinstance(valor, list) and all(
        _con(nota, "marca", "texto") and _textos(list(nota.values())) for nota in valor
    )


def _con(valor: Any, *claves: str) -> bool:
    return isinstance(valor, dict) and valor.keys() == set(claves)


_ENTERAS = {SECCIONES: _textos, FILAS: _textos, NOTAS: _notas}
_POR_PREFIJO = {ITEM: _item, FILA: _fila, CAMPO: _texto, LISTA: _textos}
