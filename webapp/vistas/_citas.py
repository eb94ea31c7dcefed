"""The words that were remarked on, where the sheet shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.consultas.observaciones import HiloVisto
from workflows.contenido import Contenido
from workflows.piezas import ITEM


@dataclass(frozen=True, slots=True)
class Trozo:
    """A run of an item's text; ``hilo`` is the thread its words are cited in, or None."""

    texto: str
    hilo: HiloVisto | None


def citas(hilos: Iterable[HiloVisto], contenido: Contenido) -> dict[str, list[Trozo]]:
    """The items with words cited in open threads, by id, in runs. Of two that overlap, one."""
    textos = {i.id: i.texto for s in contenido.secciones for i in s.items}
    por_item: dict[str, list[HiloVisto]] = {}
    for hilo in hilos:
        id_ = hilo.pieza.removeprefix(ITEM)
        if hilo.abierto and hilo.inicio is not None and id_ in textos:
            por_item.setdefault(id_, []).append(hilo)
    return {id_: _trozos(textos[id_], suyos) for id_, suyos in por_item.items()}


def _trozos(texto: str, hilos: list[HiloVisto]) -> list[Trozo]:
    trozos = []
    lugar = 0
    for hilo in sorted(hilos, key=lambda h: h.inicio or 0):
        inicio, fin = hilo.inicio or 0, hilo.fin or 0
        if inicio < lugar:
            continue
        trozos += [Trozo(texto[lugar:inicio], None), Trozo(texto[inicio:fin], hilo)]
        lugar = fin
    return [*trozos, Trozo(texto[lugar:], None)]
