"""What somebody typed, before it is stored: printable, and no longer than its column."""

from __future__ import annotations

import re

from workflows.errores import DatosInvalidos

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
#: Longest reason, in characters.
MAXIMO_MOTIVO = 4_000


def exigir_texto(texto: str, maximo: int, *, lugar: str, campo: str = "") -> None:
    """Raise DatosInvalidos, naming ``lugar``, for what cannot be stored or does not fit.

    NUL and the other control characters come from a damaged paste; PostgreSQL refuses some,
    and none can be printed.
    """
    if _CONTROL.search(texto):
        raise DatosInvalidos(
            f"{lugar}: trae caracteres que no se pueden imprimir.",
            "Escríbalo de nuevo, o péguelo como texto sin formato.",
            campo,
        )
    if len(texto) > maximo:
        raise DatosInvalidos(
            f"{lugar}: tiene {len(texto):,} caracteres y caben {maximo:,}.", "Acórtelo.", campo
        )
