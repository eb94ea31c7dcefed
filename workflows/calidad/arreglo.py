"""Mending: a text with some stretches replaced, and a cargo with what a finding proposes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workflows.calidad.modelo import Hallazgo
from workflows.contenido import Contenido, con_campos
from workflows.piezas import CAMPO, FILA
from workflows.textos import con_textos

#: A stretch of a text and what should stand there.
Enmienda = tuple[int, int, str]


def enmendar(texto: str, enmiendas: Iterable[Enmienda]) -> str:
    """``texto`` with each stretch replaced; where two overlap the first stands."""
    hasta, partes = 0, []
    for inicio, fin, nuevo in sorted(enmiendas):
        if inicio >= hasta:
            partes += [texto[hasta:inicio], nuevo]
            hasta = fin
    return "".join([*partes, texto[hasta:]])


def aplicar(contenido: Contenido, hallazgo: Hallazgo) -> Contenido:
    """The text with what ``hallazgo`` proposes; the same one when it proposes nothing."""
    if hallazgo.arreglo is None:
        return contenido
    clase, _, nombre = hallazgo.pieza.partition(":")
    if f"{clase}:" == CAMPO:
        return con_campos(contenido, **{nombre: hallazgo.arreglo})
    if f"{clase}:" == FILA and hallazgo.parte:
        celda = {hallazgo.parte: hallazgo.arreglo}
        return replace(
            contenido,
            competencias=tuple(
                replace(c, **celda) if c.id == nombre else c  # type: ignore[arg-type]  # str cells
                for c in contenido.competencias
            ),
        )
    return con_textos(contenido, {hallazgo.pieza: hallazgo.arreglo})


def palabras_de(contenido: Contenido, hallazgo: Hallazgo) -> str:
    """The words of the piece that ``hallazgo`` is about; "" of a section or the whole cargo."""
    clase, _, nombre = hallazgo.pieza.partition(":")
    if clase == "campo":
        return contenido.campo(nombre)
    if clase == "competencia":
        for fila in contenido.competencias:
            if fila.id == nombre:
                return str(getattr(fila, hallazgo.parte or "concepto"))
    if clase == "item":
        for seccion in contenido.secciones:
            for item in seccion.items:
                if item.id == nombre:
                    return item.texto
    return ""
