"""The connections that wait in the pool, looked at before anybody uses them (decisions/0033).

Asking the server whether it is still there costs every page a trip to it. A server that ended
said so, or its system did, and that is waiting to be read in the socket: looking there asks
nobody. Who has been quiet for long is asked all the same, as a network may have dropped it without
a word.
"""

from __future__ import annotations

import select
import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import InvalidatePoolError

#: Seconds in the pool after which a connection is asked, and not only looked at.
QUIETA = 10.0
_DESDE = "guardada"


def vigilar(motor: Engine) -> None:
    """Replace the connections of a PostgreSQL engine that died while nobody used them."""

    def tomar(conexion: Any, registro: Any, _: object) -> None:
        desde = registro.info.get(_DESDE)
        if desde is None or (time.monotonic() - desde < QUIETA and not _algo_llego(conexion)):
            return
        try:
            motor.dialect.do_ping(conexion)
        except motor.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error

    sa.event.listen(motor, "checkin", _guardar)
    sa.event.listen(motor, "checkout", tomar)


def _guardar(conexion: Any, registro: Any) -> None:
    registro.info[_DESDE] = time.monotonic()


def _algo_llego(conexion: Any) -> bool:
    mirar = select.poll()
    mirar.register(conexion.fileno(), select.POLLIN)
    return bool(mirar.poll(0))
