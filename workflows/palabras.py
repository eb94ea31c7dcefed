"""A text as words to be found: folded, so that accents and case don't matter, on both engines.

What an engine would do its own way (split, fold, stem) is done here once, in writing and in
asking, so that both find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflows.contenido import Contenido
from workflows.textos import TABLA

#: Longest word kept, in characters: beyond it nobody remembers more.
LARGO = 64
#: Between two items: no phrase goes across it, and no word is spelled like it.
FRONTERA = "¶"
#: Header fields are found under a name of their own each.
CAMPO = "campo:"
NOTAS = "notas"

_PALABRA = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Palabra:
    """A word of a text, folded, and where it stands: ``texto[inicio:fin]``."""

    texto: str
    inicio: int
    fin: int


@dataclass(frozen=True, slots=True)
class Trozo:
    """Something somebody reads in one go: an item, a row, a field. ``id`` names the item."""

    seccion: str
    id: str
    texto: str


class _Plegados(dict[int, str]):
    """What each letter is folded to, worked out the first time it is met."""

    def __init__(self) -> None:
        super().__init__()
        self.desiguales: set[str] = set()  #: folded to none, or to several

    def __missing__(self, codigo: int) -> str:
        sueltas = unicodedata.normalize("NFKD", chr(codigo))
        plegada = "".join(s.casefold() for s in sueltas if not unicodedata.combining(s))
        if len(plegada) != 1:
            self.desiguales.add(chr(codigo))
        self[codigo] = plegada
        return plegada


_plegados = _Plegados()


class _Sueltas(dict[int, str]):
    """The same, with a space for what is part of no word."""

    def __missing__(self, codigo: int) -> str:
        self[codigo] = "".join(x if x.isalnum() else " " for x in _plegados[codigo])
        return self[codigo]


_sueltas = _Sueltas()


def plegar(texto: str) -> str:
    """A text without case, accents or compatibility forms, letter by letter."""
    return texto.translate(_plegados)


def plegar_con_lugares(texto: str) -> tuple[str, Sequence[int]]:
    """The same, and where each of its letters stood in the text as it was."""
    plegado = plegar(texto)
    if _plegados.desiguales.isdisjoint(texto):
        return plegado, range(len(texto))
    return plegado, [n for n, letra in enumerate(texto) for _ in _plegados[ord(letra)]]


def palabras(texto: str) -> Iterator[Palabra]:
    """The words of ``texto`` in order, each with its place in the text as it was."""
    plegado, lugares = plegar_con_lugares(texto)
    for hallada in _PALABRA.finditer(plegado):
        yield Palabra(hallada[0][:LARGO], lugares[hallada.start()], lugares[hallada.end() - 1] + 1)


def plegadas(texto: str) -> list[str]:
    """The words of ``texto`` in order, folded, for whom their places don't matter."""
    return [palabra[:LARGO] for palabra in texto.translate(_sueltas).split()]


def trozos(contenido: Contenido) -> Iterator[Trozo]:
    """Everything a cargo says, in reading order: header fields, items, rows, notes."""
    for clave, valor in contenido.encabezado:
        yield Trozo(f"{CAMPO}{clave}", "", valor)
    for seccion in contenido.secciones:
        for item in seccion.items:
            yield Trozo(seccion.clave, item.id, item.texto)
    for fila in contenido.competencias:
        yield Trozo(TABLA, fila.id, f"{fila.competencia}: {fila.concepto}")
    for nota in contenido.notas:
        yield Trozo(NOTAS, "", nota.texto)


def secciones_plegadas(contenido: Contenido) -> dict[str, str]:
    """Section → its words between spaces, with FRONTERA between its items. Empty ones are left."""
    dichas: dict[str, list[str]] = {}
    for trozo in trozos(contenido):
        if halladas := plegadas(trozo.texto):
            dichas.setdefault(trozo.seccion, []).append(" ".join(halladas))
    return {clave: f" {f' {FRONTERA} '.join(textos)} " for clave, textos in dichas.items()}
