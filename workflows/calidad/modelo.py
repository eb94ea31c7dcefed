"""A finding of a quality check, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workflows.contenido import Contenido

if TYPE_CHECKING:  # a formato may name what its checks bar: nothing here may need a formato
    from workflows.formatos.modelo import Formato


class Severidad(StrEnum):
    """How much a finding matters; a formato may say which of them bar an acto."""

    ALTA = "alta"  #: the text cannot be right as it is
    MEDIA = "media"  #: most likely a mistake of substance
    BAJA = "baja"  #: most likely a slip of typing


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """What ``regla`` found in ``pieza`` (``item:ID``, ``competencia:ID`` or ``seccion:CLAVE``).

    ``mensaje`` is for the person who can mend it. ``inicio`` and ``fin`` are the place in the
    words of the piece, None for all of it; ``arreglo`` all its words mended, None when only a
    person can tell.
    """

    regla: str
    severidad: Severidad
    pieza: str
    mensaje: str
    inicio: int | None = None
    fin: int | None = None
    arreglo: str | None = None


#: A check of one text by itself; its findings come in reading order.
Control = Callable[["Formato", Contenido], Iterable[Hallazgo]]
