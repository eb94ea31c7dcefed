"""Small texts for the checks, made of the lines of one section or another."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.calidad import CONTROLES, Examen, Hallazgo, construir
from workflows.contenido import Competencia, Contenido, Item, Seccion, encabezado
from workflows.formatos import cargar

FORMATO = cargar("manual-cargos")
AP, AG = "actividades_principales", "actividades_generales"


def texto(*principales: str, generales: tuple[str, ...] = (), concepto: str = "") -> Contenido:
    """Activities named p1, p2… and g1, g2…, and a competency c1 when it has a concepto."""
    return Contenido(
        (),
        (
            Seccion(AG, tuple(Item(f"g{n}", t) for n, t in enumerate(generales, 1))),
            Seccion(AP, tuple(Item(f"p{n}", t) for n, t in enumerate(principales, 1))),
        ),
        (Competencia("c1", "Institucional", "Iniciativa", 3, concepto),) if concepto else (),
    )


def cargo(
    codigo: str = "11101",
    estrato: str = "TÉCNICO",
    categoria: str = "GENERAL",
    area: str = "AGUAS",
    *principales: str,
    competencias: Sequence[tuple[str, int, str]] = (),
) -> Contenido:
    """A cargo of a manual, with the activities and the (competencia, grado, concepto) it has."""
    return Contenido(
        encabezado({"codigo": codigo, "estrato": estrato, "categoria": categoria, "area": area}),
        (Seccion(AP, tuple(Item(f"p{n}", t) for n, t in enumerate(principales, 1))),),
        tuple(
            Competencia(f"c{n}", "Institucional", nombre, grado, concepto)
            for n, (nombre, grado, concepto) in enumerate(competencias, 1)
        ),
    )


def hallazgos(regla: str, contenido: Contenido, manual: Sequence[Contenido] = ()) -> list[Hallazgo]:
    """What one check finds in a text, beside the texts of ``manual``."""
    entorno = construir(FORMATO, manual or [contenido])
    return list(CONTROLES[regla](Examen(FORMATO, contenido, entorno)))
