"""What is measured and what it should cost; the figures of Wagtail, for scale."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unidad(StrEnum):
    """In what a figure is told."""

    HOLA = "×"  #: times the p50 of the bare hello of its round
    SENTENCIAS = "SQL"
    COMMITS = "commits"
    KB = "KB"
    MB = "MB"
    SEGUNDOS = "s"


@dataclass(frozen=True, slots=True)
class Tarea:
    """A line of the table. ``tope`` is its target, None where there is none."""

    rotulo: str
    unidad: Unidad
    tope: float | None = None
    wagtail: str = ""  #: at 100 (2,000) cargos on SQLite
    crece: bool = False  #: paged or per área: its p50 should not grow with the manual


H = Unidad.HOLA
TAREAS = {
    "cargo": Tarea("un cargo vigente", H, 3, "16 (18)", crece=True),
    "cargo-primera": Tarea("un cargo vigente, la primera vez", H, 3, crece=True),
    "cargo-304": Tarea("un cargo vigente, sin cambios (304)", H, 2),
    "mapa": Tarea("el mapa", H, 6, "27 (44)", crece=True),
    "mapa-primera": Tarea("el mapa, la primera vez", H, 6, crece=True),
    "mapa-area": Tarea("el mapa de un área", H, 6, crece=True),
    "mapa-area-primera": Tarea("el mapa de un área, la primera vez", H, 6, crece=True),
    "mapa-304": Tarea("el mapa, sin cambios (304)", H, 2),
    "lista": Tarea("la lista", H, 6, crece=True),
    "lista-primera": Tarea("la lista, la primera vez", H, 6, crece=True),
    "buscar": Tarea(
        "buscar una palabra de todos los cargos, ya preguntada", H, 6, "39 (121)", crece=True
    ),
    "buscar-primera": Tarea(
        "buscar dos palabras de todos los cargos, que nadie preguntó", H, 6, crece=True
    ),
    "buscar-rara": Tarea("buscar una palabra de un cargo, ya preguntada", H, 6, crece=True),
    "buscar-rara-primera": Tarea(
        "buscar una palabra de un cargo, que nadie preguntó", H, 6, crece=True
    ),
    "comparar": Tarea("comparar dos versiones", H, 8, "48 (62)", crece=True),
    "comparar-primera": Tarea("comparar dos versiones, la primera vez", H, 8, crece=True),
    "cambios": Tarea("el manual entre dos fechas", H, None, crece=True),
    "editor": Tarea("el editor", H, 10, "163 (201)", crece=True),
    "bandeja": Tarea("la bandeja de quien redacta (40 versiones)", H, 6, "410 (470)", crece=True),
    "bandeja-revisor": Tarea("la bandeja de quien revisa (20 versiones)", H, 6, crece=True),
    "vida": Tarea("una vida por HTTP", H, 80, "883 (1.044)"),
    "vida-sql": Tarea("una vida: sentencias", Unidad.SENTENCIAS, 60, "442"),
    "vida-commits": Tarea("una vida: commits", Unidad.COMMITS),
    "acuerdo-50": Tarea("un acuerdo sobre 50 cargos", H, 300, "unas 4.900"),
    "acuerdo-500": Tarea("un acuerdo sobre 500 cargos", H),
    "importar": Tarea("importar, por cargo: leer y asentar", H, 10, "51 (67) ms"),
    "importar-sql": Tarea("importar, por cargo: sentencias", Unidad.SENTENCIAS, None, "96"),
    "version": Tarea("base de datos por versión nueva", Unidad.KB, 4, "13,5"),
    "texto": Tarea("de ello, el texto y sus palabras", Unidad.KB),
    "memoria": Tarea("memoria por proceso (PSS)", Unidad.MB, 110, "131"),
    "diferencia": Tarea("diferencia de un cargo de 60 ítems, en frío", H),
    "pdf": Tarea("el PDF de un cargo", H),
    "manual-pdf": Tarea("el manual entero en PDF, la primera vez", Unidad.SEGUNDOS),
    "manual-pdf-igual": Tarea("el manual entero en PDF, sin cambios", Unidad.SEGUNDOS),
    "manual-pdf-otra": Tarea("el manual entero en PDF, tras cambiar uno", Unidad.SEGUNDOS),
}  # fmt: skip
#: How much the p50 of a page that should not grow may grow from 100 cargos to 20,000.
CRECIMIENTO = 1.3
