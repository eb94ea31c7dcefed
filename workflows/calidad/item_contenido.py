"""An item that another one of its section already says, word for word, among more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.piezas import ITEM
from workflows.texto import plano

REGLA = "item-contenido-en-otro"

#: Words from which being inside another item is no accident.
MINIMO = 5
#: A longer item says the rest of it with other words as a list does: not looked into.
LARGO_MAXIMO = 3_000

_PALABRA = re.compile(r"\w+")


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each contained item, naming the one that contains it.

    The verb may be apart: «Desarrollar planes de…» is in «Desarrollar estudios, así como planes
    de…».
    """
    titulos = {s.clave: s.titulo for s in examen.formato.secciones}
    for seccion in examen.contenido.secciones:
        dichos = [
            (n, i, tuple(_PALABRA.findall(plano(i.texto[:LARGO_MAXIMO]))))
            for n, i in enumerate(seccion.items, 1)
        ]
        juntas = [(n, i, p, f" {' '.join(p)} ") for n, i, p in dichos]
        for n, item, palabras in dichos:
            if len(palabras) < MINIMO:
                continue
            for m, otro, otras, junta in juntas:
                if m != n and len(otras) > len(palabras) and _esta(palabras, otras, junta):
                    titulo = titulos.get(seccion.clave, seccion.clave)
                    yield Hallazgo(
                        REGLA,
                        Severidad.MEDIA,
                        f"{ITEM}{item.id}",
                        f"Ya lo dice, con más, el ítem {m} de «{titulo}».",
                        sobre=(otro.texto,),
                    )
                    break


def _esta(palabras: tuple[str, ...], otras: tuple[str, ...], junta: str) -> bool:
    if f" {' '.join(palabras)} " in junta:
        return True
    resto = palabras[1:]
    return len(resto) >= MINIMO and palabras[0] == otras[0] and f" {' '.join(resto)} " in junta
