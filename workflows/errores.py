"""Every refusal Vigente can give, each with its reason and what to do next (rule 9).

The text is Spanish because a person reads it; the class says who is at fault,
so that a view can answer 403, 409 or 422 without looking inside.
"""

from __future__ import annotations


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


class ActoNegado(ErrorVigente):
    """Who: this person may not do this (403)."""

    estado_http = 403


class ActoInvalido(ErrorVigente):
    """When: the version does not stand where this acto starts, or a rule bars it (409)."""

    estado_http = 409


class VersionDesfasada(ActoInvalido):
    """The person saw a text that is no longer the text (409, rule 1)."""


class DatosInvalidos(ErrorVigente):
    """What: something typed is missing or malformed (422). ``campo`` names the field."""

    estado_http = 422

    def __init__(self, mensaje: str, remedio: str = "", campo: str = "") -> None:
        super().__init__(mensaje, remedio)
        self.campo = campo


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
