"""The letters of each marked piece of a tagged PDF, in the order they are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: Page (from 1) and number of the mark within it.
Marca = tuple[int, int]
ARTEFACTO = "Artifact"


@dataclass(slots=True)
class Pieza:
    """The words of one mark; ``negrita`` when every letter of it is bold."""

    texto: str = ""
    negrita: bool = True


def letras_por_marca(paginas: Iterable[Any]) -> dict[Marca, Pieza]:
    """What each mark says. What repeats on pages (artifacts) belongs to none.

    A mark may have others inside it that only explain a letter: they are part of it.
    """
    piezas: dict[Marca, Pieza] = {}
    for pagina in paginas:
        actual: int | None = None
        for letra in pagina.chars:
            if letra["tag"] == ARTEFACTO:
                actual = None
            elif letra["mcid"] is not None:
                actual = letra["mcid"]
            if actual is None:
                continue
            pieza = piezas.setdefault((pagina.page_number, actual), Pieza())
            pieza.texto += letra["text"].replace("\u200b", "")
            pieza.negrita = pieza.negrita and (es_negrita(letra) or letra["text"].isspace())
        pagina.close()
    return piezas


def es_negrita(letra: dict[str, Any]) -> bool:
    """Whether the font of a letter calls itself bold."""
    nombre = str(letra["fontname"]).lower()
    return any(palabra in nombre for palabra in ("bold", "black", "heavy"))
