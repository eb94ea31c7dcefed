"""Old alphabets of eight bits: the one in which the bytes are plausible Spanish."""

from __future__ import annotations

import re

#: What Windows writes, and is taken for granted; then the Mac before 2001, and the MS-DOS console.
_WINDOWS, _OTROS = "cp1252", ("mac_roman", "cp850")
_UTF8 = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
_NUESTRAS = "áéíóúüñÁÉÍÓÚÜÑ"
#: A letter of ours beside others of its own case (an initial may be followed by any).
_BUENA = re.compile(
    "(?<=[a-zA-Z])[áéíóúüñ](?![A-ZÁÉÍÓÚÑ])|(?<![a-zA-Z])[áéíóúñ](?=[a-z])"
    "|(?<![a-z])[ÁÉÍÓÚÜÑ](?=[a-zA-Z])|(?<=[A-Z])[ÁÉÍÓÚÜÑ](?![a-z])"
)
#: Any other sign inside a word; what does stand there: apostrophes, hard spaces, catalan dots.
_MALA = re.compile(
    f"(?<=[a-zA-Z])[^\\x00-\\x7f’´·\\xa0\\xad{_NUESTRAS}](?=[a-zA-Z])"
    "|(?<=[A-Z])[áéíóúüñ](?=[A-Z])|(?<=[a-z])[ÁÉÍÓÚÜÑ](?=[a-z])"
)
_PESA = 3  #: good letters that one bad sign is worth
_BASTA = 400_000  #: bytes that tell


def alfabeto(datos: bytes) -> str:
    """The codec that ``datos``, which are no UTF-8, were written with: Windows-1252 unless
    another one makes words where that one makes none.

    A file that also has letters in UTF-8 was joined from two, and is never of another alphabet.
    """
    muestra = datos[:_BASTA]
    if _UTF8.search(muestra):
        return _WINDOWS
    malas, puntos = _juzgar(muestra, _WINDOWS)
    if not malas:
        return _WINDOWS
    mejor, suyos = _WINDOWS, puntos + 1
    for codec in _OTROS:
        _, otros = _juzgar(muestra, codec)
        if otros > suyos and otros > 0:
            mejor, suyos = codec, otros
    return mejor


def _juzgar(muestra: bytes, codec: str) -> tuple[int, int]:
    """The signs that no word has, and what the letters are worth."""
    texto = muestra.decode(codec, "replace")
    malas = len(_MALA.findall(texto))
    return malas, len(_BUENA.findall(texto)) - _PESA * malas
