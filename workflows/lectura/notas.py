"""Footnote marks, in the ways a converter writes them, and the notes they point to."""

from __future__ import annotations

import re

#: A mark, once recognised, stands in the text between two private characters.
ABRE, CIERRA = "\ue000", "\ue001"
_MARCA = re.compile(f"{ABRE}([^{ABRE}{CIERRA}]{{1,12}}){CIERRA}")
_SUP = re.compile(
    r"<sup\b[^<>]{0,99}>\s*[(\[]?(\d{1,3}|\*{1,3}|[a-z])[)\]]?\s*</sup\s*>", re.IGNORECASE
)
_GORRO = re.compile(r"\^\[?(\d{1,3}|[a-z])\]?\^", re.IGNORECASE)
_MARKDOWN = re.compile(r"\[\^([\w*-]{1,12})\]")
_ASTERISCO = re.compile(
    r"\((\*{1,3})\)|(?:(?<=[^\W_])|(?<=[^\W_]\s)(?=\\)|^(?=\\))\\?(\*)(?=[\s.,;:)]|$)"
)
_SUBIDA = re.compile("([⁰¹²³⁴-⁹]{1,3})")
_UNIDAD = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|s|h|ha)$", re.IGNORECASE)
_BAJAR = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUBIR = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def marcar(texto: str) -> str:
    """Put every footnote mark between ABRE and CIERRA; ``m²`` is a unit, not a mark."""
    if "<" in texto:
        texto = _SUP.sub(_o_unidad, texto)
    if "^" in texto:
        texto = _MARKDOWN.sub(_envuelta, _GORRO.sub(_o_unidad, texto))
    return texto if texto.isascii() else _SUBIDA.sub(_o_unidad, texto)


def marcar_asteriscos(texto: str) -> str:
    """Put the asterisks that point to a note between ABRE and CIERRA, once emphasis is gone."""
    if "*" not in texto:
        return texto
    return _ASTERISCO.sub(lambda m: f"{ABRE}{m[1] or m[2]}{CIERRA}", texto)


def _envuelta(hallada: re.Match[str]) -> str:
    return f"{ABRE}{hallada[1]}{CIERRA}"


def _o_unidad(hallada: re.Match[str]) -> str:
    marca = hallada[hallada.re.groups].translate(_BAJAR)
    antes = hallada.string[max(0, hallada.start() - 4) : hallada.start()]
    if _UNIDAD.search(antes) and marca.isdigit():
        return marca.translate(_SUBIR)
    return f"{ABRE}{marca}{CIERRA}"


def sacar_marcas(texto: str) -> tuple[str, tuple[str, ...]]:
    """The text as a reader says it, and the marks it carried, in order."""
    if ABRE not in texto:
        return texto, ()
    marcas: list[str] = []
    salida: list[str] = []
    fin = 0
    for m in _MARCA.finditer(texto):
        marcas.append(m[1])
        previo = texto[fin : m.start()]
        salida.append(previo.rstrip() if _cierra(texto, m.end()) else previo)
        fin = m.end()
    salida.append(texto[fin:])
    return "".join(salida).strip(), tuple(dict.fromkeys(marcas))


def _cierra(texto: str, i: int) -> bool:
    """Whether what follows the mark lets go of the space before it (``Topografía ¹, …``)."""
    return i >= len(texto) or texto[i] == ABRE or not texto[i].isalnum()


def definicion(limpio: str) -> tuple[str, str] | None:
    """The mark and the text of a line that begins with a footnote mark, or None."""
    m = _MARCA.match(limpio)
    if m is None:
        return None
    return m[1], limpio[m.end() :].lstrip(" \t\xa0:.)-–")


def al_pie(limpio: str, citadas: set[str]) -> tuple[str, str] | None:
    """Under a rule, ``1 Texto`` or ``(1) Texto`` is a note when the mark 1 was cited."""
    m = re.match(r"[(\[]?(\d{1,3}|\*{1,3})[)\].:/]*(?:\s+|$)(.*)", limpio, re.DOTALL)
    return (m[1], m[2]) if m and m[1] in citadas else None


def en_linea(texto: str) -> str:
    """The text with its marks raised again, where no list of notes can carry them."""
    if ABRE not in texto:
        return texto
    return _MARCA.sub(lambda m: m[1].translate(_SUBIR), texto)
