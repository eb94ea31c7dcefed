"""Recognising a printed date; its words are kept as printed."""

from __future__ import annotations

import re

_MESES = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|se(?:pt|t|p)iembre|octubre|noviembre|diciembre"
    "|ene|feb|mar|abr|may|jun|jul|ago|sept?|set|oct|nov|dic"
    "|january|february|march|april|june|july|august|september|october|november|december"
)
_FECHA = re.compile(
    rf"(?:\w+,?\s+)?(?:a\s+)?(?:\d{{1,2}}(?:[°º]|e?ro\.?)?\s*(?:de\s+|[-/.]\s*)?)?(?:{_MESES})\b\.?,?"
    r"\s*(?:\d{1,2},\s*)?(?:del?\s+|[-/.]\s*)?\d{4}\.?"
    r"|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)


def es_fecha(texto: str) -> bool:
    """Whether ``texto`` is a date and nothing else."""
    return len(texto) <= 60 and _FECHA.fullmatch(texto.strip(" _\t.")) is not None
