"""The checks there are, by name and in the order they report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workflows.calidad import espacios, item_repetido, puntuacion, seccion_vacia
from workflows.calidad.modelo import Control, Hallazgo
from workflows.contenido import Contenido

if TYPE_CHECKING:
    from workflows.formatos.modelo import Formato

CONTROLES: Mapping[str, Control] = {
    modulo.REGLA: modulo.revisar for modulo in (seccion_vacia, item_repetido, puntuacion, espacios)
}


def revisar(formato: Formato, contenido: Contenido) -> tuple[Hallazgo, ...]:
    """What every check finds in one text: check by check, each in reading order."""
    return tuple(h for control in CONTROLES.values() for h in control(formato, contenido))
