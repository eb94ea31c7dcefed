"""How alike two texts are, for deciding whether one is the other rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from workflows.texto import plano

#: Beyond this many characters, or pairs of texts, the words alone tell them apart.
LARGO_MAXIMO = 4_000
PARES_CON_LETRAS = 40_000

_PALABRA = re.compile(r"[0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Huella:
    """A text made ready to compare many times: plain, and with one sign per word."""

    plano: str
    palabras: str


def huellas(*grupos: Sequence[str]) -> list[list[Huella]]:
    """The fingerprints of several groups of texts, comparable with each other."""
    numeros: dict[str, int] = {}

    def huella(texto: str) -> Huella:
        llano = plano(texto)
        palabras = _PALABRA.findall(llano)
        return Huella(
            llano,
            "".join(chr(0x10000 + numeros.setdefault(p, len(numeros))) for p in palabras),
        )

    return [[huella(texto) for texto in grupo] for grupo in grupos]


def parecido(una: Huella, otra: Huella, minimo: float, *, con_letras: bool = True) -> float:
    """From 0 to 1, the mean of the words and the characters shared in order; 0 below ``minimo``.

    Without letters, or when one of the texts is very long, the words alone.
    Words tell two sentences of the same trade apart, where letters alone find half of any
    Spanish sentence in any other; letters keep «supervisa» and «supervisar» together.
    """
    if una.plano == otra.plano:
        return 1.0
    hay_palabras = una.palabras or otra.palabras
    palabras = Indel.normalized_similarity(una.palabras, otra.palabras) if hay_palabras else 0.0
    if not con_letras or max(len(una.plano), len(otra.plano)) > LARGO_MAXIMO:
        return palabras if palabras >= minimo else 0.0
    necesario = 2 * minimo - palabras - 1e-9
    if necesario > 1:
        return 0.0
    letras = Indel.normalized_similarity(una.plano, otra.plano, score_cutoff=max(0.0, necesario))
    media = (palabras + letras) / 2
    return media if media >= minimo else 0.0


def mejores_parejas(
    antes: Sequence[tuple[int, Huella]],
    despues: Sequence[tuple[int, Huella]],
    minimo: float,
) -> Iterator[tuple[int, int]]:
    """Pairs of positions, the most alike first, each used once.

    Ties go to the nearest positions, then to the first: the same answer in both directions.
    """
    candidatas = sorted(_candidatas(antes, despues, minimo))
    usadas_a: set[int] = set()
    usadas_b: set[int] = set()
    for *_, i, j in candidatas:
        if i not in usadas_a and j not in usadas_b:
            usadas_a.add(i)
            usadas_b.add(j)
            yield i, j


def _candidatas(
    antes: Sequence[tuple[int, Huella]], despues: Sequence[tuple[int, Huella]], minimo: float
) -> Iterator[tuple[float, int, int, int, int]]:
    con_letras = len(antes) * len(despues) <= PARES_CON_LETRAS
    for i, una in antes:
        for j, otra in despues:
            valor = parecido(una, otra, minimo, con_letras=con_letras)
            if valor > 0:
                yield -valor, abs(i - j), i + j, i, j
