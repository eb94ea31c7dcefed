"""A body in which a person said what some rows of the competency table are.

It is read first as it stands: a row that begins or goes on in such a line becomes those rows, and
the tipo that its first cell gives to the ones below is not lost. Of a line that is in no row,
those rows are read in its place, and what follows goes on with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workflows.formatos.modelo import Formato
from workflows.lectura.cuerpo import Cuerpo
from workflows.lectura.lector_cuerpo import leer_cuerpo
from workflows.lectura.modelo import Clase
from workflows.lectura.renglones import FilaDicha, Renglon
from workflows.lectura.tabla import Fila
from workflows.lectura.titulos import Titulos


def leer_con_filas(lineas: Sequence[Renglon | None], formato: Formato, titulos: Titulos) -> Cuerpo:
    """``leer_cuerpo``, and then what was said of the rows."""
    cuerpo = leer_cuerpo(lineas, formato, titulos)
    dichas = {r.numero: r.filas for r in lineas if r is not None and r.filas is not None}
    tabla = formato.seccion_competencias
    if not dichas or tabla is None:
        return cuerpo
    propias = {n for fila in cuerpo.filas for n in fila.lineas}
    if dichas.keys() - propias:
        puestas = [
            replace(r, dicho=tabla.clave)
            if r is not None and r.filas is not None and r.numero not in propias
            else r
            for r in lineas
        ]
        cuerpo = leer_cuerpo(puestas, formato, titulos)
    _poner(cuerpo, dichas)
    return cuerpo


def _poner(cuerpo: Cuerpo, dichas: Mapping[int, tuple[FilaDicha, ...]]) -> None:
    for numero, filas in sorted(dichas.items()):
        n = next((i for i, f in enumerate(cuerpo.filas) if numero in f.lineas), None)
        if n is None:
            continue
        suyas = cuerpo.filas[n].lineas
        cuerpo.filas[n : n + 1] = [
            Fila(d.tipo, d.competencia, d.grado, [d.concepto], suyas) for d in filas
        ]
        cuerpo.avisos = [a for a in cuerpo.avisos if a.linea not in suyas]
        if not filas:
            cuerpo.clases.update(dict.fromkeys(suyas, Clase.FUERA))
