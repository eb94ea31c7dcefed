"""The lock-out: after so many failures, nobody tries again for a while (OWASP ASVS 5, 6.3.1).

Counted three ways, so that a stranger who keeps failing locks out themselves long before they
lock out the owner of the account, and a list of accounts tried from one place stops too.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from webapp.modelos import Intento
from workflows.reloj import TOLERANCIA

#: How long a failure counts.
VENTANA = timedelta(minutes=15)
#: Failures that are let through: of an account from one place, of an account, from one place.
LIMITES = (5, 25, 100)
#: The same, of asking for a link by e-mail: whoever asks fills somebody's mailbox.
LIMITES_DE_PEDIDOS = (3, 6, 30)


@dataclass(frozen=True, slots=True)
class Puerta:
    """One way of counting an attempt."""

    clave: str
    limite: int


def puertas(correo: str, desde: str) -> tuple[Puerta, ...]:
    """The ways an attempt on the account ``correo`` from the address ``desde`` is counted."""
    return _puertas("", correo, desde, LIMITES)


def puertas_de_pedidos(correo: str, desde: str) -> tuple[Puerta, ...]:
    """The ways asking for a link to the account ``correo`` is counted, apart from attempts."""
    return _puertas("pedido:", correo, desde, LIMITES_DE_PEDIDOS)


def _puertas(que: str, correo: str, desde: str, limites: tuple[int, ...]) -> tuple[Puerta, ...]:
    cuenta = correo.strip().lower()
    nombres = (f"cuenta:{cuenta}|{desde}", f"cuenta:{cuenta}", f"lugar:{desde}")
    return tuple(
        Puerta(hashlib.sha256(f"{que}{n}".encode()).hexdigest(), limite)
        for n, limite in zip(nombres, limites, strict=True)
    )


def minutos_de_espera(session: Session, suyas: tuple[Puerta, ...], ahora: datetime) -> int:
    """Whole minutes until the next attempt is let through; 0 when one may try now.

    One statement. The wait is counted from the last failure, so that trying during it is no use.
    """
    filas = {
        clave: (cuantos, ultimo)
        for clave, cuantos, ultimo in session.execute(
            select(Intento.clave, func.count(), func.max(Intento.momento))
            .where(Intento.clave.in_([p.clave for p in suyas]), ~_no_cuenta(ahora))
            .group_by(Intento.clave)
        )
    }
    cerradas = [
        filas[p.clave][1] + VENTANA
        for p in suyas
        if p.clave in filas and filas[p.clave][0] >= p.limite
    ]
    if not cerradas:
        return 0
    return max(1, -int(-(min(max(cerradas) - ahora, VENTANA).total_seconds()) // 60))


def anotar_fallo(session: Session, suyas: tuple[Puerta, ...], ahora: datetime) -> None:
    """Count a failure (or a request), and forget those that no longer count."""
    session.execute(delete(Intento).where(_no_cuenta(ahora)))
    session.execute(insert(Intento), [{"clave": p.clave, "momento": ahora} for p in suyas])


def olvidar(session: Session, suyas: tuple[Puerta, ...]) -> None:
    """Whoever came in starts afresh; the place they came from does not."""
    cuenta = [p.clave for p in suyas[:2]]
    session.execute(delete(Intento).where(Intento.clave.in_(cuenta)))


def _no_cuenta(ahora: datetime) -> ColumnElement[bool]:
    """Criterion: too long ago, or by a clock that ran ahead, which would lock until it is that time
    again."""
    return or_(Intento.momento <= ahora - VENTANA, Intento.momento > ahora + TOLERANCIA)


def dicha_la_espera(minutos: int) -> str:
    """The refusal of who must wait."""
    cuanto = "un minuto" if minutos == 1 else f"{minutos} minutos"
    return f"Hubo demasiados intentos. Espere {cuanto} y vuelva a probar."
