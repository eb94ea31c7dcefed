"""Two people in one borrador: the edits of one joined to a text that the other changed.

Edits of different pieces both stand. Of the same piece, the words already saved stay in the
text and the others come back as a Choque, for the person to choose and the history to keep:
every word typed is in one of the two (domain.md, rule 8).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.colocacion import Orden, colocar, ordenar
from workflows.piezas import FILA, FILAS, ITEM, LISTA, NOTAS, SECCIONES, escribir
from workflows.recibidas import leer_pieza

#: Pieces a text always has: taking one away means nothing.
_FIJAS = {SECCIONES, FILAS, NOTAS}

_Leidas = Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Edicion:
    """What one person did to a piece, as JSON; None when there was none, or there is none now."""

    antes: str | None  #: as their page had it
    despues: str | None  #: as they left it


@dataclass(frozen=True, slots=True)
class Choque:
    """A piece two people changed, as JSON: what both started from, what stands, what came."""

    pieza: str
    base: str | None
    actual: str | None  #: None when the other removed it, or it has nowhere to stand
    suyo: str | None  #: None when this person removed it


@dataclass(frozen=True, slots=True)
class Fusion:
    """The merged text, the pieces of it that changed, and what was left out of it."""

    piezas: dict[str, str]
    aplicadas: tuple[str, ...]
    choques: tuple[Choque, ...]


def ediciones_entre(base: Mapping[str, str], mio: Mapping[str, str]) -> dict[str, Edicion]:
    """The edits that lead from the pieces of one text to those of another."""
    return {
        pieza: Edicion(base.get(pieza), mio.get(pieza))
        for pieza in {**base, **mio}
        if base.get(pieza) != mio.get(pieza)
    }


def fusionar(actual: Mapping[str, str], ediciones: Mapping[str, Edicion]) -> Fusion:
    """The text ``actual`` with ``ediciones`` on it; both in the pieces of ``workflows.piezas``.

    The result can always be read, whatever was sent: edits of pieces that no text has, or
    that have not the shape of their piece, are left out, and so is an id that names nothing.
    The same edits sent again change nothing and clash with nothing new.
    """
    leidas = {pieza: (antes, despues) for pieza, antes, despues in _legibles(ediciones)}
    # What nobody edits stands as it is written: nothing asks what it says.
    ahora = {
        pieza: json.loads(escrita) if pieza in leidas or _es_orden(pieza) else escrita
        for pieza, escrita in actual.items()
    }
    textos, choques = _fundir_textos(ahora, leidas, ediciones)
    listas = _colocar_items(ahora, leidas, _ids(textos, ITEM))
    filas = _colocar_filas(ahora, leidas, _ids(textos, FILA))
    puestos = {ITEM: set().union(*listas.values()), FILA: set(filas[FILAS])}
    for prefijo, lugar in puestos.items():
        for id_ in sorted(_ids(textos, prefijo) - lugar):
            pieza = f"{prefijo}{id_}"
            suyo = escribir(textos.pop(pieza))
            choques[pieza] = Choque(pieza, ediciones[pieza].antes, None, suyo)
    secciones = _secciones(ahora, leidas, listas)
    ordenes = {f"{LISTA}{clave}": listas[clave] for clave in secciones}
    unidas = {**textos, **filas, **ordenes, SECCIONES: secciones}
    piezas = {
        pieza: actual[pieza] if valor is ahora.get(pieza) else escribir(valor)
        for pieza, valor in unidas.items()
    }
    aplicadas = (p for p in {**ahora, **unidas} if ahora.get(p) != unidas.get(p))
    return Fusion(piezas, tuple(aplicadas), tuple(choques.values()))


def _legibles(ediciones: Mapping[str, Edicion]) -> Iterator[tuple[str, Any, Any]]:
    for pieza, edicion in ediciones.items():
        if edicion.despues is None and pieza in _FIJAS:
            continue
        try:
            despues = leer_pieza(pieza, edicion.despues) if edicion.despues is not None else None
        except ValueError:
            continue
        try:
            antes = leer_pieza(pieza, edicion.antes) if edicion.antes is not None else None
        except ValueError:
            antes = ()
        if _es_orden(pieza):
            antes, despues = antes or [], despues or []
        yield pieza, antes, despues


def _fundir_textos(
    ahora: Mapping[str, Any], leidas: _Leidas, ediciones: Mapping[str, Edicion]
) -> tuple[dict[str, Any], dict[str, Choque]]:
    """The pieces with words, orders aside, and those that both changed."""
    textos = {pieza: valor for pieza, valor in ahora.items() if not _es_orden(pieza)}
    choques = {}
    for pieza, (antes, despues) in leidas.items():
        hay = textos.get(pieza)
        if _es_orden(pieza) or hay == despues:
            continue
        if hay != antes:
            actual, suyo = (v if v is None else escribir(v) for v in (hay, despues))
            choques[pieza] = Choque(pieza, ediciones[pieza].antes, actual, suyo)
        elif despues is None:
            del textos[pieza]
        else:
            textos[pieza] = despues
    return textos, choques


def _colocar_items(
    ahora: Mapping[str, Any], leidas: _Leidas, vivos: set[str]
) -> dict[str, list[str]]:
    """The items of every section that stood, or that this person opened."""
    antes, despues = leidas.get(SECCIONES, ([], []))
    abiertas = [clave for clave in despues if clave not in antes]
    listas = {c: ahora.get(f"{LISTA}{c}", []) for c in [*ahora[SECCIONES], *abiertas]}
    ordenes = {
        pieza.removeprefix(LISTA): Orden(*edicion)
        for pieza, edicion in leidas.items()
        if pieza.startswith(LISTA)
    }
    return colocar(listas, ordenes, vivos)


def _colocar_filas(
    ahora: Mapping[str, Any], leidas: _Leidas, vivos: set[str]
) -> dict[str, list[str]]:
    orden = Orden(*leidas.get(FILAS, ([], [])))
    return colocar({FILAS: ahora[FILAS]}, {FILAS: orden}, vivos)


def _secciones(
    ahora: Mapping[str, Any], leidas: _Leidas, listas: Mapping[str, list[str]]
) -> list[str]:
    """The sections in order; one this person closed stays while anything stands in it."""
    antes, despues = leidas.get(SECCIONES, ([], []))
    cerradas = set(antes) - set(despues)
    quedan = [clave for clave, items in listas.items() if items or clave not in cerradas]
    return ordenar(ahora[SECCIONES], Orden(antes, despues), quedan)


def _es_orden(pieza: str) -> bool:
    return pieza in (SECCIONES, FILAS) or pieza.startswith(LISTA)


def _ids(textos: Mapping[str, Any], prefijo: str) -> set[str]:
    return {pieza.removeprefix(prefijo) for pieza in textos if pieza.startswith(prefijo)}
