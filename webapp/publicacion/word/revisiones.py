"""Insertions and deletions as Word tracks them: who, when, and what enters or leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from webapp.publicacion.word.xml import Elemento, corrida, el, legal
from workflows.diferencias.modelo import Tipo, Tramo

_NOMBRES = {Tipo.AGREGADO: "w:ins", Tipo.QUITADO: "w:del"}


@dataclass(slots=True)
class Revisiones:
    """Whose changes these are. Every mark of a document has a number of its own."""

    autor: str
    momento: datetime
    _ultima: int = field(default=0, init=False)

    def corridas(self, tramos: Iterable[Tramo], estilo: str = "") -> Iterator[Elemento]:
        """Runs of words, those that enter or leave marked as such."""
        for tramo in tramos:
            r = corrida(tramo.texto, estilo, tachada=tramo.tipo is Tipo.QUITADO)
            yield r if tramo.tipo not in _NOMBRES else self._marca(tramo.tipo, r)

    def de_parrafo(self, tipo: Tipo) -> tuple[Elemento, ...]:
        """The paragraph's own end entering or leaving: without it an empty line would stay."""
        return (el("w:rPr", None, self._marca(tipo)),) if tipo in _NOMBRES else ()

    def de_fila(self, tipo: Tipo) -> tuple[Elemento, ...]:
        """A whole row entering or leaving."""
        return (self._marca(tipo),) if tipo in _NOMBRES else ()

    def _marca(self, tipo: Tipo, *hijos: Elemento) -> Elemento:
        self._ultima += 1
        momento = self.momento.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        atributos = {
            "w:id": str(self._ultima),
            "w:author": legal(self.autor) or "Vigente",
            "w:date": momento,
        }
        return el(_NOMBRES[tipo], atributos, *hijos)
