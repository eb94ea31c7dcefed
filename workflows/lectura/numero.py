"""The number of an instrument inside printed words, however its dashes and spaces came out."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RAYA = re.compile(r"[‐‑‒–—―−]")
_SIN_RAYA = re.compile(r"(?<=[A-Za-z])(?=\d)")


@dataclass(frozen=True, slots=True)
class Hallado:
    """A number as the formato writes it, and the words printed around it."""

    numero: str
    resto: str


def hallar(texto: str, patron: re.Pattern[str]) -> Hallado | None:
    """The first number of that form in ``texto``: ``AJD - 2020–197`` and ``AJD 2020-197`` are
    ``AJD-2020-197``; None when there is none.
    """
    lugares = [i for i, c in enumerate(texto) if not c.isspace()]
    junto = _RAYA.sub("-", "".join(texto[i] for i in lugares))
    hallado = patron.search(junto)
    if hallado is None:
        puestas = [m.start() for m in _SIN_RAYA.finditer(junto)]
        for n, i in enumerate(puestas):
            lugares.insert(i + n, lugares[i + n])
        hallado = patron.search(_SIN_RAYA.sub("-", junto))
    if hallado is None:
        return None
    ini, fin = lugares[hallado.start()], lugares[hallado.end() - 1] + 1
    return Hallado(hallado[0], " ".join(f"{texto[:ini]} {texto[fin:]}".split()))
