"""The order of the actos is their seq; their moments never contradict it.

A server's clock may be set back. By little (two hosts, a correction of its time service), an acto
takes the moment of the one before it; by more, nothing is recorded until the clock is right, or
somebody who answers for it puts on record that the earlier moments were the wrong ones.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from workflows.errores import ActoInvalido

#: How far apart the clocks of well-kept hosts may be.
TOLERANCIA = timedelta(minutes=5)
#: The acto that says that the clock was wrong: after it, moments may be earlier again.
RELOJ = "reloj"


def por_venir(momento: datetime, ahora: datetime) -> bool:
    """Whether what is dated ``momento`` was written by a clock that ran ahead: a lock-out, a link,
    a claim or a session of a time to come neither holds nor opens anything."""
    return momento > ahora + TOLERANCIA


def momento_tras(ahora: datetime, anterior: datetime | None) -> datetime:
    """The moment of an acto done at ``ahora`` after one of ``anterior``, by the same chain."""
    if anterior is not None and anterior - TOLERANCIA <= ahora < anterior:
        return anterior
    return ahora


def exigir_en_orden(acto: str, momento: datetime, anterior: datetime | None) -> None:
    """Raise ActoInvalido for a moment before that of the acto before it."""
    if anterior is None or momento >= anterior or acto == RELOJ:
        return
    atraso = _dicho(anterior - momento)
    raise ActoInvalido(
        f"El reloj del servidor está {atraso} atrás del último acto de la bitácora, y un acto no "
        "puede quedar con fecha anterior a la del que le precede. No se registró nada.",
        "Avise a quien administra el sistema: hay que poner en hora el servidor.",
    )


def _dicho(atraso: timedelta) -> str:
    minutos = int(atraso.total_seconds() // 60)
    if minutos >= 48 * 60:
        return f"{minutos // (24 * 60)} días"
    return f"{minutos // 60} h {minutos % 60} min" if minutos >= 60 else f"{minutos} minutos"
