"""A change in a long text, told with only the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.diferencias.modelo import Tipo, Tramo

_SIGUE = "…"
#: What is cut must be worth the cut.
_HOLGURA = 1.4


def recortar(tramos: Sequence[Tramo], alrededor: int = 70) -> tuple[Tramo, ...]:
    """The runs, with what stays the same cut to some ``alrededor`` characters beside a change.

    A cut falls between words and shows as «…». Without a change there is nothing to keep.
    """
    ultimo = len(tramos) - 1
    return tuple(
        tramo
        if tramo.tipo is not Tipo.IGUAL
        else Tramo(Tipo.IGUAL, _entre(tramo.texto, alrededor, n > 0, n < ultimo))
        for n, tramo in enumerate(tramos)
    )


def principio(texto: str, largo: int) -> str:
    """The first words of a text, some ``largo`` characters; all of it when it nearly fits."""
    if len(texto) <= largo * _HOLGURA:
        return texto
    corte = texto.rfind(" ", 0, largo)
    return f"{texto[: corte if corte > 0 else largo].rstrip()}{_SIGUE}"


def final(texto: str, largo: int) -> str:
    """The last words of a text, some ``largo`` characters; all of it when it nearly fits."""
    if len(texto) <= largo * _HOLGURA:
        return texto
    corte = texto.find(" ", len(texto) - largo)
    return f"{_SIGUE}{texto[corte + 1 if corte >= 0 else len(texto) - largo :].lstrip()}"


def _entre(texto: str, largo: int, tras_cambio: bool, ante_cambio: bool) -> str:
    if tras_cambio and ante_cambio:
        if len(texto) <= 2 * largo * _HOLGURA:
            return texto
        return f"{principio(texto, largo)} {final(texto, largo).removeprefix(_SIGUE)}"
    if ante_cambio:
        return final(texto, largo)
    return principio(texto, largo)
