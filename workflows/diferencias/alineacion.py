"""Which words of two texts are the same words: tokens, and the stretches they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

from workflows.texto import plano

#: Pairs of equal words beyond which difflib, quadratic in them, gives way to a bit-parallel LCS.
PARES_MAXIMOS = 60_000
#: Cells of the LCS table (bits of memory) beyond which the whole stretch counts as rewritten.
CELDAS_MAXIMAS = 400_000_000

_FICHA = re.compile(r"(\d+(?:[.,]\d+)+|[\w\u0300-\u036f]+(?:[-/][\w\u0300-\u036f]+)*|\S)(\s*)")
_INICIO = re.compile(r"\s*")
_TEXTO_ENLACES = (
    "a al ante bajo como con contra cual cuales cuyo cuya de del desde donde durante e el"
    " ella ellos en entre es esta este la las lo los hacia hasta mediante ni o para por"
    " que se segun ser si sin sobre son su sus tal tales tras u un una unas unos y y/o"
)
_ENLACES = frozenset(_TEXTO_ENLACES.split())


@dataclass(frozen=True, slots=True)
class Ficha:
    """A word or a single sign, and the white space that follows it (not compared)."""

    palabra: str
    blanco: str

    @property
    def texto(self) -> str:
        """The token as it stands in the text."""
        return self.palabra + self.blanco


@dataclass(frozen=True, slots=True)
class Bloque:
    """Tokens ``i1:i2`` of the text before and ``j1:j2`` of the text after, same words or not."""

    igual: bool
    i1: int
    i2: int
    j1: int
    j2: int


def fichas(texto: str) -> list[Ficha]:
    """The tokens of a text; joined they give it back. The first holds the leading space only."""
    inicio = _INICIO.match(texto)
    margen = inicio.group() if inicio else ""
    return [Ficha("", margen)] + [Ficha(*m) for m in _FICHA.findall(texto, len(margen))]


def es_enlace(palabra: str) -> bool:
    """Whether a token carries no meaning of its own: a sign, an article, a preposition…"""
    return not any(c.isalnum() for c in palabra) or plano(palabra) in _ENLACES


def alinear(antes: Sequence[str], despues: Sequence[str]) -> list[Bloque]:
    """Alternating equal and changed blocks that cover both sequences of words."""
    largo = min(len(antes), len(despues))
    inicio = 0
    while inicio < largo and antes[inicio] == despues[inicio]:
        inicio += 1
    fin = 0
    while fin < largo - inicio and antes[-1 - fin] == despues[-1 - fin]:
        fin += 1
    medio_a, medio_b = antes[inicio : len(antes) - fin], despues[inicio : len(despues) - fin]
    iguales = [(0, 0, inicio)]
    iguales += [(i + inicio, j + inicio, n) for i, j, n in _comunes(medio_a, medio_b)]
    iguales.append((len(antes) - fin, len(despues) - fin, fin))
    return _en_bloques(iguales)


def _comunes(antes: Sequence[str], despues: Sequence[str]) -> list[tuple[int, int, int]]:
    if not antes or not despues:
        return []
    veces_a, veces_b = Counter(antes), Counter(despues)
    pares = sum(n * veces_b[palabra] for palabra, n in veces_a.items())
    if pares <= PARES_MAXIMOS:
        comparador = SequenceMatcher(None, antes, despues, autojunk=False)
        return [(m.a, m.b, m.size) for m in comparador.get_matching_blocks() if m.size]
    if len(antes) * len(despues) > CELDAS_MAXIMAS:
        return []
    numeros: dict[str, int] = {}
    cadena_a, cadena_b = (
        "".join(chr(0x10000 + numeros.setdefault(p, len(numeros))) for p in palabras)
        for palabras in (antes, despues)
    )
    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in LCSseq.opcodes(cadena_a, cadena_b)
        if op.tag == "equal"
    ]


def _en_bloques(iguales: list[tuple[int, int, int]]) -> list[Bloque]:
    bloques: list[Bloque] = []
    i = j = 0
    for a, b, largo in iguales:
        if a > i or b > j:
            bloques.append(Bloque(False, i, a, j, b))
        if largo:
            previo = bloques[-1] if bloques else None
            if previo and previo.igual:
                bloques[-1] = Bloque(True, previo.i1, a + largo, previo.j1, b + largo)
            else:
                bloques.append(Bloque(True, a, a + largo, b, b + largo))
        i, j = a + largo, b + largo
    return bloques
