"""Two items of one cargo that say the same, or all but a few letters of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.contenido import Contenido
from workflows.diferencias.alineacion import es_enlace
from workflows.piezas import ITEM
from workflows.texto import plano

REGLA = "item-repetido"

#: Words from which two items of different sections, or two that only resemble, are no accident.
MINIMO_DE_PALABRAS = 5
#: Likeness (0 to 100) from which two items are nearly the same.
PARECIDO = 95
#: Characters beyond which only identical items are told.
LARGO_MAXIMO = 1_500

#: Likeness from which two words are one, written or inflected otherwise.
MISMA_PALABRA = 85
_RECORDADOS = 2_048

_PALABRA = re.compile(r"\w+")
#: Words that make two almost identical sentences say different things; so does any figure.
_DISTINGUEN = frozenset(
    ["no", "ni", "nunca", "sin", "con", "uno", "una", "dos", "tres", "cuatro", "cinco"]
)


@dataclass(frozen=True, slots=True)
class _Dicho:
    """An item ready to compare; ``lugar`` as a person would find it."""

    pieza: str
    seccion: str
    lugar: str
    plano: str
    palabras: tuple[str, ...]


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each item that repeats an earlier one, naming the first it repeats."""
    titulos = {s.clave: s.titulo for s in examen.formato.secciones}
    previos: list[_Dicho] = []
    planos: list[str] = []
    mismas: dict[tuple[str, ...], list[_Dicho]] = defaultdict(list)
    for dicho in _dichos(examen.contenido, titulos):
        igual = next((p for p in mismas[dicho.palabras] if _es_el_mismo(p, dicho)), None)
        parecidos = () if igual else _parecidos(dicho, previos, planos)
        casi = next((p for p in parecidos if _es_casi_el_mismo(p, dicho)), None)
        if igual:
            mensaje = f"Dice lo mismo que {igual.lugar}."
            yield Hallazgo(REGLA, Severidad.MEDIA, dicho.pieza, mensaje, sobre=(igual.plano,))
        elif casi:
            mensaje = f"Dice casi lo mismo que {casi.lugar}: compruebe que hagan falta los dos."
            yield Hallazgo(REGLA, Severidad.BAJA, dicho.pieza, mensaje, sobre=(casi.plano,))
        previos.append(dicho)
        planos.append(dicho.plano)
        mismas[dicho.palabras].append(dicho)


def _dichos(contenido: Contenido, titulos: Mapping[str, str]) -> Iterator[_Dicho]:
    for seccion in contenido.secciones:
        titulo = titulos.get(seccion.clave, seccion.clave)
        for posicion, item in enumerate(seccion.items, 1):
            llano, palabras = _llano(item.texto)
            if llano:
                lugar = f"el ítem {posicion} de «{titulo}»"
                yield _Dicho(f"{ITEM}{item.id}", seccion.clave, lugar, llano, palabras)


@lru_cache(_RECORDADOS)
def _llano(texto: str) -> tuple[str, tuple[str, ...]]:
    """An item without case or accents, and its words; of the last texts, remembered."""
    llano = plano(texto)
    return llano, tuple(_PALABRA.findall(llano))


def _es_el_mismo(uno: _Dicho, otro: _Dicho) -> bool:
    """«No aplica.» may well stand under two headings."""
    if uno.palabras != otro.palabras or not uno.palabras:
        return False
    return uno.seccion == otro.seccion or len(uno.palabras) >= MINIMO_DE_PALABRAS


def _parecidos(dicho: _Dicho, previos: Sequence[_Dicho], planos: Sequence[str]) -> Iterator[_Dicho]:
    """Of the earlier items, those of almost the same letters, in order."""
    if len(dicho.palabras) < MINIMO_DE_PALABRAS or len(dicho.plano) > LARGO_MAXIMO:
        return
    hallados = process.extract_iter(dicho.plano, planos, scorer=fuzz.ratio, score_cutoff=PARECIDO)
    for _, _, lugar in hallados:
        yield previos[lugar]


def _es_casi_el_mismo(uno: _Dicho, otro: _Dicho) -> bool:
    cortas = min(len(uno.palabras), len(otro.palabras)) < MINIMO_DE_PALABRAS
    if cortas or max(len(uno.plano), len(otro.plano)) > LARGO_MAXIMO:
        return False
    de_uno, de_otro = Counter(uno.palabras), Counter(otro.palabras)
    solo_uno, solo_otro = list(de_uno - de_otro), list(de_otro - de_uno)
    if any(p in _DISTINGUEN or not p.isalpha() for p in (*solo_uno, *solo_otro)):
        return False
    pocas, muchas = sorted(
        ([p for p in solo if not es_enlace(p)] for solo in (solo_uno, solo_otro)), key=len
    )
    return all(any(fuzz.ratio(p, m) >= MISMA_PALABRA for m in muchas) for p in pocas)
