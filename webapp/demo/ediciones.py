"""The edits of ``cambios.toml`` → the text an author would have left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workflows.contenido import Contenido, Item, Seccion, nuevo_id

Edicion = Mapping[str, Any]


def aplicar_ediciones(
    contenido: Contenido, ediciones: Sequence[Edicion]
) -> tuple[Contenido, dict[str, str]]:
    """The text after ``ediciones``, and the reason given for each piece that they change.

    Item numbers count from 1 in the text before all of them.
    """
    originales = {s.clave: s.items for s in contenido.secciones}
    porques: dict[str, str] = {}
    for edicion in ediciones:
        antes, contenido = contenido, _aplicar(contenido, originales, edicion)
        if porque := edicion.get("justificacion"):
            porques[_pieza(antes, contenido, originales, edicion)] = porque
    return contenido, porques


def _aplicar(
    contenido: Contenido, originales: Mapping[str, Sequence[Item]], edicion: Edicion
) -> Contenido:
    if edicion["accion"] == "grado":
        return _grado(contenido, edicion)
    clave = edicion["seccion"]
    items = _items(list(contenido.seccion(clave).items), originales[clave], edicion)
    return replace(
        contenido,
        secciones=tuple(
            Seccion(clave, tuple(items)) if s.clave == clave else s for s in contenido.secciones
        ),
    )


def _pieza(
    antes: Contenido,
    despues: Contenido,
    originales: Mapping[str, Sequence[Item]],
    edicion: Edicion,
) -> str:
    if edicion["accion"] == "grado":
        nombre = edicion["competencia"]
        return next(f"competencia:{c.id}" for c in despues.competencias if c.competencia == nombre)
    if edicion["accion"] == "agregar":
        return f"item:{next(i for i in despues.ids() if i not in antes.ids())}"
    return f"item:{originales[edicion['seccion']][edicion['item'] - 1].id}"


def _items(items: list[Item], originales: Sequence[Item], edicion: Edicion) -> list[Item]:
    accion, n = edicion["accion"], edicion["item"]
    if accion == "agregar":
        vecino = originales[max(n, 1) - 1]
        nuevo = Item(nuevo_id(), edicion["texto"], vecino.forma)
        items.insert(_lugar(items, originales, n), nuevo)
        return items
    lugar = next(i for i, item in enumerate(items) if item.id == originales[n - 1].id)
    item = items.pop(lugar)
    if accion == "editar":
        items.insert(lugar, replace(item, texto=edicion["texto"]))
    elif accion == "mover":
        items.insert(_lugar(items, originales, edicion["despues_de"]), item)
    return items


def _lugar(items: list[Item], originales: Sequence[Item], despues_de: int) -> int:
    if despues_de == 0:
        return 0
    return 1 + next(i for i, x in enumerate(items) if x.id == originales[despues_de - 1].id)


def _grado(contenido: Contenido, edicion: Edicion) -> Contenido:
    return replace(
        contenido,
        competencias=tuple(
            replace(c, grado=edicion["grado"], concepto=edicion["concepto"])
            if c.competencia == edicion["competencia"]
            else c
            for c in contenido.competencias
        ),
    )
