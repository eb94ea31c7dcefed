"""The same words written one way: programs compose letters, and break words, each in its own."""

from __future__ import annotations

import re
import unicodedata

_BLANDO = "\u00ad"
_AL_FINAL = re.compile(f"{_BLANDO}[ \t]*\n[ \t]*(?=\\w)")
#: Letters that a font draws together: ``ﬁ`` is an f and an i.
_LIGADA = re.compile("[\ufb00-\ufb06]")
_FILA = re.compile(r"<(/?)tr\b[^<>\n]{0,300}>", re.IGNORECASE)
_SALTOS = re.compile(r"\s*\n\s*")
_CORTADA = re.compile(r"([^\W\d_]+)-$")
_COLA = re.compile(r"([^\W\d_]+)(\S*)\s*")
_PALABRA = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def componer(texto: str) -> str:
    """Accents joined to their letters, no hyphens of the kind that only shows at a line's end, each
    row of a table in HTML on a line of its own.
    """
    if _BLANDO in texto:
        texto = _AL_FINAL.sub("", texto).replace(_BLANDO, "")
    suelto = _LIGADA.sub(lambda m: unicodedata.normalize("NFKC", m[0]), texto)
    return _en_filas(unicodedata.normalize("NFC", suelto))


def _en_filas(texto: str) -> str:
    """The rows of a table in HTML, which may come all on one line or each on many, one a line."""
    partes: list[str] = []
    hecho, abre = 0, -1
    for m in _FILA.finditer(texto):
        if not m[1]:
            abre = m.start()
        elif abre >= 0:
            partes += [texto[hecho:abre], _SALTOS.sub(" ", texto[abre : m.end()])]
            hecho, abre = m.end(), -1
            if texto[hecho:].lstrip(" \t")[:1] not in ("", "\n"):
                partes.append("\n")
    return "".join([*partes, texto[hecho:]]) if partes else texto


def sin_cortes(lineas: list[str]) -> list[str]:
    """Lines of a page whose cut words are whole again, each on the line where it begins.

    The hyphen goes when the whole word is elsewhere in the text; otherwise it may be its own
    (``técnico-administrativo``) and stays.
    """
    vistas: set[str] = set()
    for linea in lineas:
        vistas.update(p.casefold() for p in _PALABRA.findall(linea))
    enteras = list(lineas)
    for n in range(len(enteras) - 1):
        cortada, cola = _CORTADA.search(enteras[n]), _COLA.match(enteras[n + 1])
        if cortada is None or cola is None or not cola[1][0].islower():
            continue
        junta = (cortada[1] + cola[1]).casefold() in vistas
        enteras[n] = f"{enteras[n][:-1] if junta else enteras[n]}{cola[1]}{cola[2]}"
        enteras[n + 1] = enteras[n + 1][cola.end() :]
    return enteras
