"""What the reader of one structure hands back, before the lines are counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from workflows.lectura.modelo import Aviso, CargoLeido, Clase


@dataclass(slots=True)
class Resultado:
    """Cargos, remarks, and the class of each placed line (the rest found no place)."""

    cargos: list[CargoLeido] = field(default_factory=list)
    avisos: list[Aviso] = field(default_factory=list)
    clases: dict[int, Clase] = field(default_factory=dict)
