"""The competency table: rows in tabs or pipes, a first cell that stays empty while it repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workflows.formatos.modelo import TablaCompetencias
from workflows.lectura.plegado import compacto


@dataclass(slots=True)
class Fila:
    """A row being read; ``partes`` are the pieces of its concepto."""

    tipo: str
    competencia: str
    grado: int
    partes: list[str]
    lineas: list[int] = field(default_factory=list)

    @property
    def concepto(self) -> str:
        """The concepto, its pieces joined by one space."""
        return " ".join(p for p in self.partes if p)


@dataclass(frozen=True, slots=True)
class Celdas:
    """The parts of a row: words left of the grade, the grade as printed, the words after it."""

    antes: tuple[str, ...]
    grado: str
    concepto: str


class Tipos:
    """Which tipo the rows belong to, as the first column goes saying it (or not)."""

    def __init__(self, tabla: TablaCompetencias) -> None:
        self._terminos = {compacto(t): t for t in tabla.tipos}
        self._leido = ""
        self.actual = ""

    def es_termino(self, celda: str) -> bool:
        """Whether the cell is one of the formato's tipos, or the next part of a broken one."""
        clave = compacto(celda)
        return clave in self._terminos or (
            bool(self._leido and clave) and bool(self._empiezan(compacto(self._leido) + clave))
        )

    def leer(self, celda: str) -> str:
        """Take a first cell; returns what a person should be told about it, or ""."""
        if not celda:
            return ""
        junto = f"{self._leido} {celda}".strip()
        seguidos = self._empiezan(compacto(junto)) if self._leido else []
        solos = self._empiezan(compacto(celda))
        if len(seguidos) == 1 and compacto(celda) not in self._terminos:
            self._leido, self.actual = junto, seguidos[0]
            return f"El tipo «{celda}» se leyó como parte de «{self.actual}»."
        self._leido = celda
        termino = self._terminos.get(compacto(celda))
        if termino is None and len(solos) == 1 and len(compacto(celda)) >= 6:
            termino = solos[0]
        self.actual = termino or celda
        if termino is None:
            return f"El tipo «{celda}» no es un tipo de este formato; se dejó como está."
        if termino != celda:
            return f"El tipo «{celda}» se leyó como «{termino}»."
        return ""

    def _empiezan(self, clave: str) -> list[str]:
        return [t for c, t in self._terminos.items() if clave and c.startswith(clave)]


def es_cabecera(celdas: Sequence[str], tabla: TablaCompetencias) -> bool:
    """Whether the row is the table's own heading row."""
    columnas = [compacto(c) for c in tabla.columnas]
    claves = [compacto(c) for c in celdas if c]
    propias = [
        c for c in claves if any(c == k or (len(c) >= 5 and k.startswith(c)) for k in columnas)
    ]
    return len(set(propias)) >= 3 or (len(propias) == 2 and len(claves) == 2 == len(set(propias)))


def separar(celdas: Sequence[str], tabla: TablaCompetencias) -> Celdas | None:
    """The parts of a row, found by its grade; None when no cell can be a grade.

    A grade out of the formato's range is returned as printed: the caller refuses the row.
    """
    llenas = [i for i, c in enumerate(celdas) if c]
    numericas = [i for i in llenas[1:] if re.fullmatch(r"\d{1,3}", celdas[i])]
    dentro = [i for i in numericas if tabla.minimo <= int(celdas[i]) <= tabla.maximo]
    lugar = (dentro or numericas or _grado_dudoso(celdas, llenas) or [-1])[0]
    if lugar < 0:
        return None
    antes = tuple(celdas[i] for i in llenas if i < lugar)
    return Celdas(antes, celdas[lugar], " ".join(celdas[i] for i in llenas if i > lugar))


def _grado_dudoso(celdas: Sequence[str], llenas: Sequence[int]) -> list[int]:
    """A short third cell between a name and a concepto: ``IV``, ``alto``, ``5°``."""
    return [
        i
        for i in llenas[1:-1]
        if len(celdas[i]) <= 12 and len(celdas[i].split()) == 1 and len(celdas[llenas[-1]]) > 20
    ][-1:]


def suelta(texto: str, tipos: Tipos, tabla: TablaCompetencias) -> Celdas | None:
    """A row whose cells lost their separators: ``Institucional Iniciativa 5 Genera ideas…``."""
    m = re.match(
        r"(\S(?:[^.;:\d]{2,90}\S)?)\s+(\d)\s+(?=[A-ZÁÉÍÓÚÑ¿«\"“])(.{10,})", texto, re.DOTALL
    )
    if m is None or not tabla.minimo <= int(m[2]) <= tabla.maximo:
        return None
    palabras = m[1].split()
    for n in range(len(palabras) - 1, 0, -1):
        if tipos.es_termino(" ".join(palabras[:n])):
            return Celdas((" ".join(palabras[:n]), " ".join(palabras[n:])), m[2], m[3])
    return Celdas((m[1],), m[2], m[3])
