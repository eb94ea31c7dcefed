"""One competencia and grade with two texts in the same manual."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.calidad.entorno import normal
from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.piezas import FILA
from workflows.texto import plano

REGLA = "concepto-distinto"


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each row that says otherwise than most; of two equals, for both.

    What most cargos say is proposed; between equals nobody but a person can tell.
    """
    suya = examen.formato.identidad_de(examen.contenido)
    for fila in examen.contenido.competencias:
        suyo = normal(fila.concepto)
        dichos = examen.entorno.conceptos.get((plano(fila.competencia), fila.grado), {})
        votos = {t: len(q - {suya}) for t, q in dichos.items() if q - {suya}}
        otros = {t: n for t, n in votos.items() if t != suyo and t}
        if not otros or not suyo:
            continue
        usual = max(otros, key=lambda t: (otros[t], t))
        propios = votos.get(suyo, 0) + 1
        if propios > otros[usual]:
            continue
        cargos = len(dichos[usual] - {suya})
        cuantos = "otro cargo la describe" if cargos == 1 else f"{cargos} cargos la describen"
        yield Hallazgo(
            REGLA,
            Severidad.MEDIA,
            f"{FILA}{fila.id}",
            f"«{fila.competencia}» con grado {fila.grado}: {cuantos} con otras palabras.",
            arreglo=usual if otros[usual] > propios else None,
            sobre=(usual,),
        )
