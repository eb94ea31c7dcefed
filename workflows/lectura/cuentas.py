"""The count of pages that programs print on each page: it is no word of anybody."""

from __future__ import annotations

import re

_CUENTA = re.compile(
    r"\b(?:p[áa]g(?:ina)?|hoja)s?\b[\s.:#]*\d{1,4}(?:\s*(?:de|/)\s*\d{1,4})?"
    r"|^\W*\d{1,4}(?:\s*(?:de|/)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)


def sin_cuenta(linea: str) -> str:
    """A line of the edge of a page without its page count; "" when it says nothing else."""
    resto = _CUENTA.sub("", linea).strip(" \t|·-–—")
    return resto if any(map(str.isalnum, resto)) else ""
