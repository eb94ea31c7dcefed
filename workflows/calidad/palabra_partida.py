"""A word that a reader of images broke in two: «clas e», where the manual says «clase»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workflows.calidad.arreglo import enmendar
from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.calidad.palabras import Palabra, palabras
from workflows.calidad.vecindad import COMUN, RARA, Vocabulario
from workflows.diferencias.alineacion import es_enlace
from workflows.lectura.modelo import Clase

REGLA = "palabra-partida"

#: What the reader recognises whole, however it is broken.
_CORREGIDAS = (Clase.ENCABEZADO, Clase.TITULO, Clase.TABLA)
_ENTRE = re.compile(r"[ \u00a0]|-[ \u00a0]")
_VOCAL = re.compile(r"[aeiouáéíóúü]")
#: No Spanish word begins or ends so.
_PRINCIPIO_RARO = re.compile(r"(?![bcdfgpt]r|[bcfgpt]l|[cs]h|ps|gn|ll|qu)[^\Waeiouáéíóúü]{2}")
_FINAL_RARO = re.compile(r"[bcfghjkmñpqtvw]$|[^\Waeiouáéíóúü]{2}$")


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each piece, at the first of them; the mended text mends them all."""
    vocabulario = examen.entorno.vocabulario
    for escrito in examen.escritos:
        partidas = vocabulario.recordado(_partidas, escrito.texto)
        if not partidas:
            continue
        mendado = enmendar(
            escrito.texto, [(a.inicio, b.fin, a.escrita + b.escrita) for a, b in partidas]
        )
        dichas = ", ".join(
            f"«{escrito.texto[a.inicio : b.fin]}» por «{a.escrita + b.escrita}»"
            for a, b in partidas
        )
        yield Hallazgo(
            REGLA,
            Severidad.BAJA,
            escrito.pieza,
            f"Una palabra quedó partida: {dichas}.",
            partidas[0][0].inicio,
            partidas[0][1].fin,
            mendado,
            escrito.parte,
        )
    yield from _en_el_documento(examen)


def _en_el_documento(examen: Examen) -> Iterator[Hallazgo]:
    """What the reader put together by itself, so that a person knows the document is broken."""
    if not examen.lineas:
        return
    textos = [e.texto for e in examen.escritos]
    for linea in examen.lineas:
        if linea.clase not in _CORREGIDAS:
            continue
        for celda in linea.texto.split("\t"):
            for a, b in _partidas(celda, examen.entorno.vocabulario):
                dicho = celda[a.inicio : b.fin]
                if any(dicho in texto for texto in textos):
                    continue
                yield Hallazgo(
                    REGLA,
                    Severidad.BAJA,
                    "",
                    f"El documento trae partida la palabra «{a.escrita + b.escrita}» («{dicho}»): "
                    "se leyó entera.",
                    sobre=(dicho,),
                    lineas=(linea.numero, linea.numero),
                )


def _partidas(texto: str, vocabulario: Vocabulario) -> list[tuple[Palabra, Palabra]]:
    dichas = palabras(texto)
    partidas = []
    anterior = -1
    for n, (a, b) in enumerate(pairwise(dichas)):
        if a.inicio < anterior or not _ENTRE.fullmatch(texto, a.fin, b.inicio):
            continue
        siguiente = dichas[n + 2].llana if n + 2 < len(dichas) else ""
        guion = b.inicio - a.fin > 1
        if b.escrita[0].isupper() and not a.en_mayusculas:
            continue
        if _es_partida(a.llana, b.llana, siguiente, vocabulario, guion=guion):
            anterior = b.fin
            partidas.append((a, b))
    return partidas


def _es_partida(a: str, b: str, siguiente: str, vocabulario: Vocabulario, *, guion: bool) -> bool:
    """Whether ``a b`` is one word that the manual uses, and one half is no word of it."""
    cuenta = vocabulario.cuenta
    if cuenta[a + b] < COMUN:
        return False
    menos = min((a, b), key=lambda w: cuenta[w])
    if cuenta[menos] > RARA or cuenta[menos] * 2 > cuenta[a + b]:
        return False
    if guion:
        return True
    if es_enlace(b):
        if b == "e":
            return not siguiente.startswith(("i", "hi", "í", "hí"))
        if b == "u":
            return not siguiente.startswith(("o", "ho", "ó"))
        return bool(_FINAL_RARO.search(a))
    if es_enlace(a) or cuenta[a] > RARA:
        return not _VOCAL.search(b) or bool(_PRINCIPIO_RARO.match(b))
    return cuenta[b] <= RARA or bool(_FINAL_RARO.search(a)) or not _VOCAL.search(a)
