"""Where some words stand in a text, or what became of them: as a reader would look for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from workflows.diferencias.parecido import huellas

#: In a sentence about something else, chance gives 70 to one citation in a hundred of 12 to 20
#: letters, one in two hundred up to 35, and fewer beyond; words merely retouched score more.
PARECIDO = 70.0
LETRAS_PARA_PARECERSE = 12
#: From here on a text is looked for by its two ends: the search is quadratic in its length.
LARGO_AGUJA = 200
#: One text goes on in another when five of six words run on in it, and both have letters
#: enough to be sentences of their own. Their first words, so many, are compared.
CONTINUIDAD, LETRAS_PARA_CONTINUAR, PALABRAS_MIRADAS = 83.0, 25, 60

_PALABRA = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Tramo:
    """The stretch ``texto[inicio:fin]`` of a text; never empty."""

    inicio: int
    fin: int


def localizar(texto: str, cita: str, cerca: int | None = None) -> Tramo | None:
    """The words ``cita`` in ``texto``, the occurrence nearest to ``cerca`` (or the first).

    As they are spelled if they are there; accents, case and spacing aside otherwise.
    """
    if not cita:
        return None
    lugares = list(_apariciones(texto, cita))
    if lugares:
        inicio = _cercano(lugares, cerca)
        return Tramo(inicio, inicio + len(cita))
    hoja, aguja = _Hoja.de(texto), _Hoja.de(cita).letras
    lugares = list(_apariciones(hoja.letras, aguja)) if aguja else []
    if not lugares:
        return None
    por_lugar = {hoja.lugares[lugar]: lugar for lugar in reversed(lugares)}
    primera = por_lugar[_cercano(sorted(por_lugar), cerca)]
    return hoja.tramo(primera, primera + len(aguja))


def localizar_parecido(texto: str, cita: str) -> Tramo | None:
    """The words of ``texto`` most like ``cita``, whole ones; None when nothing is like it."""
    hoja, aguja = _Hoja.de(texto), _Hoja.de(cita).letras
    if len(aguja) < LETRAS_PARA_PARECERSE:
        return None
    ventanas = [
        _ventana(hoja.letras, punta) for punta in (aguja[:LARGO_AGUJA], aguja[-LARGO_AGUJA:])
    ]
    if ventanas[0] is None or ventanas[1] is None:
        return None
    return hoja.palabras(ventanas[0][0], ventanas[1][1])


def continuidad(vieja: str, nueva: str) -> float:
    """How much of one text runs on in the other, in words; 0 when neither holds the other.

    It tells an item that was joined to another, or split off it, from one about the same thing.
    """
    (una, otra), *_ = huellas([vieja, nueva])
    corta, larga = sorted((una, otra), key=lambda h: len(h.palabras))
    if min(len(una.plano), len(otra.plano)) < LETRAS_PARA_CONTINUAR:
        return 0.0
    mirada = corta.palabras[:PALABRAS_MIRADAS]
    valor = fuzz.partial_ratio(mirada, larga.palabras, score_cutoff=CONTINUIDAD)
    return valor / 100 * len(corta.palabras)


def letras(texto: str) -> int:
    """How many letters a reader compares, accents and doubled spaces aside."""
    return len(_Hoja.de(texto).letras)


@dataclass(frozen=True, slots=True)
class _Hoja:
    """A text made plain, and where each of its plain letters stands in the text."""

    texto: str
    letras: str
    lugares: Sequence[int]

    @classmethod
    def de(cls, texto: str) -> _Hoja:
        llanas: list[str] = []
        lugares: list[int] = []
        for lugar, signo in enumerate(texto):
            for letra in unicodedata.normalize("NFKD", signo).casefold():
                blanco = letra.isspace()
                if unicodedata.combining(letra) or (blanco and llanas[-1:] in ([], [" "])):
                    continue
                llanas.append(" " if blanco else letra)
                lugares.append(lugar)
        return cls(texto, "".join(llanas).rstrip(), lugares)

    def tramo(self, desde: int, hasta: int) -> Tramo:
        """The stretch of the text that plain letters ``desde:hasta`` come from."""
        fin = self.lugares[hasta - 1] + 1
        while fin < len(self.texto) and unicodedata.combining(self.texto[fin]):
            fin += 1
        return Tramo(self.lugares[desde], fin)

    def palabras(self, desde: int, hasta: int) -> Tramo | None:
        """The words of which at least a third is in the plain letters ``desde:hasta``."""
        dentro = [
            (inicio, fin)
            for inicio, fin in (palabra.span() for palabra in _PALABRA.finditer(self.letras))
            if 3 * (min(fin, hasta) - max(inicio, desde)) >= fin - inicio
        ]
        return self.tramo(dentro[0][0], dentro[-1][1]) if dentro else None


def _ventana(texto: str, aguja: str) -> tuple[int, int] | None:
    hallada = fuzz.partial_ratio_alignment(aguja, texto, score_cutoff=PARECIDO)
    if hallada is None or 2 * (hallada.dest_end - hallada.dest_start) < len(aguja):
        return None
    return hallada.dest_start, hallada.dest_end


def _apariciones(texto: str, aguja: str) -> Iterator[int]:
    lugar = texto.find(aguja)
    while lugar >= 0:
        yield lugar
        lugar = texto.find(aguja, lugar + 1)


def _cercano(lugares: Sequence[int], cerca: int | None) -> int:
    return lugares[0] if cerca is None else min(lugares, key=lambda lugar: abs(lugar - cerca))
