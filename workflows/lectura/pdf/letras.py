"""The letters of each marked piece of a tagged PDF, in the order they are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

#: Page (from 1) and number of the mark within it.
Marca = tuple[int, int]
ARTEFACTO = "Artifact"
#: A line that ends so is joined to the next one as it is: ``y/`` and ``o`` are one word.
UNEN = (" ", "-", "\u00ad", "\u2010", "/")


@dataclass(slots=True)
class Pieza:
    """The words of one mark, with a space before those that begin a line; ``negrita`` when every
    letter of it is bold."""

    texto: str = ""
    negrita: bool = True

    def sumar(self, letra: dict[str, Any], *, salta: bool) -> None:
        """Take one more letter; ``salta`` when it begins a line."""
        if salta and not self.texto.endswith(UNEN):
            self.texto += " "
        self.texto += letra["text"].replace("\u200b", "")
        self.negrita = self.negrita and (es_negrita(letra) or letra["text"].isspace())


@dataclass(slots=True)
class Letras:
    """What each mark says, and what is drawn on the pages outside any mark."""

    piezas: dict[Marca, Pieza] = field(default_factory=dict)
    sueltas: str = ""


def letras_por_marca(paginas: Iterable[Any]) -> Letras:
    """What each mark says. What repeats on pages (artifacts) belongs to none.

    A mark may have others inside it that only explain a letter: they are part of it.
    """
    letras = Letras()
    sueltas: list[str] = []
    for pagina in paginas:
        actual: int | None = None
        previa: Any = None
        for letra in pagina.chars:
            if letra["tag"] == ARTEFACTO:
                actual = None
            elif letra["mcid"] is not None:
                actual = letra["mcid"]
            salta = _salta(previa, letra)
            previa = letra
            if actual is not None:
                pieza = letras.piezas.setdefault((pagina.page_number, actual), Pieza())
                pieza.sumar(letra, salta=salta)
            elif not esta_inclinada(letra):
                sueltas.append(f" {letra['text']}" if salta else letra["text"])
        sueltas.append("\n")
        pagina.close()
    letras.sueltas = "".join(sueltas)
    return letras


def esta_inclinada(letra: dict[str, Any]) -> bool:
    """Whether a letter is slanted: part of a watermark or a stamp."""
    return bool(letra["matrix"][1]) if "matrix" in letra else False


def _salta(previa: Any, letra: dict[str, Any]) -> bool:
    """Whether a letter begins another line, or another page."""
    if previa is None:
        return True
    baja = abs(letra["bottom"] - previa["bottom"]) > letra["size"] * 0.5
    return bool(baja and letra["x0"] < previa["x1"])


def es_negrita(letra: dict[str, Any]) -> bool:
    """Whether the font of a letter calls itself bold."""
    nombre = str(letra["fontname"]).lower()
    return any(palabra in nombre for palabra in ("bold", "black", "heavy"))
