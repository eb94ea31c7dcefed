"""Comparing Spanish words the way a reader does: accents, case and spacing aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_MENORES = {"a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "los", "o", "para",
            "por", "u", "y"}  # fmt: skip
#: The combining marks of Latin letters, and characters among which there are others.
_MARCAS, _QUIZAS = re.compile("[\u0300-\u034e\u0350-\u036f]"), re.compile("[\u0483-\U0010ffff]")
_NO_PALABRA = re.compile(r"[^0-9a-z]+")


#: Texts whose plain form a process remembers: a save changes one of forty.
_RECORDADOS = 4_096


@lru_cache(_RECORDADOS)
def plano(texto: str) -> str:
    """Lower case, without accents, one space between words: for comparing, never for showing."""
    sin_marcas = texto
    if not texto.isascii():
        sin_marcas = _MARCAS.sub("", unicodedata.normalize("NFKD", texto))
        if _QUIZAS.search(sin_marcas):
            sin_marcas = "".join(c for c in sin_marcas if not unicodedata.combining(c))
    return " ".join(sin_marcas.casefold().split())


def ficha(texto: str) -> str:
    """A slug for an address: ``Ejecutivo Experto`` → ``ejecutivo-experto``."""
    return _NO_PALABRA.sub("-", plano(texto)).strip("-")


def titular(texto: str) -> str:
    """Capitals of a printed header, as a title: ``EJECUTIVO EXPERTO`` → ``Ejecutivo Experto``.

    A text that is not all in capitals stays as somebody wrote it.
    """
    if not texto.isupper():
        return texto
    palabras = texto.lower().split(" ")
    return " ".join(
        p if n and p in _MENORES else p[:1].upper() + p[1:] for n, p in enumerate(palabras)
    )


def enumerar(partes: Sequence[str]) -> str:
    """``a, b y c``; «e» where the last begins with that sound."""
    if len(partes) < 2:
        return "".join(partes)
    ultima = plano(partes[-1])
    union = "e" if re.match(r"(?:i|hi)(?!e)", ultima) else "y"
    return f"{', '.join(partes[:-1])} {union} {partes[-1]}"
