"""Spaces that should not be there: two in a row, or one before a comma or a stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.textos import textos_de

REGLA = "espacios"

_RECORDADOS = 2_048
_BLANCO = "[ \t\u00a0]"
#: Between words, not at the end of a line; a dotted line (". . .") is no mistake.
_SOBRA = re.compile(
    rf"(?<=[^\s.…_]){_BLANCO}+(?=[.,;:](?:[\s)»”\"]|$)(?!\s*\.))|(?<=\S){_BLANCO}{{2,}}(?=\S)"
)


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each piece, at the first space; the mended text mends them all."""
    for pieza, texto in textos_de(examen.contenido):
        sobran = _sobran(texto)
        if sobran:
            yield Hallazgo(
                REGLA,
                Severidad.BAJA,
                pieza,
                "Sobra un espacio."
                if len(sobran) == 1
                else f"Sobran espacios en {len(sobran)} lugares.",
                *sobran[0],
                _SOBRA.sub(_justo, texto),
            )


@lru_cache(_RECORDADOS)
def _sobran(texto: str) -> tuple[tuple[int, int], ...]:
    return tuple(m.span() for m in _SOBRA.finditer(texto))


def _justo(hallado: re.Match[str]) -> str:
    siguiente = hallado.string[hallado.end()]
    return "" if siguiente in ".,;:" else " "
