"""A sentence cut short: it ends, or breaks off in the middle, where another word must come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.piezas import FILA, ITEM
from workflows.texto import plano

REGLA = "frase-truncada"

#: Words after which a sentence always goes on.
_TEXTO_PIDEN = (
    "a al ante bajo con contra de del desde durante el en entre hacia hasta la las los mediante"
    " para por que segun sin sobre su sus tras un una cuyo cuya"
)
_PIDEN = frozenset(_TEXTO_PIDEN.split())
#: Words that lead to the item below, unless it is the last.
_ENLAZAN = frozenset(["o", "y", "e", "u", "y/o"])
_RECORDADOS = 2_048
_ULTIMA = re.compile(r"([\w/]+)\s*[.,;]?\s*$")
_GUION = re.compile(r"[^\W\d_]-$")
_ARTICULO = r"(?:el|la|los|las|del|al|un|una|unos|unas)"
#: «para la y coordinar»: after an article comes a name, not a link; «la o las» is fine.
_HUECO = re.compile(
    rf"\b{_ARTICULO}(?P<hueco> +)(?:y|o|e|u) +(?!{_ARTICULO}\b)[^\W\d_]", re.IGNORECASE
)


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each place where words are missing."""
    for seccion in examen.contenido.secciones:
        for n, item in enumerate(seccion.items):
            yield from _de(f"{ITEM}{item.id}", item.texto, n + 1 == len(seccion.items))
    for fila in examen.contenido.competencias:
        yield from _de(f"{FILA}{fila.id}", fila.concepto, True)


@lru_cache(_RECORDADOS)
def se_corta(texto: str, es_la_ultima: bool) -> bool:
    """Whether the words end where others must follow; «…, o» does not, before another item."""
    cola = _ULTIMA.search(texto)
    if cola is None:
        return False
    palabra = plano(cola[1])
    if palabra in _ENLAZAN:
        return es_la_ultima and not cola[1].isupper()
    return palabra in _PIDEN and not cola[1].isupper()


@lru_cache(_RECORDADOS)
def _de(pieza: str, texto: str, es_la_ultima: bool) -> tuple[Hallazgo, ...]:
    return (*_huecos(pieza, texto), *_cortada(pieza, texto, es_la_ultima))


def _huecos(pieza: str, texto: str) -> Iterator[Hallazgo]:
    for hueco in _HUECO.finditer(texto):
        inicio, fin = hueco.start(), hueco.end("hueco")
        dicho = texto[inicio : hueco.end() - 1].strip()
        yield Hallazgo(
            REGLA, Severidad.MEDIA, pieza, f"Falta algo después de «{dicho}».", inicio, fin
        )


def _cortada(pieza: str, texto: str, es_la_ultima: bool) -> Iterator[Hallazgo]:
    final = texto.rstrip()
    if _GUION.search(final) or se_corta(final, es_la_ultima):
        inicio = max(final.rfind(" ", 0, len(final.rstrip(" .,;"))) + 1, 0)
        yield Hallazgo(
            REGLA,
            Severidad.MEDIA,
            pieza,
            f"La frase queda cortada en «{final[inicio:].rstrip(' .,;')}».",
            inicio,
            len(final),
        )
