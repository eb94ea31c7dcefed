"""A date as a browser sends it, or as somebody typed it where there is no date field."""

from __future__ import annotations

from datetime import date

from workflows.errores import DatosInvalidos


def leer_fecha(texto: str, campo: str, rotulo: str = "") -> date | None:
    """The date, or None where nothing was typed. ``rotulo`` is what the form calls it.

    Raises DatosInvalidos naming ``campo``.
    """
    texto = texto.strip()
    if not texto:
        return None
    try:
        return date.fromisoformat(texto)
    except ValueError:
        que = rotulo or f"«{texto[:40]}»"
        raise DatosInvalidos(
            f"{que}{':' if rotulo else ''} no es una fecha.",
            "Escriba día, mes y año (o año-mes-día: 2023-06-30).",
            campo,
        ) from None
