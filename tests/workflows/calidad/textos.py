"""Small texts for the checks, made of the lines of one section or another."""

from __future__ import annotations

from workflows.calidad import CONTROLES, Hallazgo
from workflows.contenido import Competencia, Contenido, Item, Seccion
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


def hallazgos(regla: str, contenido: Contenido) -> list[Hallazgo]:
    """What one check finds."""
    return list(CONTROLES[regla](FORMATO, contenido))
