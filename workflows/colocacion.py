"""Where each piece of a list goes when two people changed the lists at once.

Only places are decided here, never words: whatever is alive and had a place keeps one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Orden:
    """A list of ids as this person's page had it, and as they left it."""

    antes: Sequence[str]
    despues: Sequence[str]


def colocar(
    actuales: Mapping[str, Sequence[str]], mias: Mapping[str, Orden], vivos: Collection[str]
) -> dict[str, list[str]]:
    """The lists of ``actuales`` with this person's moves and additions: name → ids.

    An id of ``vivos`` stands in one list exactly, or in none when no list of ``actuales``
    claims it; other ids and other lists are ignored. A piece that both moved goes where this
    person put it; one they left out stays, because only its own removal removes it.
    """
    conocidas = {nombre: orden for nombre, orden in mias.items() if nombre in actuales}
    antes = _lista_de({n: o.antes for n, o in mias.items()})
    despues = _lista_de({n: o.despues for n, o in conocidas.items()})
    ahora = _lista_de(actuales)
    miembros: dict[str, set[str]] = {nombre: set() for nombre in actuales}
    for id_ in vivos:
        mia = despues.get(id_)
        nombre = ahora.get(id_, mia) if mia in (None, antes.get(id_)) else mia
        if nombre is not None:
            miembros[nombre].add(id_)
    return {
        nombre: ordenar(lista, conocidas.get(nombre, Orden((), ())), miembros[nombre])
        for nombre, lista in actuales.items()
    }


def ordenar(actual: Iterable[str], mio: Orden, miembros: Collection[str]) -> list[str]:
    """The ``miembros`` in one order, each once.

    This person's order when they changed it, the other's otherwise; what the chosen order
    lacks is put after the neighbour that precedes it in the one it comes from.
    """
    ajeno, propio = _dentro(actual, miembros), _dentro(mio.despues, miembros)
    previo = _dentro(mio.antes, miembros)
    if _dentro(previo, propio) != _dentro(propio, previo):
        return _intercalar(propio, ajeno)
    return _intercalar(ajeno, propio)


def _intercalar(base: list[str], otra: list[str]) -> list[str]:
    mezcla = list(base)
    lugar = 0
    for id_ in otra:
        if id_ not in base:
            mezcla.insert(lugar, id_)
        lugar = mezcla.index(id_) + 1
    return mezcla


def _dentro(lista: Iterable[str], miembros: Collection[str]) -> list[str]:
    return [id_ for id_ in dict.fromkeys(lista) if id_ in miembros]


def _lista_de(listas: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The first list that names each id."""
    lugar: dict[str, str] = {}
    for nombre, lista in listas.items():
        for id_ in lista:
            lugar.setdefault(id_, nombre)
    return lugar
