"""A PDF without tags, line by line as it is drawn: the reader joins what the page broke."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workflows.lectura.pdf.letras import es_negrita

_SALTO = 1.7  #: heights of a line between two baselines that make a new paragraph
_HUECO = 3.0  #: widths of a space that separate two cells


def por_renglones(paginas: Iterable[Any]) -> str:
    """The lines of each page, a blank one where the page leaves room; bold lines marked."""
    salida: list[str] = []
    for pagina in paginas:
        anterior: Any = None
        for renglon in pagina.filter(_derecha).extract_text_lines(return_chars=True):
            alto = renglon["bottom"] - renglon["top"]
            if anterior is not None and renglon["top"] - anterior["top"] > _SALTO * alto:
                salida.append("")
            anterior = renglon
            salida.append(_escrito(renglon))
        salida.append("")
        pagina.close()
    return "\n".join(salida) + "\n"


def _escrito(renglon: Any) -> str:
    """The words of a line, with a tab where it leaves a hole as wide as a column's edge."""
    letras = renglon["chars"]
    texto = ""
    previa: Any = None
    for letra in letras:
        if previa is not None:
            hueco = letra["x0"] - previa["x1"]
            ancho = max(letra["size"] * 0.25, 0.1)
            if hueco > _HUECO * ancho * 2:
                texto = texto.rstrip() + "\t"
            elif hueco > ancho * 0.6 and not texto.endswith((" ", "\t")):
                texto += " "
        texto += letra["text"]
        previa = letra
    limpio = texto.strip()
    if limpio and all(es_negrita(x) for x in letras if not x["text"].isspace()):
        return "\t".join(f"**{c.strip()}**" for c in limpio.split("\t") if c.strip())
    return limpio


def _derecha(cosa: dict[str, Any]) -> bool:
    """Slanted words are a watermark or a stamp."""
    return not cosa["matrix"][1] if "matrix" in cosa else True
