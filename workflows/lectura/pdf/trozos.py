"""The lines of a page as it draws them, and the pieces that wide holes leave in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any

from workflows.lectura.listas import marca
from workflows.lectura.pdf.letras import es_negrita

HUECO = 3.0  #: widths of a space, doubled, that separate two cells
_ROTO = 0.8  #: heights of a letter between two words that may be of two columns
_NUMERO = 8  #: letters; no list mark is longer


@dataclass(frozen=True)
class Trozo:
    """Letters on one line, from left to right. Measures are points from the top left."""

    letras: tuple[Any, ...]

    @cached_property
    def x0(self) -> float:
        """Where it begins."""
        return float(min(c["x0"] for c in self.letras))

    @cached_property
    def x1(self) -> float:
        """Where it ends."""
        return float(max(c["x1"] for c in self.letras))

    @cached_property
    def arriba(self) -> float:
        """Its top."""
        return float(min(c["top"] for c in self.letras))

    @cached_property
    def abajo(self) -> float:
        """Its bottom."""
        return float(max(c["bottom"] for c in self.letras))

    @property
    def alto(self) -> float:
        """How tall it is."""
        return self.abajo - self.arriba

    @cached_property
    def texto(self) -> str:
        """Its words, marked if they are bold, with a tab where there is room for a column."""
        return escrito(self.letras)

    @cached_property
    def piezas(self) -> tuple[Trozo, ...]:
        """Its pieces between wide holes; a list mark goes with what it marks."""
        juntas: list[list[Any]] = []
        for letra in self.letras:
            if letra["text"].isspace():
                continue
            roto = juntas and letra["x0"] - juntas[-1][-1]["x1"] > _ROTO * letra["size"]
            if not juntas or (roto and not _marca(juntas[-1])):
                juntas.append([letra])
            else:
                juntas[-1].append(letra)
        return tuple(Trozo(tuple(j)) for j in juntas)

    def toca(self, izquierda: float, derecha: float) -> bool:
        """Whether some letter stands between two places."""
        return any(
            c["x0"] < derecha and c["x1"] > izquierda
            for c in self.letras
            if not c["text"].isspace()
        )

    def entre(self, izquierda: float, derecha: float) -> Trozo | None:
        """What of it has its middle between two places, if anything."""
        suyas = [c for c in self.letras if izquierda <= (c["x0"] + c["x1"]) / 2 < derecha]
        return _sin_bordes(suyas)


def trozos_de(pagina: Any) -> list[Trozo]:
    """The lines of a page, from top to bottom."""
    renglones = pagina.extract_text_lines(return_chars=True)
    hechos = [t for r in renglones if (t := _sin_bordes(r["chars"])) is not None]
    return sorted(hechos, key=lambda t: t.arriba)


def paso(trozos: Sequence[Trozo]) -> float:
    """From one line to the next where nothing separates them, in points; 0 with too few lines."""
    pasos = sorted(
        b.arriba - a.arriba for a, b in pairwise(trozos) if b.arriba - a.arriba > a.alto * 0.5
    )
    return float(median(pasos[: max(1, (len(pasos) + 1) // 2)])) if pasos else 0.0


def escrito(letras: Sequence[Any]) -> str:
    """The words of a line, with a tab where it leaves a hole as wide as a column's edge."""
    texto = ""
    previa: Any = None
    for letra in letras:
        if previa is not None:
            hueco = letra["x0"] - previa["x1"]
            ancho = max(letra["size"] * 0.25, 0.1)
            if hueco > HUECO * ancho * 2:
                texto = texto.rstrip() + "\t"
            elif hueco > ancho * 0.6 and not texto.endswith((" ", "\t")):
                texto += " "
        texto += letra["text"]
        previa = letra
    limpio = texto.strip()
    if limpio and all(es_negrita(x) for x in letras if not x["text"].isspace()):
        return "\t".join(f"**{c.strip()}**" for c in limpio.split("\t") if c.strip())
    return limpio


def _sin_bordes(letras: Sequence[Any]) -> Trozo | None:
    """A line without the spaces around it; None when there is nothing else.

    A letter that says two (``ﬁ``) comes once for each: it is one.
    """
    letras = [c for n, c in enumerate(letras) if not n or c is not letras[n - 1]]
    escritas = [n for n, c in enumerate(letras) if not c["text"].isspace()]
    return Trozo(tuple(letras[escritas[0] : escritas[-1] + 1])) if escritas else None


def _marca(letras: Sequence[Any]) -> bool:
    dicho = "".join(c["text"] for c in letras).strip()
    hallada = marca(f"{dicho} X") if dicho and len(dicho) <= _NUMERO else None
    return hallada is not None and hallada.resto == "X"
