"""What reading a document yields: cargos, remarks, and every line that found no place."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from workflows.contenido import Contenido


class Clase(StrEnum):
    """What one source line was taken for; each non-blank line has exactly one."""

    ENCABEZADO = "encabezado"  #: part of a page header, or of the title and signature blocks
    TITULO = "titulo"  #: a section heading
    ITEM = "item"  #: part of an item's text
    TABLA = "tabla"  #: a row (or the heading row) of the competency table
    NOTA = "nota"  #: a footnote
    SEPARADOR = "separador"  #: a rule such as ``---``: drawn, not said
    FUERA = "fuera"  #: a person said it is no part of the text
    SIN_UBICAR = "sin_ubicar"  #: nobody knows; shown to a person


@dataclass(frozen=True, slots=True)
class Linea:
    """One source line (``numero`` from 1) and what the reader took it for."""

    numero: int
    texto: str
    clase: Clase | None  #: None for a blank line


@dataclass(frozen=True, slots=True)
class FirmaLeida:
    """A signature as printed: ``por`` names a person or unit, ``puesto`` their post if any."""

    por: str = ""
    fecha: str = ""
    puesto: str = ""


@dataclass(frozen=True, slots=True)
class DetalleItem:
    """Where an item came from: the source lines (first, last) it spans."""

    primera: int
    ultima: int


@dataclass(frozen=True, slots=True)
class EncabezadoLeido:
    """One page header: its source lines (first, last), and what it says by label."""

    lineas: tuple[int, int]
    pagina: str  #: "1 de 5", or ""
    filas: int  #: written lines it takes
    dichos: dict[str, str]


@dataclass(frozen=True, slots=True)
class CargoLeido:
    """One cargo as the document prints it."""

    contenido: Contenido
    titulo: str
    version: str = ""  #: "09-2020", or "" where the formato prints none
    instrumento: str = ""  #: "AJD-2020-197", or ""
    firmas: dict[str, FirmaLeida] = field(default_factory=dict)  #: elaborado, revisado, aprobado
    paginas: tuple[str, ...] = ()  #: "1 de 5", as printed
    lineas: tuple[int, int] = (0, 0)
    titulos: dict[str, str] = field(default_factory=dict)  #: section clave → heading as printed
    detalle: dict[str, DetalleItem] = field(default_factory=dict)  #: item or row id → its lines
    lineas_nota: dict[str, int] = field(default_factory=dict)  #: note mark → its line
    encabezados: tuple[EncabezadoLeido, ...] = ()  #: of its pages, where pages have one


@dataclass(frozen=True, slots=True)
class Aviso:
    """Something a person should look at; the text was kept as it stands."""

    linea: int
    mensaje: str


@dataclass(frozen=True, slots=True)
class Lectura:
    """The whole reading. ``cobertura`` is the share of non-blank lines that found a place, 0..1."""

    formato: str
    cargos: tuple[CargoLeido, ...]
    avisos: tuple[Aviso, ...]
    lineas: tuple[Linea, ...]

    @property
    def sin_ubicar(self) -> tuple[Linea, ...]:
        """The lines nobody could place, for a person to decide."""
        return tuple(x for x in self.lineas if x.clase is Clase.SIN_UBICAR)

    @property
    def cobertura(self) -> float:
        """Share of the non-blank lines that were placed, from 0 to 1."""
        escritas = [x for x in self.lineas if x.clase is not None]
        if not escritas:
            return 0.0
        return 1 - len(self.sin_ubicar) / len(escritas)
