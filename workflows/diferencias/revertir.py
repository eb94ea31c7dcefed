"""Taking back one change of a draft and leaving the others as they are.

What comes back goes after the nearest earlier piece of the base that kept its order: there, and
only there, nothing has to be told as moved. It is the base's own piece again, id included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeVar

from workflows.contenido import Competencia, Contenido, Item, Seccion, encabezado
from workflows.diferencias.comparar import comparar
from workflows.diferencias.modelo import (
    CambioCampo,
    CambioCompetencia,
    CambioItem,
    CambioSeccion,
    Diferencia,
    Tipo,
)
from workflows.diferencias.piezas_de import pieza_de
from workflows.errores import NoEncontrado

_Fila = TypeVar("_Fila", Item, Competencia)


def revertir(base: Contenido, contenido: Contenido, pieza: str) -> Contenido:
    """``contenido`` with the one change about ``pieza`` (see ``pieza_de``) undone.

    Raises NoEncontrado when that piece says and stands the same in both texts.
    """
    diferencia = comparar(base, contenido)
    cambio = next((c for c in diferencia.cambios() if pieza_de(c) == pieza), None)
    if cambio is None:
        raise NoEncontrado(
            "Ese cambio ya no está: ahí el borrador dice lo mismo que el texto de partida.",
            "Vuelva a abrir la página para ver los cambios que quedan.",
        )
    if isinstance(cambio, CambioCampo):
        return _campo(contenido, cambio)
    if isinstance(cambio, CambioSeccion):
        return _en_su_sitio(base, contenido, diferencia, contenido.seccion(cambio.clave))
    if isinstance(cambio, CambioItem):
        return _item(base, contenido, diferencia, cambio)
    if isinstance(cambio, CambioCompetencia):
        filas = _devolver(
            contenido.competencias,
            cambio.antes,
            cambio.despues,
            _ancla(diferencia.competencias, cambio),
        )
        return replace(contenido, competencias=filas)
    return replace(contenido, notas=base.notas)


def _campo(contenido: Contenido, cambio: CambioCampo) -> Contenido:
    campos = dict(contenido.encabezado)
    campos[cambio.clave] = cambio.antes
    if cambio.tipo is Tipo.AGREGADO:
        del campos[cambio.clave]
    return replace(contenido, encabezado=encabezado(campos))


def _item(
    base: Contenido, contenido: Contenido, diferencia: Diferencia, cambio: CambioItem
) -> Contenido:
    aqui = next(s for s in diferencia.secciones if any(c is cambio for c in s.items))
    clave = cambio.antes_en or aqui.clave
    destino = contenido.seccion(clave)
    if cambio.antes_en:
        restantes = tuple(i for i in contenido.seccion(aqui.clave).items if i != cambio.despues)
        contenido = _con_items(contenido, Seccion(aqui.clave, restantes))
    if cambio.antes is not None and not destino.items:
        contenido = _en_su_sitio(base, contenido, diferencia, destino)
    vecinos = next(s.items for s in diferencia.secciones if s.clave == clave)
    items = _devolver(destino.items, cambio.antes, cambio.despues, _ancla(vecinos, cambio))
    contenido = _con_items(contenido, Seccion(clave, items))
    propias = {s.clave for s in base.secciones}
    secciones = tuple(s for s in contenido.secciones if s.items or s.clave in propias)
    return replace(contenido, secciones=secciones)


def _con_items(contenido: Contenido, seccion: Seccion) -> Contenido:
    secciones = tuple(seccion if s.clave == seccion.clave else s for s in contenido.secciones)
    return replace(contenido, secciones=secciones)


def _devolver(
    filas: Sequence[_Fila], antes: _Fila | None, despues: _Fila | None, ancla: str | None
) -> tuple[_Fila, ...]:
    """The draft's list without ``despues``, and with ``antes`` after the piece ``ancla``."""
    resto = [f for f in filas if despues is None or f.id != despues.id]
    if antes is not None:
        lugar = next((n for n, f in enumerate(resto, 1) if f.id == ancla), 0)
        resto.insert(lugar, antes)
    return tuple(resto)


def _ancla(
    vecinos: Sequence[CambioItem | CambioCompetencia], cambio: CambioItem | CambioCompetencia
) -> str | None:
    """The id, in the draft, of the piece to stand after; None for the first of its list.

    What did not move stays where it is: after whatever precedes it now.
    """
    if cambio.antes and cambio.despues and not cambio.movido:
        previos = [v.despues for v in takewhile(lambda v: v is not cambio, vecinos) if v.despues]
    else:
        previos = [
            v.despues
            for v in vecinos
            if v.antes
            and v.despues
            and not v.movido
            and (v.posicion_antes or 0) < (cambio.posicion_antes or 0)
        ]
    return previos[-1].id if previos else None


def _en_su_sitio(
    base: Contenido, contenido: Contenido, diferencia: Diferencia, seccion: Seccion
) -> Contenido:
    """``contenido`` with that section where the base has it, among those that kept their order."""
    orden = [s.clave for s in base.secciones]
    quietas = [
        s.clave
        for s in diferencia.secciones
        if s.tipo is Tipo.IGUAL
        and not s.movida
        and base.seccion(s.clave).items
        and contenido.seccion(s.clave).items
    ]
    actuales = [s.clave for s in contenido.secciones if s.clave in (*quietas, seccion.clave)]
    if seccion.clave in actuales and actuales == sorted(actuales, key=orden.index):
        return contenido
    previas = set(orden[: orden.index(seccion.clave)]).intersection(quietas)
    resto = [s for s in contenido.secciones if s.clave != seccion.clave]
    lugar = max((n for n, s in enumerate(resto, 1) if s.clave in previas), default=0)
    return replace(contenido, secciones=(*resto[:lugar], seccion, *resto[lugar:]))
