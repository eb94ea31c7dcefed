"""Comparing Spanish words the way a reader does: accents, case and spacing aside."""

from __future__ import annotations

import re
import unicodedata

_NO_PALABRA = re.compile(r"[^0-9a-z]+")


def plano(texto: str) -> str:
    """Lower case, without accents, one space between words: for comparing, never for showing."""
    sin_marcas = "".join(
        c for c in unicodedata.normalize("NFKD", texto) if not unicodedata.combining(c)
    )
    return " ".join(sin_marcas.casefold().split())


def ficha(texto: str) -> str:
    """A slug for an address: ``Ejecutivo Experto`` → ``ejecutivo-experto``."""
    return _NO_PALABRA.sub("-", plano(texto)).strip("-")
