"""A grade outside those of the formato."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.calidad.modelo import Examen, Hallazgo, Severidad
from workflows.piezas import FILA

REGLA = "grado-fuera-de-rango"


def revisar(examen: Examen) -> Iterator[Hallazgo]:
    """One finding for each row whose grade does not exist."""
    tabla = examen.formato.competencias
    if tabla is None:
        return
    for fila in examen.contenido.competencias:
        if not tabla.minimo <= fila.grado <= tabla.maximo:
            yield Hallazgo(
                REGLA,
                Severidad.ALTA,
                f"{FILA}{fila.id}",
                f"El grado {fila.grado} no existe: van de {tabla.minimo} a {tabla.maximo}.",
                sobre=(str(fila.grado),),
            )
