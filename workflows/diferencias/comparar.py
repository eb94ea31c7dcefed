"""The difference between two texts, whole: header, sections, competencies and notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from workflows.contenido import Competencia, Contenido, Nota
from workflows.diferencias.emparejar import (
    ClaveSeccion,
    ItemUbicado,
    claves_de,
    emparejar_competencias,
    emparejar_items,
    ubicar,
)
from workflows.diferencias.modelo import (
    CambioCampo,
    CambioCompetencia,
    CambioItem,
    CambioNota,
    CambioSeccion,
    Diferencia,
    Tipo,
    Tramo,
)
from workflows.diferencias.orden import fijos, intercalar
from workflows.diferencias.palabras import tramos

#: A save asks twice for the same difference: for what bars signing it, and to show it. Who opens
#: the draft again, or reviews it, asks once more.
_RECORDADAS = 64


@lru_cache(_RECORDADAS)
def comparar(base: Contenido, propuesto: Contenido) -> Diferencia:
    """What changes from ``base`` to ``propuesto``, in the order a reader meets it.

    Sections, rows and notes are complete, unchanged ones included; header fields only those
    that differ, by key. Deterministic; knows nothing of the formato.
    """
    return Diferencia(
        tuple(_campos(dict(base.encabezado), dict(propuesto.encabezado))),
        tuple(_secciones(base, propuesto)),
        tuple(_competencias(base.competencias, propuesto.competencias)),
        tuple(_notas(base.notas, propuesto.notas)),
    )


def _campos(antes: dict[str, str], despues: dict[str, str]) -> Iterator[CambioCampo]:
    for clave in sorted(antes.keys() | despues.keys()):
        if clave not in antes:
            yield CambioCampo(clave, "", despues[clave], Tipo.AGREGADO)
        elif clave not in despues:
            yield CambioCampo(clave, antes[clave], "", Tipo.QUITADO)
        elif antes[clave] != despues[clave]:
            yield CambioCampo(clave, antes[clave], despues[clave])


def _secciones(base: Contenido, propuesto: Contenido) -> Iterator[CambioSeccion]:
    items = _items_por_seccion(ubicar(base), ubicar(propuesto))
    antes, despues = claves_de(base), claves_de(propuesto)
    lugares = {clave: i for i, clave in enumerate(antes)}
    parejas = [lugares.get(clave) for clave in despues]
    quitadas = set(range(len(antes))).difference(parejas)
    movidas = _secciones_movidas(base, propuesto)
    for i, j, _ in intercalar(parejas, quitadas):
        if j is not None:
            clave = despues[j]
        elif i is not None:
            clave = antes[i]
        yield CambioSeccion(clave[0], tuple(items[clave]), _tipo(i, j), clave in movidas)


def _secciones_movidas(base: Contenido, propuesto: Contenido) -> set[ClaveSeccion]:
    """Those out of order among the sections that say something in both texts."""
    antes = {clave: n for n, clave in enumerate(_con_items(base))}
    comunes = [clave for clave in _con_items(propuesto) if clave in antes]
    quietas = fijos([antes[clave] for clave in comunes])
    return {clave for n, clave in enumerate(comunes) if n not in quietas}


def _con_items(contenido: Contenido) -> list[ClaveSeccion]:
    claves = zip(claves_de(contenido), contenido.secciones, strict=True)
    return [clave for clave, seccion in claves if seccion.items]


def _items_por_seccion(
    antes: Sequence[ItemUbicado], despues: Sequence[ItemUbicado]
) -> dict[ClaveSeccion, list[CambioItem]]:
    """Every item of both texts in the section where it is shown."""
    origen = {j: antes[i] for i, j in emparejar_items(antes, despues)}
    conservados = {(u.seccion, u.posicion) for u in origen.values()}
    quitados: dict[ClaveSeccion, dict[int, ItemUbicado]] = defaultdict(dict)
    for ubicado in antes:
        if (ubicado.seccion, ubicado.posicion) not in conservados:
            quitados[ubicado.seccion][ubicado.posicion] = ubicado
    nuevos: dict[ClaveSeccion, list[int]] = defaultdict(list)
    for j, ubicado in enumerate(despues):
        nuevos[ubicado.seccion].append(j)

    cambios: dict[ClaveSeccion, list[CambioItem]] = defaultdict(list)
    for seccion in nuevos.keys() | quitados.keys():
        indices = nuevos[seccion]
        parejas = [
            origen[j].posicion if j in origen and origen[j].seccion == seccion else None
            for j in indices
        ]
        for posicion, n, movido in intercalar(parejas, quitados[seccion]):
            if n is None and posicion is not None:
                cambios[seccion].append(_quitado(quitados[seccion][posicion]))
            elif n is not None and indices[n] in origen:
                previo = origen[indices[n]]
                cambios[seccion].append(_conservado(previo, despues[indices[n]], movido))
            elif n is not None:
                cambios[seccion].append(_agregado(despues[indices[n]]))
    return cambios


def _agregado(ahora: ItemUbicado) -> CambioItem:
    palabras = _tramos(None, ahora.item.texto)
    return CambioItem(Tipo.AGREGADO, None, ahora.item, None, ahora.posicion, False, palabras)


def _quitado(antes: ItemUbicado) -> CambioItem:
    palabras = _tramos(antes.item.texto, None)
    return CambioItem(Tipo.QUITADO, antes.item, None, antes.posicion, None, False, palabras)


def _conservado(antes: ItemUbicado, ahora: ItemUbicado, movido: bool) -> CambioItem:
    uno, otro = antes.item, ahora.item
    cruza = antes.seccion != ahora.seccion
    return CambioItem(
        _tipo(uno, otro, (uno.texto, uno.forma, uno.notas) != (otro.texto, otro.forma, otro.notas)),
        uno,
        otro,
        antes.posicion,
        ahora.posicion,
        movido or cruza,
        tramos(uno.texto, otro.texto),
        antes.seccion[0] if cruza else "",
    )


def _competencias(
    antes: Sequence[Competencia], despues: Sequence[Competencia]
) -> Iterator[CambioCompetencia]:
    origen = {j: i for i, j in emparejar_competencias(antes, despues)}
    parejas = [origen.get(j) for j in range(len(despues))]
    quitadas = set(range(len(antes))) - set(origen.values())
    for i, j, movida in intercalar(parejas, quitadas):
        una = antes[i] if i is not None else None
        otra = despues[j] if j is not None else None
        editada = una is None or otra is None or _fila(una) != _fila(otra)
        yield CambioCompetencia(
            _tipo(una, otra, editada),
            una,
            otra,
            i + 1 if i is not None else None,
            j + 1 if j is not None else None,
            movida,
            _tramos(
                una.concepto if una is not None else None,
                otra.concepto if otra is not None else None,
            ),
        )


def _fila(c: Competencia) -> tuple[str, str, int, str]:
    return c.tipo, c.competencia, c.grado, c.concepto


def _notas(antes: Sequence[Nota], despues: Sequence[Nota]) -> Iterator[CambioNota]:
    lugares: dict[str, list[int]] = defaultdict(list)
    for lugar, nota in enumerate(antes):
        lugares[nota.marca].append(lugar)
    parejas = [lugares[n.marca].pop(0) if lugares[n.marca] else None for n in despues]
    quitadas = set(range(len(antes))).difference(parejas)
    for i, j, movida in intercalar(parejas, quitadas):
        una = antes[i] if i is not None else None
        otra = despues[j] if j is not None else None
        yield CambioNota(
            _tipo(una, otra, una != otra),
            una,
            otra,
            _tramos(
                una.texto if una is not None else None,
                otra.texto if otra is not None else None,
            ),
            movida,
        )


def _tipo(antes: object | None, despues: object | None, editado: bool = False) -> Tipo:
    if antes is None:
        return Tipo.AGREGADO
    if despues is None:
        return Tipo.QUITADO
    return Tipo.EDITADO if editado else Tipo.IGUAL


def _tramos(antes: str | None, despues: str | None) -> tuple[Tramo, ...]:
    if antes is not None and despues is not None:
        return tramos(antes, despues)
    if antes:
        return (Tramo(Tipo.QUITADO, antes),)
    return (Tramo(Tipo.AGREGADO, despues),) if despues else ()
