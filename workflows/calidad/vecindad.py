"""The words a manual uses, how often, and beside which others: what spelling is judged by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

from workflows.calidad.palabras import en_mayusculas, escritas_en
from workflows.diferencias.alineacion import es_enlace
from workflows.texto import plano

#: Uses from which a spelling is the manual's own, and how many times more than the rare one.
COMUN, VECES_MAS, RARA = 3, 3, 2
#: Letters from which one letter more, less or other may be a slip; and from which two may.
LARGA, MUY_LARGA = 7, 13
#: Letters at the beginning that two spellings of a very long word share.
_RAIZ = 8
#: Texts of which what a check found by these words is remembered.
_RECORDADOS = 4_096

_T = TypeVar("_T")


class Vocabulario:
    """Counts of words (small letters, accents kept) and of words side by side."""

    def __init__(self) -> None:
        self.cuenta: Counter[str] = Counter()
        self._pares: Counter[tuple[str, str]] = Counter()
        self._hallado: dict[tuple[Callable[..., object], str], object] = {}

    def copia(self) -> Vocabulario:
        """The same counts, to go on counting apart."""
        otro = Vocabulario()
        otro.cuenta, otro._pares = Counter(self.cuenta), Counter(self._pares)
        return otro

    def contar(self, textos: Mapping[str, int]) -> None:
        """Take in the words of texts, each as many times as it says; less than 0, out."""
        por_veces: dict[int, list[str]] = defaultdict(list)
        for texto, veces in textos.items():
            por_veces[veces].append(texto)
        for veces, suyos in por_veces.items():
            cuenta: Counter[str] = Counter()
            pares: Counter[tuple[str, str]] = Counter()
            for texto in suyos:
                escritas = escritas_en(texto)
                llanas = [w.casefold() for w in escritas]
                cuenta.update(
                    [w for e, w in zip(escritas, llanas, strict=True) if not en_mayusculas(e)]
                )
                pares.update(pairwise([w for w in llanas if es_llena(w)]))
            _sumar(self.cuenta, veces, cuenta)
            _sumar(self._pares, veces, pares)
        self._hallado.clear()

    def recordado(self, hallar: Callable[[str, Vocabulario], _T], texto: str) -> _T:
        """What ``hallar`` says of a text by these words: of one that did not change since it was
        last asked about, nothing is looked at again."""
        clave = (hallar, texto)
        if clave not in self._hallado:
            while len(self._hallado) >= _RECORDADOS:
                self._hallado.pop(next(iter(self._hallado)), None)
            self._hallado[clave] = hallar(texto, self)
        return self._hallado[clave]  # type: ignore[return-value]  # what that same function gave

    def es_comun(self, palabra: str, frente: str) -> bool:
        """Whether ``palabra`` is usual and ``frente`` rare beside it."""
        usos, pocos = self.cuenta[palabra], self.cuenta[frente]
        return pocos <= RARA and usos >= COMUN and usos >= VECES_MAS * pocos

    def van_juntas(self, una: str, otra: str) -> bool:
        """Whether some text says one before the other with nothing but links between."""
        return (una, otra) in self._pares

    def con_otro_acento(self, palabra: str) -> Iterator[str]:
        """The spellings that differ only in accents."""
        yield from (w for w in self._por_plano.get(plano(palabra), ()) if w != palabra)

    def a_una_letra(self, palabra: str) -> Iterator[str]:
        """Usual words one letter away (two, of a very long word), accents aside."""
        llana = plano(palabra)
        if len(llana) < LARGA:
            return
        vistas = set()
        for recorte in (llana, *_recortes(llana)):
            for otra in self._por_recorte.get(recorte, ()):
                if otra not in vistas and 0 < _distancia(llana, plano(otra)) <= 1:
                    vistas.add(otra)
                    yield otra
        if len(llana) >= MUY_LARGA:
            for otra in self._por_raiz.get(llana[:_RAIZ], ()):
                if otra not in vistas and _distancia(llana, plano(otra)) == 2:
                    yield otra

    @cached_property
    def _usuales(self) -> list[str]:
        return sorted(w for w, n in self.cuenta.items() if n >= COMUN and len(w) >= LARGA - 1)

    @cached_property
    def _por_plano(self) -> Mapping[str, list[str]]:
        por: dict[str, list[str]] = defaultdict(list)
        for palabra in sorted(self.cuenta):
            por[plano(palabra)].append(palabra)
        return por

    @cached_property
    def _por_recorte(self) -> Mapping[str, list[str]]:
        por: dict[str, list[str]] = defaultdict(list)
        for palabra in self._usuales:
            llana = plano(palabra)
            for recorte in {llana, *_recortes(llana)}:
                por[recorte].append(palabra)
        return por

    @cached_property
    def _por_raiz(self) -> Mapping[str, list[str]]:
        por: dict[str, list[str]] = defaultdict(list)
        for palabra in self._usuales:
            if len(palabra) >= MUY_LARGA - 2:
                por[plano(palabra)[:_RAIZ]].append(palabra)
        return por


@lru_cache(maxsize=100_000)
def es_llena(palabra: str) -> bool:
    """Whether a word says something by itself, so that standing beside it is no accident."""
    return len(palabra) > 3 and not es_enlace(palabra)


def _sumar(cuenta: Counter[_T], veces: int, cosas: Counter[_T]) -> None:
    for cosa, n in cosas.items():
        cuenta[cosa] += veces * n
        if not cuenta[cosa]:
            del cuenta[cosa]


def _recortes(palabra: str) -> list[str]:
    return [palabra[:n] + palabra[n + 1 :] for n in range(len(palabra))]


def _distancia(una: str, otra: str) -> int:
    """Letters changed; two that changed places count as one."""
    d = Levenshtein.distance(una, otra, score_cutoff=2)
    if d == 2 and len(una) == len(otra):
        n = next(i for i, (a, b) in enumerate(zip(una, otra, strict=True)) if a != b)
        if una[n : n + 2] == otra[n : n + 2][::-1] and una[n + 2 :] == otra[n + 2 :]:
            return 1
    return d
