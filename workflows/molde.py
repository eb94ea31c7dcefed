"""A frozen text as it is kept: compressed, alone or by what it has in common with another.

A cargo that changes two sentences says the rest again. Compressed with the text it was written
from as dictionary (its *molde*), it takes some hundred bytes. A molde stands alone: there is never
a chain to follow. Both are zlib streams (RFC 1950), which carry their own checksum.
"""

from __future__ import annotations

import zlib

#: With more than this share of what it takes alone, a text has little of its molde: it is one.
_PARECIDO = 0.5


def comprimir(texto: str, molde: str | None = None) -> bytes:
    """One stream. With ``molde``, what reads it back must have been given the molde first."""
    ajustes = (9, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_DEFAULT_STRATEGY)
    if molde is None:
        compresor = zlib.compressobj(*ajustes)
    else:
        compresor = zlib.compressobj(*ajustes, molde.encode())
    return compresor.compress(texto.encode()) + compresor.flush()


def amoldar(texto: str, molde: str | None) -> tuple[bytes, bool]:
    """The shorter way of keeping a text, and whether it needs ``molde``."""
    solo = comprimir(texto)
    if molde is None or molde == texto:
        return solo, False
    con_molde = comprimir(texto, molde)
    return (con_molde, True) if len(con_molde) < len(solo) * _PARECIDO else (solo, False)


def leer(guardado: bytes) -> str:
    """The text of a stream that stands alone, or of that of its molde and its own after it.

    Raises zlib.error or UnicodeDecodeError when these are not what was kept.
    """
    descompresor = zlib.decompressobj()
    texto = descompresor.decompress(guardado)
    entero = descompresor.eof
    if descompresor.unused_data:
        propio = zlib.decompressobj(zdict=texto)
        texto, entero = propio.decompress(descompresor.unused_data), propio.eof
        entero = entero and not propio.unused_data
    if not entero:
        raise zlib.error("el texto guardado está cortado o tiene de más")
    return texto.decode()
