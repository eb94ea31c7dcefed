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

from workflows.errores import DatosInvalidos, Faltas
from workflows.formatos.modelo import Formato
from workflows.lectura.renglones import FilaDicha, Renglon, presentar

#: A row as it was typed: tipo, competencia, grado, concepto.
FilaEscrita = tuple[str, str, str, str]
#: Letters of a competencia with its tipo, and of a concepto, that a draft can keep.
LARGO_NOMBRE, LARGO_CONCEPTO = 300, 20_000


class Que(StrEnum):
    """What a person says a line is."""

    TITULO = "titulo"  #: the heading of a section
    ITEM = "item"  #: the first line of an item of a section
    SIGUE = "sigue"  #: one more line of the item before it
    FUERA = "fuera"  #: no part of the text: the reader does not see it
    FILA = "fila"  #: of a row of the competency table, which is these rows (or none)


class Dicho(NamedTuple):
    """``seccion`` is the clave of a section for TITULO and ITEM, "" for the others; ``filas``
    are those of FILA."""

    que: Que
    seccion: str = ""
    filas: tuple[FilaDicha, ...] = ()


#: Line number (from 1) → what somebody says it is.
Dichos = Mapping[int, Dicho]


def decir(que: str, seccion: str, formato: Formato) -> Dicho:
    """A correction as a form sends it. Raises DatosInvalidos when it makes no sense here."""
    if que not in set(Que) - {Que.FILA}:
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
            "Marque la línea como su título, o diga que es una fila de la tabla.",
            "seccion",
        )
    return Dicho(Que(que), suya.clave)


def decir_filas(escritas: Sequence[FilaEscrita], formato: Formato) -> Dicho:
    """The rows that a row is, as a form sends them; none, when it does not enter.

    Raises DatosInvalidos with everything that is missing, by field: ``competencia-0``.
    """
    tabla = formato.competencias
    if tabla is None:
        raise DatosInvalidos("En este formato no hay tabla de competencias.", "", "que")
    faltas = Faltas()
    grados = [str(g) for g in range(tabla.minimo, tabla.maximo + 1)]
    for n, (tipo, competencia, grado, concepto) in enumerate(escritas):
        cual = f"Fila {n + 1}: falta" if len(escritas) > 1 else "Falta"
        if not competencia:
            faltas.decir(f"{cual} el nombre de la competencia.", "Escríbalo.", f"competencia-{n}")
        if grado not in grados:
            dicho = f"{cual} el grado, de {tabla.minimo} a {tabla.maximo}."
            faltas.decir(dicho, "Elíjalo.", f"grado-{n}")
        if len(tipo) + len(competencia) > LARGO_NOMBRE:
            faltas.decir(f"Aquí caben {LARGO_NOMBRE} letras.", "Acórtelo.", f"competencia-{n}")
        if len(concepto) > LARGO_CONCEPTO:
            faltas.decir(f"Aquí caben {LARGO_CONCEPTO} letras.", "Acórtelo.", f"concepto-{n}")
    faltas.exigir()
    return Dicho(Que.FILA, "", tuple(FilaDicha(t, c, int(g), x) for t, c, g, x in escritas))


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
        elif dicho.que is Que.FILA:
            vistas.append(replace(r, filas=dicho.filas))
        elif dicho.que is not Que.FUERA:
            vistas.append(replace(r, dicho=dicho.seccion))
    return tuple(vistas)


def sin_dichas(lineas: Sequence[Renglon]) -> Sequence[Renglon]:
    """The lines with blanks for those a person placed: they are no part of any page header."""
    if not any(r.colocado for r in lineas):
        return lineas
    return [Renglon(r.numero, "") if r.colocado else r for r in lineas]


def a_texto(dichos: Dichos) -> str:
    """The corrections as JSON, the same for the same corrections."""
    return json.dumps(
        [[n, d.que.value, d.seccion, *([d.filas] if d.que is Que.FILA else [])]
         for n, d in sorted(dichos.items())]
    )  # fmt: skip


def de_texto(texto: str) -> dict[int, Dicho]:
    """The inverse of ``a_texto``."""
    return {
        n: Dicho(Que(que), seccion, tuple(FilaDicha(*f) for fs in filas for f in fs))
        for n, que, seccion, *filas in json.loads(texto)
    }
