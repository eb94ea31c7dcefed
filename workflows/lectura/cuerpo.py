"""What a cargo's body said, as it is being read: items, competency rows, notes and remarks."""

from __future__ import annotations

from dataclasses import dataclass, field

from workflows.lectura.items import ItemLeido
from workflows.lectura.modelo import Aviso, Clase
from workflows.lectura.tabla import Fila


@dataclass(slots=True)
class NotaLeida:
    """A footnote being read: its lines, and what they say."""

    marca: str
    partes: list[str]
    lineas: list[int]

    @property
    def texto(self) -> str:
        """The note, its lines joined by one space."""
        return " ".join(p for p in self.partes if p)


@dataclass(slots=True)
class Cuerpo:
    """What a body said. ``clases`` has every placed line; what is missing found no place."""

    items: dict[str, list[ItemLeido]] = field(default_factory=dict)
    titulos: dict[str, str] = field(default_factory=dict)
    filas: list[Fila] = field(default_factory=list)
    notas: list[NotaLeida] = field(default_factory=list)
    clases: dict[int, Clase] = field(default_factory=dict)
    avisos: list[Aviso] = field(default_factory=list)

    def avisar(self, linea: int, mensaje: str) -> None:
        """Remember something a person should look at (nothing when ``mensaje`` is empty)."""
        if mensaje:
            self.avisos.append(Aviso(linea, mensaje))
