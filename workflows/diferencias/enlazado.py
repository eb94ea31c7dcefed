"""Two texts in one line of pieces, as Word tracks changes: nothing moves, it leaves and enters.

Read without what enters, the pieces are the base exactly; read without what leaves, the
proposal exactly. :func:`comparar` says the same to a person, who also wants to know what moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflows.contenido import Competencia, Contenido, Forma, Item, Nota, Seccion
from workflows.diferencias.emparejar import (
    claves_de,
    emparejar_competencias,
    emparejar_items,
    ubicar,
)
from workflows.diferencias.modelo import Tipo, Tramo
from workflows.diferencias.orden import fijos
from workflows.diferencias.palabras import tramos

Parejas = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Titulo:
    """The heading of a section; ``tipo`` is IGUAL, AGREGADO or QUITADO."""

    tipo: Tipo
    clave: str


@dataclass(frozen=True, slots=True)
class Parrafo:
    """An item. Its words and its note marks each say whether they stay, enter or leave.

    ``tipo`` is of the paragraph itself: IGUAL stands in both texts, with these changes inside.
    """

    tipo: Tipo
    id: str
    forma: Forma
    tramos: tuple[Tramo, ...]
    notas: tuple[Tramo, ...]


@dataclass(frozen=True, slots=True)
class Fila:
    """A row of the competency table: tipo, competencia, grado and concepto, as runs of words."""

    tipo: Tipo
    id: str
    celdas: tuple[tuple[Tramo, ...], ...]


@dataclass(frozen=True, slots=True)
class PiePagina:
    """A footnote; ``marca`` and ``tramos`` are runs of words."""

    tipo: Tipo
    marca: str
    tramos: tuple[Tramo, ...]


@dataclass(frozen=True, slots=True)
class Enlazado:
    """Both texts, piece by piece, in the order in which a document prints them."""

    campos: tuple[tuple[str, tuple[Tramo, ...]], ...]
    cuerpo: tuple[Titulo | Parrafo, ...]
    filas: tuple[Fila, ...]
    notas: tuple[PiePagina, ...]


def enlazar(base: Contenido | None, propuesto: Contenido) -> Enlazado:
    """``base`` and ``propuesto`` in one line; without a base nothing enters: it is clean text."""
    base = propuesto if base is None else base
    antes, despues = dict(base.encabezado), dict(propuesto.encabezado)
    return Enlazado(
        tuple(
            (clave, tramos(antes.get(clave, ""), despues.get(clave, "")))
            for clave in sorted(antes.keys() | despues.keys())
        ),
        tuple(_cuerpo(base, propuesto)),
        tuple(_filas(base.competencias, propuesto.competencias)),
        tuple(_notas(base.notas, propuesto.notas)),
    )


def entremezclar(
    antes: int, despues: int, parejas: Parejas
) -> Iterator[tuple[int | None, int | None]]:
    """Indexes of two lists in one line. ``parejas`` that cross another leave and enter apart."""
    por_nuevo = sorted(parejas, key=lambda p: p[1])
    quietas = fijos([i for i, _ in por_nuevo])
    anclas = [p for n, p in enumerate(por_nuevo) if n in quietas]
    i = j = 0
    for ancla in [*anclas, (antes, despues)]:
        yield from ((k, None) for k in range(i, ancla[0]))
        yield from ((None, k) for k in range(j, ancla[1]))
        if ancla != (antes, despues):
            yield ancla
        i, j = ancla[0] + 1, ancla[1] + 1


def _cuerpo(base: Contenido, propuesto: Contenido) -> Iterator[Titulo | Parrafo]:
    claves_a, claves_b = claves_de(base), claves_de(propuesto)
    lugares = {clave: n for n, clave in enumerate(claves_a)}
    parejas = [(lugares[c], n) for n, c in enumerate(claves_b) if c in lugares]
    ubicados_a, ubicados_b = ubicar(base), ubicar(propuesto)
    juntos = [
        (ubicados_a[i], ubicados_b[j])
        for i, j in emparejar_items(ubicados_a, ubicados_b)
        if ubicados_a[i].seccion == ubicados_b[j].seccion
        and ubicados_a[i].item.forma is ubicados_b[j].item.forma
    ]
    for i, j in entremezclar(len(claves_a), len(claves_b), parejas):
        if i is not None and j is not None:
            suyos = [
                (a.posicion - 1, b.posicion - 1) for a, b in juntos if b.seccion == claves_b[j]
            ]
            yield Titulo(Tipo.IGUAL, claves_b[j][0])
            yield from _items(base.secciones[i].items, propuesto.secciones[j].items, suyos)
        elif j is not None:
            yield from _entera(Tipo.AGREGADO, propuesto.secciones[j])
        elif i is not None:
            yield from _entera(Tipo.QUITADO, base.secciones[i])


def _entera(tipo: Tipo, seccion: Seccion) -> Iterator[Titulo | Parrafo]:
    yield Titulo(tipo, seccion.clave)
    yield from (_parrafo(tipo, item) for item in seccion.items)


def _items(antes: Sequence[Item], despues: Sequence[Item], parejas: Parejas) -> Iterator[Parrafo]:
    for i, j in entremezclar(len(antes), len(despues), parejas):
        if i is not None and j is not None:
            uno, otro = antes[i], despues[j]
            yield Parrafo(
                Tipo.IGUAL,
                otro.id,
                otro.forma,
                tramos(uno.texto, otro.texto),
                _marcas(uno.notas, otro.notas),
            )
        elif j is not None:
            yield _parrafo(Tipo.AGREGADO, despues[j])
        elif i is not None:
            yield _parrafo(Tipo.QUITADO, antes[i])


def _parrafo(tipo: Tipo, item: Item) -> Parrafo:
    notas = tuple(Tramo(tipo, marca) for marca in item.notas)
    return Parrafo(tipo, item.id, item.forma, _solo(tipo, item.texto), notas)


def _marcas(antes: Sequence[str], despues: Sequence[str]) -> tuple[Tramo, ...]:
    if tuple(antes) == tuple(despues):
        return tuple(Tramo(Tipo.IGUAL, marca) for marca in despues)
    return (
        *(Tramo(Tipo.QUITADO, marca) for marca in antes),
        *(Tramo(Tipo.AGREGADO, marca) for marca in despues),
    )


def _filas(antes: Sequence[Competencia], despues: Sequence[Competencia]) -> Iterator[Fila]:
    parejas = emparejar_competencias(antes, despues)
    for i, j in entremezclar(len(antes), len(despues), parejas):
        if i is not None and j is not None:
            pares = zip(_celdas(antes[i]), _celdas(despues[j]), strict=True)
            yield Fila(Tipo.IGUAL, despues[j].id, tuple(tramos(a, b) for a, b in pares))
        elif j is not None:
            yield _fila(Tipo.AGREGADO, despues[j])
        elif i is not None:
            yield _fila(Tipo.QUITADO, antes[i])


def _fila(tipo: Tipo, c: Competencia) -> Fila:
    return Fila(tipo, c.id, tuple(_solo(tipo, celda) for celda in _celdas(c)))


def _celdas(c: Competencia) -> tuple[str, str, str, str]:
    return c.tipo, c.competencia, str(c.grado), c.concepto


def _notas(antes: Sequence[Nota], despues: Sequence[Nota]) -> Iterator[PiePagina]:
    libres: dict[str, list[int]] = {}
    for n, nota in enumerate(antes):
        libres.setdefault(nota.marca, []).append(n)
    parejas = [
        (libres[nota.marca].pop(0), n) for n, nota in enumerate(despues) if libres.get(nota.marca)
    ]
    for i, j in entremezclar(len(antes), len(despues), parejas):
        if i is not None and j is not None:
            palabras = tramos(antes[i].texto, despues[j].texto)
            yield PiePagina(Tipo.IGUAL, despues[j].marca, palabras)
        elif j is not None:
            yield _pie(Tipo.AGREGADO, despues[j])
        elif i is not None:
            yield _pie(Tipo.QUITADO, antes[i])


def _pie(tipo: Tipo, nota: Nota) -> PiePagina:
    return PiePagina(tipo, nota.marca, _solo(tipo, nota.texto))


def _solo(tipo: Tipo, texto: str) -> tuple[Tramo, ...]:
    return (Tramo(tipo, texto),) if texto else ()
