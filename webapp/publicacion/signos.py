"""Which characters can be printed, so that an emoji in a text never stops a document."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

#: What is printed for a sign that no typeface here has.
HUECO = "□"
#: Direction overrides would print a text in another order than it is stored in.
_DIRECCION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_VARIANTES = frozenset(map(chr, range(0xFE00, 0xFE10)))
_INVISIBLES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
#: Longer than any Spanish word: an address, or a paste without spaces, which must break somewhere.
_PALABRA = 24
_CORTE = "\u200b"


def imprimible(texto: str, faltan: Iterable[str] = ()) -> str:
    """``texto`` as it can be printed: ``faltan`` are the signs without a drawing.

    Line ends and tabs stay; other control characters, direction overrides and private signs go.
    Very long words get places to break, which print nothing.
    """
    sin = frozenset(faltan)
    limpio = "".join(
        (c if c not in sin else "" if unicodedata.combining(c) or c in _VARIANTES else HUECO)
        for c in texto
        if c in "\n\t" or (c not in _DIRECCION and unicodedata.category(c) not in _INVISIBLES)
    )
    return " ".join(_con_cortes(p) for p in limpio.split(" "))


def en_datos(datos: Any, cambio: Callable[[str], str]) -> Any:
    """The same JSON value with ``cambio`` applied to each of its texts (not to its keys)."""
    if isinstance(datos, str):
        return cambio(datos)
    if isinstance(datos, dict):
        return {clave: en_datos(valor, cambio) for clave, valor in datos.items()}
    if isinstance(datos, list):
        return [en_datos(valor, cambio) for valor in datos]
    return datos


def letras_de(datos: Any) -> frozenset[str]:
    """Every character beyond ASCII in a JSON value."""
    vistas: set[str] = set()

    def mirar(texto: str) -> str:
        vistas.update(texto)
        return texto

    en_datos(datos, mirar)
    return frozenset(c for c in vistas if c > "\x7f")


def _con_cortes(palabra: str) -> str:
    if len(palabra) <= _PALABRA:
        return palabra
    return _CORTE.join(palabra[n : n + _PALABRA] for n in range(0, len(palabra), _PALABRA))
