"""Words where they stand in a text, for the checks that look at spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflows.contenido import Contenido
from workflows.formatos.modelo import Formato
from workflows.piezas import CAMPO, FILA, ITEM

_PALABRA = re.compile(r"[^\W\d_]+(?:\u0301[^\W\d_]*)*")


@dataclass(frozen=True, slots=True)
class Palabra:
    """A run of letters as it is spelled, and where."""

    escrita: str
    inicio: int
    fin: int

    @property
    def llana(self) -> str:
        """As the vocabulary counts it: small letters, accents kept."""
        return self.escrita.casefold()

    @property
    def en_mayusculas(self) -> bool:
        """Whether it shouts: capitals are often typed without accents."""
        return len(self.escrita) > 1 and self.escrita.isupper()


@dataclass(frozen=True, slots=True)
class Escrito:
    """Words of a piece; ``parte`` as in a Hallazgo."""

    pieza: str
    texto: str
    parte: str = ""


def palabras(texto: str) -> list[Palabra]:
    """The words of a text, in order."""
    return [Palabra(m[0], *m.span()) for m in _PALABRA.finditer(texto)]


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
