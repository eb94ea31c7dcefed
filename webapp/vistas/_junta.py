"""Pages of the board exist only where a board approves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import g

from webapp.permisos import APRUEBA, permiso
from workflows.errores import NoEncontrado
from workflows.formatos.modelo import ClaseInstrumento

_V = TypeVar("_V", bound=Callable[..., Any])


def de_junta(vista: _V) -> _V:
    """For whoever records what the board decides, in a manual that has one (else 404)."""

    @wraps(vista)
    def comprobada(**kwargs: Any) -> Any:
        if g.manual.formato.instrumento.clase is not ClaseInstrumento.ACUERDO:
            raise NoEncontrado(
                "Este manual no se aprueba por acuerdo de una junta.",
                "Lo que está revisado espera en la bandeja de quien lo aprueba con su firma.",
            )
        return vista(**kwargs)

    return permiso(APRUEBA)(comprobada)  # type: ignore[return-value]  # same signature
