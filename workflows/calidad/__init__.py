"""What a text says wrong by itself, found by named checks: one file each.

To add one: a module with ``REGLA`` and ``revisar``, and its line in ``registro.CONTROLES``.
A check keeps silent when in doubt: a false alarm on a good text costs more than a miss.
"""

from __future__ import annotations

from workflows.calidad.modelo import Control, Hallazgo, Severidad
from workflows.calidad.registro import CONTROLES, revisar

__all__ = ["CONTROLES", "Control", "Hallazgo", "Severidad", "revisar"]
