"""The words of an edited text: struck, inserted, kept; never a character lost of either text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from workflows.diferencias.alineacion import Bloque, Ficha, alinear, fichas
from workflows.diferencias.modelo import Tipo, Tramo
from workflows.diferencias.pulido import es_otro_texto, pulir

#: Of the last pairs of texts: while somebody writes, each save changes one of them.
_RECORDADOS = 2_048


def tramos(antes: str, despues: str) -> tuple[Tramo, ...]:
    """The runs of words from one text to the other.

    IGUAL and QUITADO joined are ``antes``, IGUAL and AGREGADO joined are ``despues``,
    character for character. Of a change, what is struck comes before what is inserted.
    """
    if antes == despues:
        return (Tramo(Tipo.IGUAL, antes),) if antes else ()
    return _distintos(antes, despues)


@lru_cache(_RECORDADOS)
def _distintos(antes: str, despues: str) -> tuple[Tramo, ...]:
    fichas_a, fichas_b = fichas(antes), fichas(despues)
    palabras_a = [f.palabra for f in fichas_a]
    palabras_b = [f.palabra for f in fichas_b]
    bloques = pulir(alinear(palabras_a, palabras_b), palabras_a, palabras_b)
    if es_otro_texto(bloques, palabras_a, palabras_b):
        return _juntar([Tramo(Tipo.QUITADO, antes), Tramo(Tipo.AGREGADO, despues)])
    return _juntar(_escribir(bloques, fichas_a, fichas_b))


def texto_antes(runs: Iterable[Tramo]) -> str:
    """The text the runs start from."""
    return "".join(t.texto for t in runs if t.tipo is not Tipo.AGREGADO)


def texto_despues(runs: Iterable[Tramo]) -> str:
    """The text the runs lead to."""
    return "".join(t.texto for t in runs if t.tipo is not Tipo.QUITADO)


def fragmentos(runs: Iterable[Tramo]) -> list[tuple[str, str]]:
    """Each change as (struck, inserted), trimmed; "" for the side that says nothing."""
    pares: list[list[str]] = []
    abierto = False
    for run in runs:
        if run.tipo is Tipo.IGUAL:
            abierto = False
            continue
        if not abierto:
            pares.append(["", ""])
            abierto = True
        pares[-1][run.tipo is Tipo.AGREGADO] += run.texto
    return [(quitado.strip(), agregado.strip()) for quitado, agregado in pares]


def _escribir(
    bloques: list[Bloque], antes: Sequence[Ficha], despues: Sequence[Ficha]
) -> Iterable[Tramo]:
    for b in bloques:
        if not b.igual:
            yield Tramo(Tipo.QUITADO, "".join(f.texto for f in antes[b.i1 : b.i2]))
            yield Tramo(Tipo.AGREGADO, "".join(f.texto for f in despues[b.j1 : b.j2]))
            continue
        for una, otra in zip(antes[b.i1 : b.i2], despues[b.j1 : b.j2], strict=True):
            if una.blanco == otra.blanco:
                yield Tramo(Tipo.IGUAL, una.texto)
            else:
                yield Tramo(Tipo.IGUAL, una.palabra)
                yield Tramo(Tipo.QUITADO, una.blanco)
                yield Tramo(Tipo.AGREGADO, otra.blanco)


def _juntar(runs: Iterable[Tramo]) -> tuple[Tramo, ...]:
    """One run for each stretch: struck before inserted, the space they share left outside."""
    partes: list[Tramo] = []
    igual = quitado = agregado = ""

    def cerrar_cambio() -> None:
        nonlocal igual, quitado, agregado
        inicio = _blanco_comun(quitado, agregado)
        final = _blanco_comun(quitado[inicio:][::-1], agregado[inicio:][::-1])
        igual += quitado[:inicio]
        despues_de_cambio = quitado[len(quitado) - final :]
        nucleo_q = quitado[inicio : len(quitado) - final]
        nucleo_a = agregado[inicio : len(agregado) - final]
        if nucleo_q or nucleo_a:
            partes.extend(
                Tramo(tipo, texto)
                for tipo, texto in (
                    (Tipo.IGUAL, igual),
                    (Tipo.QUITADO, nucleo_q),
                    (Tipo.AGREGADO, nucleo_a),
                )
                if texto
            )
            igual = ""
        igual += despues_de_cambio
        quitado = agregado = ""

    for run in runs:
        if run.tipo is Tipo.QUITADO:
            quitado += run.texto
        elif run.tipo is Tipo.AGREGADO:
            agregado += run.texto
        elif run.texto:
            if quitado or agregado:
                cerrar_cambio()
            igual += run.texto
    cerrar_cambio()
    if igual:
        partes.append(Tramo(Tipo.IGUAL, igual))
    return tuple(partes)


def _blanco_comun(una: str, otra: str) -> int:
    largo = 0
    while largo < min(len(una), len(otra)) and una[largo] == otra[largo] and una[largo].isspace():
        largo += 1
    return largo
