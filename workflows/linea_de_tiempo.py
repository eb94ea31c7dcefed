"""When each version of a cargo was in force, as spans on one line that can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

#: The drawing is this wide; a span shorter than its minimum would not be seen.
ANCHO, MINIMO = 100.0, 1.5


@dataclass(frozen=True, slots=True)
class Tramo:
    """From ``inicio`` to ``fin`` on a line of ANCHO. ``hasta`` is the last day, None if it goes
    on; ``nunca`` that it is on no day the one in force (replaced at once, annulled, not dated).
    """

    inicio: float
    fin: float
    desde: date | None
    hasta: date | None
    nunca: bool

    @property
    def ancho(self) -> float:
        """How wide it is drawn."""
        return max(self.fin - self.inicio, MINIMO)


@dataclass(frozen=True, slots=True)
class LineaDeTiempo:
    """The spans in the order given, and where today falls."""

    tramos: tuple[Tramo, ...]
    hoy: float


def trazar_linea(desdes: Sequence[date | None], hoy: date) -> LineaDeTiempo:
    """``desdes``: the first day of each version, the one that prevails first (*desde* and order
    of recording, falling); None for one that counts on no day."""
    dias = [d for d in desdes if d is not None]
    primero = min([*dias, hoy])
    ultimo = max([*dias, hoy]) + timedelta(days=max(30, (max([*dias, hoy]) - primero).days // 12))

    def lugar(dia: date) -> float:
        return round(ANCHO * (dia - primero).days / (ultimo - primero).days, 2)

    tramos: list[Tramo] = []
    siguiente: date | None = None
    for desde in desdes:
        if desde is None:
            tramos.append(Tramo(0, 0, None, None, nunca=True))
            continue
        nunca = desde == siguiente
        hasta = siguiente - timedelta(days=1) if siguiente and not nunca else None
        fin = lugar(desde) if nunca else lugar(siguiente or ultimo)
        tramos.append(Tramo(lugar(desde), fin, desde, hasta, nunca))
        siguiente = desde
    return LineaDeTiempo(tuple(tramos), lugar(hoy))
