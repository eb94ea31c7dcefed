"""Which piece of one text is which piece of the other.

Each stage pairs only what the earlier ones left: by id, by the very same text, by
likeness; within a section before across sections. Every stage gives the same pairs
in both directions, so that what a proposal adds is what its reversal removes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from workflows.contenido import Competencia, Contenido, Forma, Item
from workflows.diferencias.parecido import huellas, mejores_parejas
from workflows.texto import plano

#: Likeness from which two items of one section are the same item rewritten.
MINIMO_EN_SECCION = 0.5
#: The same, for items that would also have changed sections.
MINIMO_ENTRE_SECCIONES = 0.7

ClaveSeccion = tuple[str, int]
Parejas = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ItemUbicado:
    """An item and where it stands; ``posicion`` counts from 1 within its section."""

    seccion: ClaveSeccion
    posicion: int
    item: Item


T = TypeVar("T")


def claves_de(contenido: Contenido) -> list[ClaveSeccion]:
    """A name for each section: its clave, and which of its kind it is (0 unless repeated)."""
    vistas: dict[str, int] = defaultdict(int)
    claves = []
    for seccion in contenido.secciones:
        claves.append((seccion.clave, vistas[seccion.clave]))
        vistas[seccion.clave] += 1
    return claves


def ubicar(contenido: Contenido) -> list[ItemUbicado]:
    """Every item of the text, in reading order."""
    return [
        ItemUbicado(clave, posicion, item)
        for clave, seccion in zip(claves_de(contenido), contenido.secciones, strict=True)
        for posicion, item in enumerate(seccion.items, 1)
    ]


def emparejar_items(
    antes: Sequence[ItemUbicado], despues: Sequence[ItemUbicado], *, por_id: bool = True
) -> Parejas:
    """Pairs of indexes into both lists; ``por_id`` False when the ids mean nothing.

    Two lists that say the same pair in order, whatever their ids: nobody could see a move.
    """
    if [_dicho(u) for u in antes] == [_dicho(u) for u in despues]:
        return [(n, n) for n in range(len(antes))]
    e = _Emparejador(antes, despues)
    if por_id:
        e.por_clave(lambda u: u.item.id)
    e.por_clave(lambda u: (u.seccion, u.item.texto))
    e.por_clave(lambda u: u.item.texto)
    e.por_parecido(lambda u: u.item.texto, lambda u: u.seccion, MINIMO_EN_SECCION)
    e.por_parecido(lambda u: u.item.texto, lambda u: None, MINIMO_ENTRE_SECCIONES)
    return sorted(e.parejas)


def emparejar_competencias(
    antes: Sequence[Competencia], despues: Sequence[Competencia], *, por_id: bool = True
) -> Parejas:
    """Pairs of indexes into both tables; ``por_id`` False when the ids mean nothing."""
    if [_fila(c) for c in antes] == [_fila(c) for c in despues]:
        return [(n, n) for n in range(len(antes))]
    e = _Emparejador(antes, despues)
    if por_id:
        e.por_clave(lambda c: c.id)
    e.por_clave(_fila)
    e.por_clave(lambda c: (plano(c.tipo), plano(c.competencia)))
    e.por_clave(lambda c: plano(c.competencia))
    e.por_parecido(lambda c: f"{c.competencia} {c.concepto}", lambda c: None, MINIMO_EN_SECCION)
    return sorted(e.parejas)


def _dicho(u: ItemUbicado) -> tuple[ClaveSeccion, str, Forma, tuple[str, ...]]:
    return u.seccion, u.item.texto, u.item.forma, u.item.notas


def _fila(c: Competencia) -> tuple[str, str, int, str]:
    return c.tipo, c.competencia, c.grado, c.concepto


class _Emparejador(Generic[T]):
    """The pieces still alone on each side, and the pairs made so far."""

    def __init__(self, antes: Sequence[T], despues: Sequence[T]) -> None:
        self._antes = dict(enumerate(antes))
        self._despues = dict(enumerate(despues))
        self.parejas: Parejas = []

    def por_clave(self, clave: Callable[[T], Hashable]) -> None:
        """Pair pieces with the same key, the first with the first, the second with the second."""
        solos_a, solos_b = _agrupar(self._antes, clave), _agrupar(self._despues, clave)
        for valor, indices in solos_a.items():
            for i, j in zip(indices, solos_b.get(valor, ()), strict=False):
                self._unir(i, j)

    def por_parecido(
        self, texto: Callable[[T], str], grupo: Callable[[T], Hashable], minimo: float
    ) -> None:
        """Pair the most alike pieces of each group, down to ``minimo`` (0 to 1)."""
        solos_a, solos_b = _agrupar(self._antes, grupo), _agrupar(self._despues, grupo)
        for valor, indices_a in solos_a.items():
            indices_b = solos_b.get(valor, [])
            if not indices_b:
                continue
            huellas_a, huellas_b = huellas(
                [texto(self._antes[i]) for i in indices_a],
                [texto(self._despues[j]) for j in indices_b],
            )
            for i, j in mejores_parejas(
                list(zip(indices_a, huellas_a, strict=True)),
                list(zip(indices_b, huellas_b, strict=True)),
                minimo,
            ):
                self._unir(i, j)

    def _unir(self, i: int, j: int) -> None:
        del self._antes[i]
        del self._despues[j]
        self.parejas.append((i, j))


def _agrupar(piezas: dict[int, T], clave: Callable[[T], Hashable]) -> dict[Hashable, list[int]]:
    grupos: dict[Hashable, list[int]] = defaultdict(list)
    for indice, pieza in piezas.items():
        grupos[clave(pieza)].append(indice)
    return grupos
