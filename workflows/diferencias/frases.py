"""The small Spanish phrases of a summary: quotations, replacements, gender."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.diferencias.modelo import Tramo
from workflows.diferencias.palabras import fragmentos
from workflows.texto import plano

#: Characters of a quotation beyond which its middle is left out.
LARGO_CITA = 60
#: Changes inside one item that are told one by one.
FRAGMENTOS_CONTADOS = 3

SOLO_ESPACIOS = "solo cambian espacios o comillas"
_TERMINACIONES_FEMENINAS = ("a", "as", "ades", "ad", "ion", "iones")


def cita(texto: str) -> str:
    """«texto» on one line, its middle left out when it is long."""
    palabras = " ".join(texto.split())
    if len(palabras) > LARGO_CITA:
        mitad = LARGO_CITA // 2
        inicio = palabras[:mitad].rsplit(" ", 1)[0]
        final = palabras[-mitad:].split(" ", 1)[-1]
        palabras = f"{inicio} … {final}"
    return f"«{palabras}»"


def reemplazo(antes: str, despues: str) -> str:
    """What became of some words: replaced, added or removed."""
    if not antes:
        return f"se agrega {cita(despues)}"
    if not despues:
        return f"se quita {cita(antes)}"
    return f"{cita(antes)} → {cita(despues)}"


def edicion(tramos: Iterable[Tramo]) -> str:
    """The edits inside one item, the first few told and the rest counted."""
    cambios = [(a, b) for a, b in fragmentos(tramos) if a or b]
    if not cambios:
        return SOLO_ESPACIOS
    frases = [reemplazo(a, b) for a, b in cambios[:FRAGMENTOS_CONTADOS]]
    resto = len(cambios) - len(frases)
    if resto:
        frases.append(f"y {resto} cambio más" if resto == 1 else f"y {resto} cambios más")
    return "; ".join(frases)


def es_femenino(titulo: str) -> bool:
    """Whether the heading's first word takes «nueva» rather than «nuevo»."""
    palabras = plano(titulo).split()
    return bool(palabras) and palabras[0].endswith(_TERMINACIONES_FEMENINAS)
