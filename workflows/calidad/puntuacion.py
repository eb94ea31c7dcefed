"""How an item ends, where the items of its section end with a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflows.calidad.modelo import Hallazgo, Severidad
from workflows.contenido import Contenido
from workflows.diferencias.alineacion import es_enlace
from workflows.piezas import ITEM

if TYPE_CHECKING:
    from workflows.formatos.modelo import Formato

REGLA = "puntuacion"

#: Other items needed to know the custom of a section, and the part of them that must follow it.
MINIMO_DE_OTROS = 2
PARTE_CON_PUNTO = 0.75

_CERRADO = re.compile(r"(?:[.…!?:]|[.…!?][)\]»”\"'])$")
_ENLAZA = re.compile(r"(?:;|[\s,](?:[oyeu]|y/o))$", re.IGNORECASE)
_SIGNOS_DE_MAS = re.compile(r"\s*(?:[,;]\s*|\.\s*[.,;]|\.\s*[,;]\s*\.)$")
_TERMINA_EN_PALABRA = re.compile(r"[\w)\]»”\"%°]$")


def revisar(_: Formato, contenido: Contenido) -> Iterator[Hallazgo]:
    """One finding for each item that ends otherwise than the rest of its section."""
    for seccion in contenido.secciones:
        escritos = [(i.id, i.texto.rstrip()) for i in seccion.items if i.texto.strip()]
        con_punto = sum(bool(_CERRADO.search(texto)) for _, texto in escritos)
        for n, (id_, texto) in enumerate(escritos):
            otros = len(escritos) - 1
            otros_con_punto = con_punto - bool(_CERRADO.search(texto))
            if otros < MINIMO_DE_OTROS or otros_con_punto < PARTE_CON_PUNTO * otros:
                continue
            if n < otros and _ENLAZA.search(texto):
                continue
            yield from _final(f"{ITEM}{id_}", texto)


def _final(pieza: str, texto: str) -> Iterator[Hallazgo]:
    de_mas = None if texto.endswith("...") else _SIGNOS_DE_MAS.search(texto)
    if de_mas:
        mensaje = f"Termina en «{de_mas[0].strip()}» y los demás terminan en punto."
        inicio, arreglo = de_mas.start(), f"{texto[: de_mas.start()]}."
    elif _TERMINA_EN_PALABRA.search(texto) and not _CERRADO.search(texto):
        mensaje = "Le falta el punto final que los demás tienen."
        inicio, arreglo = len(texto), f"{texto}."
    else:
        return
    palabras = arreglo[:-1].split()
    inconcluso = not palabras or es_enlace(palabras[-1])
    yield Hallazgo(
        REGLA, Severidad.BAJA, pieza, mensaje, inicio, len(texto), None if inconcluso else arreglo
    )
