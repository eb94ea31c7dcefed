"""Frozen texts, read once a process: what a hash names does not change, and so cannot be stale."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.modelos import ContenidoGuardado
from workflows.contenido import Contenido, leer_canonico

V = TypeVar("V")
#: Texts remembered by a process; each takes some 20 kB.
RECORDADOS = 256


class Recientes(Generic[V]):
    """What was last asked for, up to so many; any thread may ask."""

    def __init__(self, tope: int) -> None:
        self._tope, self._cosas, self._turno = tope, OrderedDict[Hashable, V](), Lock()

    def dar(self, clave: Hashable) -> V | None:
        """What is under a name, or None."""
        with self._turno:
            if clave in self._cosas:
                self._cosas.move_to_end(clave)
            return self._cosas.get(clave)

    def guardar(self, clave: Hashable, valor: V) -> V:
        """Remember it, and forget what nobody asked for the longest."""
        with self._turno:
            self._cosas[clave] = valor
            while len(self._cosas) > self._tope:
                self._cosas.popitem(last=False)
        return valor


_leidos: Recientes[Contenido] = Recientes(RECORDADOS)


def contenido_de(session: Session, hash_: str, ids: str) -> Contenido:
    """The frozen text of a hash, its pieces named by ``ids`` (JSON, as kept with a version)."""
    leido = _leidos.dar((hash_, ids))
    if leido is not None:
        return leido
    texto = session.connection().execute(_TEXTO, {"hash": hash_}).scalar_one()
    return _leidos.guardar((hash_, ids), leer_canonico(texto, json.loads(ids)))


_TEXTO = select(ContenidoGuardado.__table__.c.texto).where(
    ContenidoGuardado.__table__.c.hash == bindparam("hash")
)
