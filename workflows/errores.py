"""Every refusal Vigente can give, each with its reason and what to do next (rule 9).

The text is Spanish because a person reads it; the class says who is at fault,
so that a view can answer 403, 409 or 422 without looking inside.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class ErrorVigente(Exception):
    """A refusal a person can understand.

    ``mensaje`` says what happened; ``remedio`` what to do next (may be empty).
    """

    estado_http = 400

    def __init__(self, mensaje: str, remedio: str = "") -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje
        self.remedio = remedio

    def __str__(self) -> str:
        return f"{self.mensaje} {self.remedio}".strip()

    def por_campo(self) -> dict[str, str]:
        """What a form says, by the field it is about; ``general``, where it is about none."""
        return {"general": str(self)}


class ActoNegado(ErrorVigente):
    """Who: this person may not do this (403)."""

    estado_http = 403


class ActoInvalido(ErrorVigente):
    """When: the version does not stand where this acto starts, or a rule bars it (409)."""

    estado_http = 409


class VersionDesfasada(ActoInvalido):
    """The person saw a text that is no longer the text (409, rule 1)."""


class DatosInvalidos(ErrorVigente):
    """What: something typed is missing or malformed (422). ``campo`` names the field, and
    ``otras`` is what else is wrong with the same form."""

    estado_http = 422

    def __init__(self, mensaje: str, remedio: str = "", campo: str = "") -> None:
        super().__init__(mensaje, remedio)
        self.campo = campo
        self.otras: tuple[DatosInvalidos, ...] = ()

    def por_campo(self) -> dict[str, str]:
        """What a form says, by field: of this and of what else is wrong with it."""
        return {e.campo or "general": str(e) for e in (self, *self.otras)}


class Faltas:
    """Everything that is wrong with a form, to be told at once and not one at each attempt."""

    def __init__(self) -> None:
        self._dichas: dict[str, DatosInvalidos] = {}

    def decir(self, mensaje: str, remedio: str, campo: str) -> None:
        """Something is wrong with a field; the first thing said of it counts."""
        self._dichas.setdefault(campo, DatosInvalidos(mensaje, remedio, campo))

    def leer(self, leer: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T | None:
        """What ``leer`` gives; None, and it is said, where it raises DatosInvalidos."""
        try:
            return leer(*args, **kwargs)
        except DatosInvalidos as error:
            for falta in (error, *error.otras):
                self._dichas.setdefault(falta.campo, falta)
            return None

    def exigir(self) -> None:
        """Raise DatosInvalidos with all that was said, if anything was."""
        if self._dichas:
            primera, *otras = self._dichas.values()
            primera.otras = tuple(otras)
            raise primera


class NoEncontrado(ErrorVigente):
    """There is no such manual, cargo, version or person (404)."""

    estado_http = 404


class LecturaFallida(ErrorVigente):
    """A document could not be read at all (422)."""

    estado_http = 422


class FormatoInvalido(ErrorVigente):
    """A formato file is wrong; ``fallas`` lists every fault with file, key and remedy."""

    estado_http = 422

    def __init__(self, fallas: list[str]) -> None:
        super().__init__("\n".join(fallas))
        self.fallas = fallas
