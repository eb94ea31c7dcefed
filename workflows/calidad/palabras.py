"""Words where they stand in a text, for the checks that look at spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from workflows.contenido import Contenido
from workflows.formatos.modelo import Formato
from workflows.piezas import CAMPO, FILA, ITEM

_RECORDADOS = 1_024
_PALABRA = re.compile(r"[^\W\d_]+(?:\u0301[^\W\d_]*)*")


@dataclass(frozen=True, slots=True)
class Palabra:
    """A run of letters as it is spelled, and where.

    ``llana`` is as the vocabulary counts it: small letters, accents kept.
    """

    escrita: str
    inicio: int
    fin: int
    llana: str

    @property
    def en_mayusculas(self) -> bool:
        """Whether it shouts."""
        return en_mayusculas(self.escrita)


@dataclass(frozen=True, slots=True)
class Escrito:
    """Words of a piece; ``parte`` as in a Hallazgo."""

    pieza: str
    texto: str
    parte: str = ""


def en_mayusculas(escrita: str) -> bool:
    """Whether a word shouts: capitals are often typed without accents."""
    return len(escrita) > 1 and escrita.isupper()


def escritas_en(texto: str) -> list[str]:
    """The words of a text as they are spelled, in order."""
    return _PALABRA.findall(texto)


@lru_cache(_RECORDADOS)
def palabras(texto: str) -> tuple[Palabra, ...]:
    """The words of a text, in order; of the last texts asked about, remembered."""
    return tuple(Palabra(m[0], *m.span(), m[0].casefold()) for m in _PALABRA.finditer(texto))


def escritos(contenido: Contenido, formato: Formato) -> Iterator[Escrito]:
    """Everything written in a cargo, in reading order: header, items, the cells of the table."""
    for campo in formato.campos:
        yield Escrito(f"{CAMPO}{campo.clave}", contenido.campo(campo.clave))
    for seccion in contenido.secciones:
        for item in seccion.items:
            yield Escrito(f"{ITEM}{item.id}", item.texto)
    for fila in contenido.competencias:
        yield Escrito(f"{FILA}{fila.id}", fila.tipo, "tipo")
        yield Escrito(f"{FILA}{fila.id}", fila.competencia, "competencia")
        yield Escrito(f"{FILA}{fila.id}", fila.concepto)
