"""An item that another one of its section already says, word for word, among more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.piezas import ITEM
from workflows.texto import plano

REGLA = "item-contenido-en-otro"

#: Words from which being inside another item is no accident.
MINIMO = 5
#: A longer item says the rest of it with other words as a list does: not looked into.
LARGO_MAXIMO = 3_000
_RECORDADOS = 2_048

_PALABRA = re.compile(r"\w+")


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each contained item, naming the one that contains it.

    The verb may be apart: «Desarrollar planes de…» is in «Desarrollar estudios, así como planes
    de…».
    """
    titulos = {s.clave: s.titulo for s in examen.formato.secciones}
    for seccion in examen.contenido.secciones:
        for n, m in _contenidos(tuple(i.texto for i in seccion.items)):
            titulo = titulos.get(seccion.clave, seccion.clave)
            yield Hallazgo(
                REGLA,
                Severidad.MEDIA,
                f"{ITEM}{seccion.items[n].id}",
                f"Ya lo dice, con más, el ítem {m + 1} de «{titulo}».",
                sobre=(seccion.items[m].texto,),
            )


@lru_cache(_RECORDADOS)
def _contenidos(textos: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Of the items of a section: which is contained, and the first that contains it; of the last
    sections, remembered."""
    dichos = [(n, *_palabras(texto)) for n, texto in enumerate(textos)]
    hallados = []
    for n, palabras, dicho in dichos:
        if len(palabras) < MINIMO:
            continue
        for m, otras, junta in dichos:
            if m != n and len(otras) > len(palabras) and _esta(palabras, dicho, otras, junta):
                hallados.append((n, m))
                break
    return tuple(hallados)


@lru_cache(_RECORDADOS)
def _palabras(texto: str) -> tuple[tuple[str, ...], str]:
    """The words of an item, apart and together between spaces."""
    palabras = tuple(_PALABRA.findall(plano(texto[:LARGO_MAXIMO])))
    return palabras, f" {' '.join(palabras)} "


def _esta(palabras: tuple[str, ...], dicho: str, otras: tuple[str, ...], junta: str) -> bool:
    if dicho in junta:
        return True
    sin_la_primera = len(palabras) > MINIMO and palabras[0] == otras[0]
    return sin_la_primera and dicho[len(palabras[0]) + 1 :] in junta
