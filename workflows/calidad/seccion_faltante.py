"""A section that says nothing, though the formato requires it or all the siblings have it."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.calidad.entorno import ficha_de, grupo_de
from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.diferencias.piezas_de import SECCION

REGLA = "seccion-faltante"

#: Siblings that must all have a section for its absence to be noticed.
HERMANOS = 3


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each of them, in the order of the formato."""
    formato = examen.formato
    ficha = ficha_de(formato, examen.contenido)
    grupo = grupo_de(formato, ficha.campos)
    hermanos = [
        f for f in examen.entorno.por_grupo.get(grupo, ()) if f.identidad != ficha.identidad
    ]
    for seccion in formato.secciones:
        if seccion.clave in ficha.secciones:
            continue
        pieza = f"{SECCION}{seccion.clave}"
        if seccion.requerida:
            mensaje = f"La sección «{seccion.titulo}» es obligatoria y está vacía."
            yield Hallazgo(REGLA, Severidad.ALTA, pieza, mensaje)
        elif len(hermanos) >= HERMANOS and all(seccion.clave in f.secciones for f in hermanos):
            mensaje = f"No tiene «{seccion.titulo}», y los {len(hermanos)} cargos parecidos sí."
            yield Hallazgo(REGLA, Severidad.BAJA, pieza, mensaje)
