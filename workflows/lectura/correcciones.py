"""What a person says a line is, where the reader was wrong or did not know.

A correction changes how its line is presented to the reader, which then reads again: the same
document with the same corrections always gives the same reading, and no line is ever lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from workflows.errores import DatosInvalidos
from workflows.formatos.modelo import Formato
from workflows.lectura.renglones import Renglon, presentar


class Que(StrEnum):
    """What a person says a line is."""

    TITULO = "titulo"  #: the heading of a section
    ITEM = "item"  #: the first line of an item of a section
    SIGUE = "sigue"  #: one more line of the item before it
    FUERA = "fuera"  #: no part of the text: the reader does not see it


class Dicho(NamedTuple):
    """``seccion`` is the clave of a section for TITULO and ITEM, "" for the others."""

    que: Que
    seccion: str = ""


#: Line number (from 1) → what somebody says it is.
Dichos = Mapping[int, Dicho]


def decir(que: str, seccion: str, formato: Formato) -> Dicho:
    """A correction as a form sends it. Raises DatosInvalidos when it makes no sense here."""
    if que not in set(Que):
        raise DatosInvalidos(
            "No se dijo qué es esa línea.", "Elija una de las opciones de la lista.", "que"
        )
    if Que(que) in (Que.SIGUE, Que.FUERA):
        return Dicho(Que(que))
    suya = next((s for s in formato.secciones if s.clave == seccion), None)
    if suya is None:
        raise DatosInvalidos(
            "No se dijo de qué sección es esa línea.", "Elija la sección en la lista.", "seccion"
        )
    if que == Que.ITEM and suya is formato.seccion_competencias:
        raise DatosInvalidos(
            f"En «{suya.titulo}» no van ítems: es una tabla.",
            "Marque la línea como su título, o déjela fuera y escriba la fila en el borrador.",
            "seccion",
        )
    return Dicho(Que(que), suya.clave)


def corregidas(lineas: Iterable[Renglon], dichos: Dichos, formato: Formato) -> tuple[Renglon, ...]:
    """The lines as the reader must see them: without those left out, headings as headings."""
    titulos = {s.clave: s.titulo for s in formato.secciones}
    vistas: list[Renglon] = []
    for r in lineas:
        dicho = None if r.blanco else dichos.get(r.numero)
        if dicho is None:
            vistas.append(r)
        elif dicho.que is Que.TITULO:
            vistas.append(presentar(r.numero, f"## {titulos[dicho.seccion]}"))
        elif dicho.que is not Que.FUERA:
            vistas.append(replace(r, dicho=dicho.seccion))
    return tuple(vistas)


def sin_dichas(lineas: Sequence[Renglon]) -> Sequence[Renglon]:
    """The lines with blanks for those a person placed: they are no part of any page header."""
    if all(r.dicho is None for r in lineas):
        return lineas
    return [r if r.dicho is None else Renglon(r.numero, "") for r in lineas]


def a_texto(dichos: Dichos) -> str:
    """The corrections as JSON, the same for the same corrections."""
    return json.dumps([[n, d.que.value, d.seccion] for n, d in sorted(dichos.items())])


def de_texto(texto: str) -> dict[int, Dicho]:
    """The inverse of ``a_texto``."""
    return {n: Dicho(Que(que), seccion) for n, que, seccion in json.loads(texto)}
