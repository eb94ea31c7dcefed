"""What a text says wrong, by itself or beside the rest of its manual: one named check a file.

To add one: a module with ``REGLA`` and ``revisar``, its line in ``registro`` and its sentence in
``explicaciones``. A check keeps silent when in doubt: a false alarm on a good text costs more
than a miss.
"""

from __future__ import annotations

from workflows.calidad.entorno import Entorno, aprender, construir
from workflows.calidad.modelo import Control, Examen, Hallazgo, Severidad
from workflows.calidad.registro import CONTROLES, VERSION, revisar, revisar_lectura

__all__ = [
    "CONTROLES",
    "VERSION",
    "Control",
    "Entorno",
    "Examen",
    "Hallazgo",
    "Severidad",
    "aprender",
    "construir",
    "revisar",
    "revisar_lectura",
]
