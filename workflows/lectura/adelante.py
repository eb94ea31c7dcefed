"""What comes next in a body, known beforehand so that the reader stays a single pass."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.lectura.listas import Clase, marca
from workflows.lectura.renglones import Renglon
from workflows.lectura.titulos import Titulos


def siguientes_numeros(lineas: Sequence[Renglon | None], titulos: Titulos) -> list[int]:
    """For each line, the next list number printed before the next heading (0 for none)."""
    siguiente = [0] * len(lineas)
    numero = 0
    for i in range(len(lineas) - 1, -1, -1):
        siguiente[i] = numero
        r = lineas[i]
        if r is None or not r.limpio:
            continue
        hallada = marca(r.limpio)
        if hallada is not None and hallada.clase is Clase.NUMERO:
            numero = hallada.valor
        elif r.destacado and titulos.reconocer(r) is not None:
            numero = 0
    return siguiente


def proximas_lineas(lineas: Sequence[Renglon | None]) -> list[str]:
    """For each line, the next written line."""
    proximos = [""] * len(lineas)
    texto = ""
    for i in range(len(lineas) - 1, -1, -1):
        proximos[i] = texto
        r = lineas[i]
        if r is not None and r.limpio:
            texto = r.limpio
    return proximos
