"""What moved and what merely got another number, and where a removed piece is shown."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence


def fijos(parejas: Sequence[int]) -> set[int]:
    """Indexes into ``parejas`` of a longest increasing run: the pieces that kept their order.

    ``parejas`` gives, for each kept piece in the new order, its old position.
    """
    finales: list[int] = []
    indices: list[int] = []
    anterior: list[int | None] = []
    for n, valor in enumerate(parejas):
        lugar = bisect_left(finales, valor)
        anterior.append(indices[lugar - 1] if lugar else None)
        finales[lugar : lugar + 1] = [valor]
        indices[lugar : lugar + 1] = [n]
    en_orden: set[int] = set()
    n_actual = indices[-1] if indices else None
    while n_actual is not None:
        en_orden.add(n_actual)
        n_actual = anterior[n_actual]
    return en_orden


def intercalar(
    parejas: Sequence[int | None], quitados: Collection[int]
) -> Iterator[tuple[int | None, int | None, bool]]:
    """The new pieces in their order, with each removed one after the piece it stood after.

    ``parejas`` has, for each new piece, its old position in the same list, or None when it
    is new here; ``quitados``, the old positions that are gone. Yields (old, new, moved).
    """
    pares = [(i, j) for j, i in enumerate(parejas) if i is not None]
    quietos = {pares[n] for n in fijos([i for i, _ in pares])}
    anclas = sorted(i for i, _ in quietos)
    tras: dict[int | None, list[int]] = defaultdict(list)
    for i in sorted(quitados):
        lugar = bisect_left(anclas, i)
        tras[anclas[lugar - 1] if lugar else None].append(i)
    yield from ((i, None, False) for i in tras[None])
    for j, pareja in enumerate(parejas):
        quieto = pareja is not None and (pareja, j) in quietos
        yield pareja, j, pareja is not None and not quieto
        if quieto:
            yield from ((i, None, False) for i in tras[pareja])
