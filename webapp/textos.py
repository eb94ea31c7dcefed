"""Frozen texts, read once a process: what a hash names does not change, and so cannot be stale."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.modelos import ContenidoGuardado
from workflows.contenido import Contenido, leer_canonico

V = TypeVar("V")
#: Texts remembered by a process; each takes some 20 kB.
RECORDADOS = 256
#: In the place of the ids of a version, where it does not matter how its pieces are named.
SIN_IDS = "null"


_todas: list[Recientes[Any]] = []


def olvidar() -> None:
    """Forget everything that is remembered, as a process that begins."""
    for recientes in _todas:
        recientes.olvidar()


class Recientes(Generic[V]):
    """What was last asked for, up to so many, or so much of what ``peso`` says of each; any thread
    may ask."""

    def __init__(self, tope: int, peso: Callable[[V], int] = lambda _: 1) -> None:
        self._tope, self._cosas, self._turno = tope, OrderedDict[Hashable, V](), Lock()
        self._peso, self._pesan = peso, 0
        _todas.append(self)

    def dar(self, clave: Hashable) -> V | None:
        """What is under a name, or None."""
        with self._turno:
            if clave in self._cosas:
                self._cosas.move_to_end(clave)
            return self._cosas.get(clave)

    def olvidar(self) -> None:
        """Forget it all."""
        with self._turno:
            self._cosas.clear()
            self._pesan = 0

    def guardar(self, clave: Hashable, valor: V) -> V:
        """Remember it, and forget what nobody asked for the longest."""
        with self._turno:
            if clave in self._cosas:
                self._pesan -= self._peso(self._cosas.pop(clave))
            self._cosas[clave] = valor
            self._pesan += self._peso(valor)
            while self._pesan > self._tope:
                self._pesan -= self._peso(self._cosas.popitem(last=False)[1])
        return valor


_leidos: Recientes[Contenido] = Recientes(RECORDADOS)
_TEXTOS = select(ContenidoGuardado.hash, ContenidoGuardado.texto).where(
    ContenidoGuardado.hash.in_(bindparam("cuales", expanding=True))
)


def contenido_de(session: Session, hash_: str, ids: str) -> Contenido:
    """The frozen text of a hash, its pieces named by ``ids`` (JSON, as kept with a version)."""
    return contenidos_de(session, [(hash_, ids)])[0]


def leido(hash_: str, ids: str, texto: str) -> Contenido:
    """The same, where its canonical text is at hand."""
    cual = (hash_, ids)
    contenido = _leidos.dar(cual)
    return contenido or _leidos.guardar(cual, leer_canonico(texto, json.loads(ids)))


def contenidos_de(session: Session, cuales: Sequence[tuple[str, str]]) -> list[Contenido]:
    """Several, in one statement at most: what is remembered is not asked again."""
    leidos = {cual: _leidos.dar(cual) for cual in cuales}
    if faltan := {hash_ for (hash_, _), leido in leidos.items() if leido is None}:
        textos = dict(session.connection().execute(_TEXTOS, {"cuales": sorted(faltan)}).all())
        for cual, leido in leidos.items():
            if leido is None:
                leidos[cual] = _leidos.guardar(
                    cual, leer_canonico(textos[cual[0]], json.loads(cual[1]))
                )
    return [leido for cual in cuales if (leido := leidos[cual]) is not None]
