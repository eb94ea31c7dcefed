"""A text in the pieces that change on their own, and back: what a save keeps of a draft.

Header fields, items, competency rows, notes, and the order of each list are pieces; each is
a short JSON text. Taking the pieces of a save back gives the text before it, exactly.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from workflows.contenido import (
    Competencia,
    Contenido,
    Forma,
    Item,
    Nota,
    Seccion,
    a_datos,
    encabezado,
)

ITEM, FILA, CAMPO, LISTA = "item:", "competencia:", "campo:", "orden:seccion:"
FILAS, SECCIONES, NOTAS = "orden:competencias", "secciones", "notas"
#: Pieces whose reading is remembered: while somebody writes, each save changes one of them.
_RECORDADAS = 4_096
_escribir = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def en_piezas(contenido: Contenido) -> dict[str, str]:
    """The pieces of a text: name → JSON."""
    datos = a_datos(contenido)
    piezas: dict[str, object] = {
        f"{CAMPO}{clave}": valor for clave, valor in datos["encabezado"].items()
    }
    piezas[SECCIONES] = [s.clave for s in contenido.secciones]
    for seccion, suya in zip(contenido.secciones, datos["secciones"], strict=True):
        piezas[f"{LISTA}{seccion.clave}"] = [i.id for i in seccion.items]
        for item, texto in zip(seccion.items, suya["items"], strict=True):
            piezas[f"{ITEM}{item.id}"] = texto
    piezas[FILAS] = [c.id for c in contenido.competencias]
    for fila, texto in zip(contenido.competencias, datos["competencias"], strict=True):
        piezas[f"{FILA}{fila.id}"] = texto
    piezas[NOTAS] = datos["notas"]
    return {nombre: escribir(valor) for nombre, valor in piezas.items()}


def escribir(valor: object) -> str:
    """The JSON of a piece, always spelled the same."""
    return _escribir(valor)


def de_piezas(piezas: Mapping[str, str]) -> Contenido:
    """The text those pieces make. Raises KeyError when one that an order names is missing."""
    return Contenido(
        encabezado(
            {
                clave.removeprefix(CAMPO): json.loads(valor)
                for clave, valor in piezas.items()
                if clave.startswith(CAMPO)
            }
        ),
        tuple(
            Seccion(
                clave,
                tuple(
                    _item(i, piezas[f"{ITEM}{i}"]) for i in json.loads(piezas[f"{LISTA}{clave}"])
                ),
            )
            for clave in json.loads(piezas[SECCIONES])
        ),
        tuple(_fila(id_, piezas[f"{FILA}{id_}"]) for id_ in json.loads(piezas[FILAS])),
        tuple(Nota(**nota) for nota in json.loads(piezas[NOTAS])),
    )


@lru_cache(_RECORDADAS)
def _item(id_: str, pieza: str) -> Item:
    datos = json.loads(pieza)
    return Item(id_, datos["texto"], Forma(datos["forma"]), tuple(datos["notas"]))


@lru_cache(_RECORDADAS)
def _fila(id_: str, pieza: str) -> Competencia:
    return Competencia(id_, **json.loads(pieza))


def legible(pieza: str | None) -> str:
    """A piece as a person reads it; "" for the one that is not there."""
    if pieza is None:
        return ""
    dicho = json.loads(pieza)
    if isinstance(dicho, str):
        return dicho
    if isinstance(dicho, list):
        return "\n".join(f"{n['marca']} {n['texto']}" for n in dicho)
    if "competencia" in dicho:
        return (
            f"{dicho['tipo']} · {dicho['competencia']} · grado {dicho['grado']}: "
            f"{dicho['concepto']}"
        )
    return str(dicho["texto"])
