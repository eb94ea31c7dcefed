"""Comparing printed words as scanners mangle them: accents, case and *spaces* aside.

A scanner prints ``COMPETEN CIAS`` and ``Págin a``; a label is found anyway because both
sides are folded to letters without spaces, with a map back to where each letter stood.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plegado:
    """``texto`` without spaces, accents or case; ``lugar[i]`` is where letter i stood."""

    texto: str
    lugar: tuple[int, ...]


def _letra(c: str) -> str:
    if c.isspace():
        return ""
    partes = unicodedata.normalize("NFKD", c)
    return "".join(
        p for p in partes if not unicodedata.combining(p) and unicodedata.category(p) != "Cf"
    ).casefold()


class _Pliegues(dict[str, str]):
    """Each character folded, learnt the first time it is seen."""

    def __missing__(self, c: str) -> str:
        self[c] = _letra(c)
        return self[c]


_PLIEGUES = _Pliegues()


def plegar(texto: str) -> Plegado:
    """Fold ``texto`` letter by letter, remembering places."""
    letras = [_PLIEGUES[c] for c in texto]
    lugar = tuple(i for i, letra in enumerate(letras) for _ in letra)
    return Plegado("".join(letras), lugar)


class _Letras(dict[int, str]):
    """A translation table that learns each character the first time it sees it."""

    def __missing__(self, codigo: int) -> str:
        self[codigo] = "".join(x for x in _letra(chr(codigo)) if x.isalnum())
        return self[codigo]


_LETRAS = _Letras()


def compacto(texto: str) -> str:
    """Only the letters and digits of ``texto``, folded: what two spellings of a title share."""
    return texto.translate(_LETRAS)


def en_mayusculas(texto: str) -> bool:
    """Whether ``texto`` has letters (three or more) and all of them are capitals."""
    return texto == texto.upper() and sum(map(str.isalpha, texto)) >= 3
