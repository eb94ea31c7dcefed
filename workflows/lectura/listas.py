"""The mark that opens an item: ``7.``, ``7.-``, ``(7)``, ``a)``, ``iv)``, ``•``, ``-``…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from workflows.lectura.notas import ABRE, CIERRA


class Clase(Enum):
    """What kind of mark opens the item."""

    NUMERO = auto()  #: 7.
    LETRA = auto()  #: b)
    ROMANO = auto()  #: iv)
    VINETA = auto()  #: •
    DUDOSA = auto()  #: o, v, –: a bullet in some documents, a word or a dash in others


@dataclass(frozen=True, slots=True)
class Marca:
    """A list mark, the position it claims (0 for bullets) and the text after it."""

    clase: Clase
    valor: int
    resto: str


_NUMERO = re.compile(
    r"[(\[]?(\d{1,3})(?:\s?\.\s?[-–—)]|\s?[.)\]]|\s?[-–—](?=\s)|[°º]\.?)(?:\s+|(?=[^\W\d_¿¡«\"“])|$)(.*)",
    re.DOTALL,
)
#: ``2.3``, ``2.3.-``: the last number is the one that counts; ``2.5 años`` is an amount.
_HONDO = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){0,2}\.(\d{1,2})[.)]?[-–—]?\s+(?=[A-ZÁÉÍÓÚÑ¿«\"“])(.*)", re.DOTALL
)
_LETRA = re.compile(r"\(?([a-zA-Z])(?:\s?[)]|\.[-–)]?)(?:\s+|$)(.*)", re.DOTALL)
_DOBLE = re.compile(r"\(?([a-zA-Z]{2})(?:\s?[)]|\.[-–)]?)(?:\s+|$)(.*)", re.DOTALL)
_PROPIA = re.compile(r"\(?(ch|ll|ñ)(?:\s?[)]|\.[-–)]?)\s+(.*)", re.DOTALL | re.IGNORECASE)
_PROPIAS = {"ch": 3, "ll": 12, "ñ": 14}  #: the letter each one follows in the Spanish alphabet
_ROMANO = re.compile(r"\(?([ivx]{1,5}|[IVX]{1,5})(?:\s?[)]|\.[-–)]?)(?:\s+|$)(.*)", re.DOTALL)
#: Any drawn sign: the usual ones, arrows, shapes, dingbats, those of Word's Symbol fonts; and an
#: asterisk that was kept apart as if it pointed to a note.
_VINETA = re.compile(
    r"(?:[•●○◦▪▫■□►▸➢➤✓✔§·∙‣⦁\uf000-\uf0ff]\s*"
    r"|(?:[\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff]|"
    f"{ABRE}\\*{CIERRA}"
    r"|[-*+])\s+|[-*+]$)(.*)",
    re.DOTALL,
)
_PEGADA = re.compile(r"[-](?=[A-ZÁÉÍÓÚÑ])(.*)", re.DOTALL)
#: The letters are what a bullet of the font Wingdings leaves where the font is not.
_DUDOSA = re.compile(r"[oØüvqnl–—]\s+(?=[A-ZÁÉÍÓÚÑ¿«\"“\d])(.*)", re.DOTALL)
_ROMANOS = {"i": 1, "v": 5, "x": 10}


#: Lines whose mark is remembered: each is asked for it by several who look at it in turn.
_RECORDADAS = 2_048


@lru_cache(_RECORDADAS)
def marca(limpio: str) -> Marca | None:
    """The mark ``limpio`` begins with, or None."""
    m = _VINETA.match(limpio)
    if m:
        numerada = _NUMERO.match(m[1])
        if numerada and numerada[2]:
            return Marca(Clase.NUMERO, int(numerada[1]), numerada[2])
        return Marca(Clase.VINETA, 0, m[1])
    m = _NUMERO.match(limpio) or _HONDO.match(limpio)
    if m:
        return Marca(Clase.NUMERO, int(m[1]), m[2])
    m = _PEGADA.match(limpio)
    if m:
        return Marca(Clase.VINETA, 0, m[1])
    m = _DUDOSA.match(limpio)
    return Marca(Clase.DUDOSA, 0, m[1]) if m else None


def letras(limpio: str) -> list[Marca]:
    """The lettered readings of ``limpio`` (``i)`` is both a letter and a roman number)."""
    posibles = []
    m = _LETRA.match(limpio)
    if m:
        posibles.append(Marca(Clase.LETRA, ord(m[1].lower()) - ord("a") + 1, m[2]))
    m = _DOBLE.match(limpio)
    if m:
        posibles.extend(Marca(Clase.LETRA, n, m[2]) for n in _dobles(m[1].lower()))
    m = _ROMANO.match(limpio)
    if m:
        posibles.append(Marca(Clase.ROMANO, _romano(m[1].lower()), m[2]))
    return posibles


def intercalada(limpio: str) -> Marca | None:
    """``ñ)``, ``ll)`` or ``ch)``, which keeps the place of the letter it follows; or None."""
    m = _PROPIA.match(limpio)
    return Marca(Clase.LETRA, _PROPIAS[m[1].lower()], m[2]) if m else None


def _dobles(texto: str) -> Iterator[int]:
    """The places that two letters may claim: after z come aa, bb… in Word, aa, ab… elsewhere."""
    primera, segunda = (ord(c) - ord("a") + 1 for c in texto)
    if primera == segunda:
        yield 26 + primera
    yield 26 * primera + segunda


def _romano(texto: str) -> int:
    valores = [_ROMANOS[c] for c in texto]
    siguientes = [*valores[1:], 0]
    return sum(-v if v < s else v for v, s in zip(valores, siguientes, strict=True))
