"""What somebody typed in the search box, understood: any text is a question, none is an error.

``agua potable`` both words; ``"agua potable"`` in a row; ``topog*`` a beginning;
``formación: topografía`` in that section only (from there to the next such name).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workflows.contenido import Contenido
from workflows.formatos import Formato
from workflows.palabras import (
    CAMPO,
    NOTAS,
    palabras,
    plegar_con_lugares,
    secciones_plegadas,
)
from workflows.palabras import LARGO as LARGO_PALABRA
from workflows.texto import plano
from workflows.textos import TABLA

#: Characters read of what was typed, parts looked for, and words in a phrase.
LARGO, CLAUSULAS, FRASE = 600, 12, 30

_PARTE = re.compile(r'"([^"]*)"?|[“”]([^“”]*)[“”]?|«([^»]*)»?|([^\s"“”«]+)')
_NOMBRE = 3


@dataclass(frozen=True, slots=True)
class Clausula:
    """Words that must stand in a row in one item; the last may be only a beginning.

    ``secciones`` is where (None: anywhere), ``donde`` how the reader called it.
    """

    palabras: tuple[str, ...]
    prefijo: bool = False
    secciones: frozenset[str] | None = None
    donde: str = ""

    @property
    def escrita(self) -> str:
        """How it reads, as it was understood."""
        return " ".join(self.palabras) + ("*" if self.prefijo else "")

    def se_dice_en(self, plegado: str) -> bool:
        """Whether a text folded by :func:`workflows.palabras.plegar` has these words in a row."""
        # Looking for letters is quicker than for words, and where they are not, no word is.
        dichas = all(palabra in plegado for palabra in self.palabras)
        return dichas and _patron(self.palabras, self.prefijo).search(plegado) is not None

    def lugares_en(self, plegado: str) -> Iterator[tuple[int, int]]:
        """Where it is said there, each from its first letter to after the end of its last word."""
        patron, desde = _patron(self.palabras, self.prefijo), 0
        while hallado := patron.search(plegado, desde):
            yield hallado.span()
            desde = hallado.start() + 1

    def esta_en(self, plegado: str) -> bool:
        """Whether words written by :func:`secciones_plegadas` have it."""
        return f" {' '.join(self.palabras)}{'' if self.prefijo else ' '}" in plegado


@dataclass(frozen=True, slots=True)
class Pregunta:
    """Every clausula must be somewhere in the cargo. ``sobra``: more was typed than is read."""

    clausulas: tuple[Clausula, ...]
    sobra: bool = False

    def coincide(self, contenido: Contenido) -> bool:
        """Whether a text answers it: the definition both engines are held to."""
        dichas = secciones_plegadas(contenido)
        return all(
            any(
                c.esta_en(texto)
                for seccion, texto in dichas.items()
                if c.secciones is None or seccion in c.secciones
            )
            for c in self.clausulas
        )


@dataclass(frozen=True, slots=True)
class Marca:
    """A run of a text, and whether it is what was asked for."""

    texto: str
    hallado: bool


def leer_pregunta(texto: str, formato: Formato) -> Pregunta:
    """Understand what was typed. Never refuses: what has no words asks nothing."""
    sueltas: list[Clausula] = []
    nombres: list[str] = []  # the words just before, that may name a section together
    donde: tuple[frozenset[str] | None, str] = (None, "")
    for parte in _PARTE.finditer(texto[:LARGO]):
        frase = parte[1] or parte[2] or parte[3]
        palabra = parte[4] or ""
        nombre, dos_puntos, resto = palabra.partition(":")
        if dos_puntos and (hallado := _seccion(formato, nombres, nombre)):
            secciones, rotulo, usadas = hallado
            del sueltas[len(sueltas) - usadas :]
            donde, nombres, palabra = (secciones, rotulo), [], resto
        elif not frase:
            nombres.append(palabra)
        if frase:
            nombres = []
        sueltas += _clausulas(frase or palabra, *donde)
    sobra = len(texto) > LARGO or len(sueltas) > CLAUSULAS
    return Pregunta(tuple(sueltas[:CLAUSULAS]), sobra)


def marcar(texto: str, clausulas: Iterable[Clausula]) -> tuple[Marca, ...]:
    """``texto`` in runs, those that answer a clausula marked. Without any, one plain run."""
    plegado, lugares = plegar_con_lugares(texto)
    tramos = sorted(
        (lugares[inicio], lugares[fin - 1] + 1)
        for c in clausulas
        for inicio, fin in c.lugares_en(plegado)
    )
    marcas: list[Marca] = []
    hecho = 0
    for inicio, fin in tramos:
        if fin <= hecho:
            continue
        desde = max(inicio, hecho)
        if desde > hecho:
            marcas.append(Marca(texto[hecho:desde], hallado=False))
        marcas.append(Marca(texto[desde:fin], hallado=True))
        hecho = fin
    if hecho < len(texto):
        marcas.append(Marca(texto[hecho:], hallado=False))
    return tuple(marcas)


def en_contexto(marcas: Sequence[Marca], antes: int = 60, despues: int = 110) -> tuple[Marca, ...]:
    """The runs around the first mark, cut at a word, with … where something was left out."""
    primera = next((n for n, m in enumerate(marcas) if m.hallado), 0)
    cortadas: list[Marca] = []
    for n, marca in enumerate(marcas):
        texto = marca.texto
        if not marca.hallado and n < primera and len(texto) > antes:
            texto = "… " + texto[-antes:].partition(" ")[2]
        elif not marca.hallado and n > primera and len(texto) > despues:
            cortadas.append(Marca(texto[:despues].rpartition(" ")[0] + " …", hallado=False))
            break
        cortadas.append(Marca(texto, marca.hallado))
    return tuple(cortadas)


@lru_cache(maxsize=256)
def _patron(seguidas: tuple[str, ...], prefijo: bool) -> re.Pattern[str]:
    """A word as long as a word may be stands for all that begin with it: the rest was left."""
    dichas = [re.escape(p) + (r"[^\W_]*" if len(p) == LARGO_PALABRA else "") for p in seguidas]
    fin = r"[^\W_]*" if prefijo else r"(?![^\W_])"
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(dichas) + fin)


def _clausulas(texto: str, secciones: frozenset[str] | None, donde: str) -> list[Clausula]:
    escritas = tuple(p.texto for p in palabras(texto))[:FRASE]
    prefijo = texto.rstrip().endswith("*")
    return [Clausula(escritas, prefijo, secciones, donde)] if escritas else []


def _seccion(
    formato: Formato, antes: Sequence[str], nombre: str
) -> tuple[frozenset[str], str, int] | None:
    """The sections that these words name, as many of them as make a name; and how many."""
    for usadas in range(min(4, len(antes)), -1, -1):
        dicho = plano(" ".join([*antes[len(antes) - usadas :], nombre]))
        if len(dicho) < _NOMBRE:
            continue
        hallados = {c: r for c, r, n in _nombres(formato) if n == dicho} or {
            c: r for c, r, n in _nombres(formato) if n.startswith(dicho)
        }
        if hallados:
            return frozenset(hallados), " o ".join(dict.fromkeys(hallados.values())), usadas
    return None


def _nombres(formato: Formato) -> Iterator[tuple[str, str, str]]:
    """(clave in the index, printed name, a name it goes by), of everything that can be named."""
    for seccion in formato.secciones:
        clave = TABLA if seccion is formato.seccion_competencias else seccion.clave
        for nombre in (seccion.titulo, seccion.clave, *seccion.variantes):
            yield clave, seccion.titulo, plano(nombre.replace("_", " "))
    for campo in formato.campos:
        for nombre in (campo.rotulo, campo.clave, *campo.variantes):
            yield f"{CAMPO}{campo.clave}", campo.rotulo, plano(nombre.replace("_", " "))
    yield NOTAS, "Notas", NOTAS
