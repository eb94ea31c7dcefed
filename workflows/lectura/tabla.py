"""The competency table: rows in tabs or pipes, a first cell that stays empty while it repeats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from workflows.formatos.modelo import TablaCompetencias
from workflows.lectura.listas import marca
from workflows.lectura.plegado import compacto

_CUENTA = re.compile(r"#|(?:n[.°ºo]{1,2}|n[uú]m(?:ero)?|[ií]tem)[.:]?", re.IGNORECASE)
_GRADO = ("grado", "nivel")
_ROMANOS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_NUMEROS = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")
_ROTULADO = re.compile(r"([^\W\d]{3,12})[\s:.°º#]*(\w{1,6})")
_DE_TANTOS = re.compile(r"[Gg]?([0-9]{1,3})(?:\s*\(?\s*(?:/|de)\s*([0-9]{1,3}))?")
_LARGO_GRADO = 60  #: letters; no cell of a grade is longer
_SUELTA = re.compile(r"(\S(?:[^.;:\d]{2,90}\S)?)\s+(\d)\s+(?=[A-ZÁÉÍÓÚÑ¿«\"“])(.{10,})", re.DOTALL)
_DICHA = re.compile(
    r"([^\W\d][^.;:()\d]{1,88}?)\s*(?:[(\[,.;:–—-]\s*(?:grado|nivel)\s*[:.]?\s*|[(\[]\s*)(\d)"
    r"\s*[)\]]?\s*[.:;–—-]\s*(.{10,})",
    re.DOTALL | re.IGNORECASE,
)
_CRUZ = frozenset("xX✓✔×☒☑●•■*")  #: what ticks the column of a grade


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


@lru_cache
def nombres_de(columnas: tuple[str, ...]) -> tuple[str, ...]:
    """The names of columns, folded: every line of a document is compared with them."""
    return tuple(map(compacto, columnas))


def columnas_de(celdas: Sequence[str], tabla: TablaCompetencias) -> tuple[int, ...] | None:
    """Where a heading row puts each column (-1: nowhere); None when in the formato's own order."""
    columnas = nombres_de(tabla.columnas)
    claves = [compacto(c) for c in celdas]
    lugares = tuple(
        next((i for i, c in enumerate(claves) if c and _nombra(c, columna)), -1)
        for columna in columnas
    )
    dichos = [i for i in lugares if i >= 0]
    return lugares if dichos != sorted(dichos) else None


def _nombra(clave: str, columna: str) -> bool:
    if clave == columna or (clave in _GRADO and columna in _GRADO):
        return True
    corta = len(clave) >= 5 and columna.startswith(clave)
    return corta or (len(columna) >= 4 and clave.startswith(columna))


def columna_de_cuenta(celdas: Sequence[str]) -> int:
    """The column of a heading row that only counts the rows (``N°``, ``#``); -1 for none."""
    return next((i for i, c in enumerate(celdas) if _CUENTA.fullmatch(c)), -1)


def columna_de_concepto(celdas: Sequence[str], tabla: TablaCompetencias) -> int:
    """The column of a heading row that is the concepto's, the last of the formato; -1 for none."""
    propia = nombres_de(tabla.columnas)[-1]
    return next((i for i, c in enumerate(celdas) if c and _nombra(compacto(c), propia)), -1)


def columnas_de_grado(celdas: Sequence[str], tabla: TablaCompetencias) -> dict[int, str]:
    """Where a heading row has a column for each grade, to be ticked; {} when it has not."""
    cuantos = tabla.maximo - tabla.minimo + 1
    if len(celdas) < cuantos:
        return {}
    grados = {i: g for i, c in enumerate(celdas) if vale(g := grado_de(c, tabla), tabla)}
    propias = nombres_de(tabla.columnas)
    otras = [c for i, c in enumerate(celdas) if c and i not in grados]
    todas = len(set(grados.values())) == len(grados) == cuantos
    return grados if todas and all(_es_columna(compacto(c), propias) for c in otras) else {}


def _es_columna(clave: str, propias: Sequence[str]) -> bool:
    return any(_nombra(clave, p) for p in propias)


def con_su_grado(celdas: Sequence[str], columnas: Mapping[int, str]) -> tuple[str, ...]:
    """A row with one of the columns of the grades ticked, the grade in the place of the tick."""
    marcadas = [i for i in columnas if i < len(celdas) and celdas[i] in _CRUZ and celdas[i]]
    if len(marcadas) != 1:
        return tuple(celdas)
    return tuple(columnas[i] if i == marcadas[0] else c for i, c in enumerate(celdas))


def es_cabecera(celdas: Sequence[str], tabla: TablaCompetencias) -> bool:
    """Whether the row is the table's own heading row."""
    llenas = [c for c in celdas if c]
    if len(llenas) < 2:
        return False
    columnas = nombres_de(tabla.columnas)
    claves = [compacto(c) for c in llenas]
    propias = [c for c in claves if any(_nombra(c, k) for k in columnas)]
    return len(set(propias)) >= 3 or (len(propias) == 2 and len(claves) == 2 == len(set(propias)))


def grado_de(celda: str, tabla: TablaCompetencias) -> str:
    """The digits of a grade cell, however it says them; the cell itself when it does not.

    ``Grado 3``, ``(3)``, ``3.``, ``3°``, ``3/5`` out of five, ``III``, ``tres``; what is no whole
    grade (``3,5``, ``3 o 4``) stays as printed.
    """
    if len(celda) > _LARGO_GRADO:
        return celda
    texto = celda.strip(" .:()[]°º-–—")
    m = _ROTULADO.fullmatch(texto)
    if m and compacto(m[1]) in (nombres_de(tabla.columnas)[2], *_GRADO):
        texto = m[2]
    m = _DE_TANTOS.fullmatch(texto)
    if m and (m[2] is None or int(m[2]) == tabla.maximo):
        return m[1]
    clave = compacto(texto)
    if texto.isupper() and clave in _ROMANOS:
        return str(_ROMANOS.index(clave) + 1)
    return str(_NUMEROS.index(clave) + 1) if clave in _NUMEROS else celda


def vale(grado: str, tabla: TablaCompetencias) -> bool:
    """Whether ``grado`` is a number in the formato's range."""
    return grado.isascii() and grado.isdigit() and tabla.minimo <= int(grado) <= tabla.maximo


def por_columna(crudo: str, celdas: Sequence[str]) -> tuple[str, ...]:
    """The cells from the first column on: a row of pipes begins with an edge, not with a cell."""
    return tuple(celdas[1:] if crudo.lstrip().startswith("|") else celdas)


def separar(celdas: Sequence[str], tabla: TablaCompetencias) -> Celdas | None:
    """The parts of a row, found by its grade; None when no cell can be a grade.

    A grade out of the formato's range is returned as printed: the caller refuses the row.
    """
    llenas = [i for i, c in enumerate(celdas) if c]
    numericas = [i for i in llenas[1:] if grado_de(celdas[i], tabla).isdigit()]
    dentro = [i for i in numericas if vale(grado_de(celdas[i], tabla), tabla)]
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
        if i + 1 == llenas[-1]  # else the cell of the grade is the empty one after it
    ][-1:]


def suelta(texto: str, tipos: Tipos, tabla: TablaCompetencias) -> Celdas | None:
    """A row whose cells lost their separators: ``Institucional Iniciativa 5 Genera ideas…``, or
    that an item says: ``- Iniciativa (grado 5): genera ideas…``.
    """
    hallada = marca(texto)
    m = _SUELTA.match(texto) or _DICHA.match(hallada.resto if hallada else texto)
    if m is None or not tabla.minimo <= int(m[2]) <= tabla.maximo:
        return None
    palabras = m[1].split()
    for n in range(len(palabras) - 1, 0, -1):
        if tipos.es_termino(" ".join(palabras[:n])):
            return Celdas((" ".join(palabras[:n]), " ".join(palabras[n:])), m[2], m[3])
    return Celdas((m[1],), m[2], m[3])
