"""The days a text names, in digits or written out, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from workflows.cifras import PALABRAS, leer_letras
from workflows.fechas import MESES, leer_fecha

_MES = rf"(?:{'|'.join(MESES)}|setiembre)"
_LETRAS = rf"(?:(?:{'|'.join(sorted(PALABRAS, key=len, reverse=True))})\b ?)"
_ANIO = rf"(?:[12]\d{{3}}|{_LETRAS}{{1,6}})"
_DIA = re.compile(
    rf"\b(?P<dia>\d{{1,2}}|{_LETRAS}{{1,3}})[°º]?\s?(?:de |del mes de )(?P<mes>{_MES}),?\s"
    rf"(?:del? )?(?:ano )?(?P<anio>{_ANIO})"
    r"|\b(?P<cifras>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?[12]\d{3}|[12]\d{3}-\d{2}-\d{2})\b"
)


@dataclass(frozen=True, slots=True)
class DiaNombrado:
    """A day, and the characters of the plain text that name it."""

    dia: date
    inicio: int
    fin: int


def dias_en(plano: str) -> tuple[DiaNombrado, ...]:
    """Every day that ``plano`` (lower case, no accents, single spaces) names, in order.

    One that does not exist («31 de febrero») is not there.
    """
    dias = []
    for h in _DIA.finditer(plano):
        dia = _cifras(h["cifras"]) if h["cifras"] else _en_palabras(h["dia"], h["mes"], h["anio"])
        if dia is not None:
            fin = h.end() - (len(h.group()) - len(h.group().rstrip()))
            dias.append(DiaNombrado(dia, h.start(), fin))
    return tuple(dias)


def _en_palabras(dia: str, mes: str, anio: str) -> date | None:
    n = int(dia) if dia.isdecimal() else leer_letras(dia)
    a = int(anio) if anio.isdecimal() else _anio(anio)
    if n is None or a is None:
        return None
    numero = MESES.index("septiembre" if mes == "setiembre" else mes) + 1
    try:
        return date(a, numero, n)
    except ValueError:
        return None


def _anio(letras: str) -> int | None:
    """The year at the start of ``letras``: a run of number words may go on past it."""
    palabras = letras.split()
    for largo in range(len(palabras), 0, -1):
        n = leer_letras(" ".join(palabras[:largo]))
        if n is not None and 1900 <= n <= 2999:
            return n
    return None


def _cifras(texto: str) -> date | None:
    leida = leer_fecha(texto)
    return leida.primer_dia if leida and leida.dia else None
