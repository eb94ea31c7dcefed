"""From an exact alignment of words to what somebody with a pen would have drawn.

Alignments are confetti: they keep a lone "de" between two changes, or split
"sistemas de [control de] agua" where no phrase begins or ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflows.diferencias.alineacion import Bloque, es_enlace

#: An item keeping less than this share of its shorter text reads better as replaced whole.
MINIMO_COMPARTIDO = 1 / 3
#: Letters of a run of links ("de la", ",") so short that it only interrupts a change.
LARGO_ENLACE = 5
_FIN_DE_FRASE = frozenset(".;:")


def pulir(bloques: list[Bloque], antes: Sequence[str], despues: Sequence[str]) -> list[Bloque]:
    """The same change in blocks that read well; they cover the same words of both texts."""
    return _absorber(_correr(bloques, antes, despues), antes, despues)


def es_otro_texto(bloques: list[Bloque], antes: Sequence[str], despues: Sequence[str]) -> bool:
    """Whether so little is shared that the item reads better as replaced whole."""
    guardadas = sum(_letras(antes[b.i1 : b.i2]) for b in bloques if b.igual)
    return guardadas < MINIMO_COMPARTIDO * min(_letras(antes), _letras(despues))


def _correr(bloques: list[Bloque], antes: Sequence[str], despues: Sequence[str]) -> list[Bloque]:
    """Slide each pure insertion or removal to where a phrase begins and ends."""
    corridos = list(bloques)
    for n in range(1, len(corridos) - 1):
        previo, bloque, siguiente = corridos[n - 1 : n + 2]
        if bloque.igual or (bloque.i1 < bloque.i2 and bloque.j1 < bloque.j2):
            continue
        if bloque.i1 < bloque.i2:
            palabras, inicio, fin = antes, bloque.i1, bloque.i2
        else:
            palabras, inicio, fin = despues, bloque.j1, bloque.j2
        paso = _mejor_paso(
            palabras, inicio, fin, previo.i2 - previo.i1 - 1, siguiente.i2 - siguiente.i1 - 1
        )
        corridos[n - 1 : n + 2] = [
            Bloque(True, previo.i1, previo.i2 + paso, previo.j1, previo.j2 + paso),
            Bloque(False, bloque.i1 + paso, bloque.i2 + paso, bloque.j1 + paso, bloque.j2 + paso),
            Bloque(True, siguiente.i1 + paso, siguiente.i2, siguiente.j1 + paso, siguiente.j2),
        ]
    return corridos


def _mejor_paso(palabras: Sequence[str], inicio: int, fin: int, atras: int, adelante: int) -> int:
    pasos = [0]
    while len(pasos) <= atras and palabras[inicio - len(pasos)] == palabras[fin - len(pasos)]:
        pasos.append(-len(pasos))
    derecha = 0
    while derecha < adelante and palabras[inicio + derecha] == palabras[fin + derecha]:
        derecha += 1
        pasos.append(derecha)

    def lectura(paso: int) -> tuple[int, int]:
        previa, primera, ultima = (
            palabras[inicio + paso - 1],
            palabras[inicio + paso],
            palabras[fin + paso - 1],
        )
        if ultima in _FIN_DE_FRASE and (previa in _FIN_DE_FRASE or not previa):
            return 3, -abs(paso)
        return (not es_enlace(ultima)) + es_enlace(primera), -abs(paso)

    return max(pasos, key=lectura)


def _absorber(bloques: list[Bloque], antes: Sequence[str], despues: Sequence[str]) -> list[Bloque]:
    """Drop the kept runs that only interrupt a change.

    A short run of links ("de", ",") between two changes goes into the change, and so does one much
    shorter than both; but not between two insertions, or two removals, where nothing else
    would have to be struck.
    """
    pila: list[Bloque] = []
    for bloque in bloques:
        pila.append(bloque)
        while len(pila) >= 3 and not pila[-1].igual and _interrumpe(pila[-3:], antes, despues):
            primero, ultimo = pila[-3], pila[-1]
            pila[-3:] = [Bloque(False, primero.i1, ultimo.i2, primero.j1, ultimo.j2)]
    return pila


def _interrumpe(trio: list[Bloque], antes: Sequence[str], despues: Sequence[str]) -> bool:
    previo, bloque, siguiente = trio
    if (previo.i1 == previo.i2 and siguiente.i1 == siguiente.i2) or (
        previo.j1 == previo.j2 and siguiente.j1 == siguiente.j2
    ):
        return False
    palabras = antes[bloque.i1 : bloque.i2]
    letras = _letras(palabras)
    if letras <= LARGO_ENLACE and all(es_enlace(p) for p in palabras):
        return True
    menor = min(_tamano(previo, antes, despues), _tamano(siguiente, antes, despues))
    return 2 * letras <= menor


def _tamano(bloque: Bloque, antes: Sequence[str], despues: Sequence[str]) -> int:
    return max(_letras(antes[bloque.i1 : bloque.i2]), _letras(despues[bloque.j1 : bloque.j2]))


def _letras(palabras: Iterable[str]) -> int:
    return sum(map(len, palabras))
