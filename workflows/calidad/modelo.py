"""A finding of a quality check, what a check is given, and what a check is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from workflows.calidad.palabras import Escrito, escritos
from workflows.contenido import Contenido

if TYPE_CHECKING:  # a formato may name what its checks bar: nothing here may need a formato
    from workflows.calidad.entorno import Entorno
    from workflows.formatos.modelo import Formato
    from workflows.lectura.modelo import CargoLeido, Linea


class Severidad(StrEnum):
    """How much a finding matters; a formato may say which of them bar an acto."""

    ALTA = "alta"  #: the text cannot be right as it is
    MEDIA = "media"  #: most likely a mistake of substance
    BAJA = "baja"  #: most likely a slip of typing


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """What ``regla`` found in ``pieza`` (named as a remark's place is: ``workflows.anclas``).

    ``mensaje`` is for the person who can mend it. ``inicio`` and ``fin`` are the place in the
    words of the piece, None for all of it; ``arreglo`` all its words mended, None when only a
    person can tell. ``parte`` names a cell of a competency row other than its concepto.
    ``sobre`` are the other words the finding rests on: with those of the piece they say whether
    it is still the same finding. ``lineas`` is its place in a document, where it has no piece.
    """

    regla: str
    severidad: Severidad
    pieza: str
    mensaje: str
    inicio: int | None = None
    fin: int | None = None
    arreglo: str | None = None
    parte: str = ""
    sobre: tuple[str, ...] = field(default=())
    lineas: tuple[int, int] | None = None

    def huella(self, texto: str) -> str:
        """What this finding is known by, given the words of its piece: 64 hexadecimal digits.

        Not the id of the piece, so that a text that went out to paper and came back keeps what
        was decided about it; any other words make another finding.
        """
        clase = self.pieza.partition(":")[0] if texto else self.pieza
        hallado = texto[self.inicio : self.fin] if self.inicio is not None else ""
        partes = (self.regla, clase, self.parte, texto, hallado, *self.sobre)
        return hashlib.sha256("\x1f".join(partes).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Examen:
    """One text to check, the manual it stands in and, on import, how it was printed.

    ``lineas`` are the source lines of the cargo.
    """

    formato: Formato
    contenido: Contenido
    entorno: Entorno
    leido: CargoLeido | None = None
    lineas: Sequence[Linea] = ()

    @cached_property
    def escritos(self) -> tuple[Escrito, ...]:
        """Everything written in it, for the checks that look at spelling."""
        return tuple(escritos(self.contenido, self.formato))


#: A check of one text; its findings come in reading order.
Control = Callable[[Examen], Iterable[Hallazgo]]
