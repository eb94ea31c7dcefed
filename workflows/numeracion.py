"""Numbers as they are printed: ``AJD-2026-112`` of an acuerdo, ``09-2020`` of a version.

The acuerdo's number is typed as the board gave it and gaps in it are normal; the
version's number is issued here, gapless per manual and year (domain.md, rule 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import Formatter

from workflows.errores import DatosInvalidos
from workflows.formatos.modelo import Instrumento, Numeracion

_RAYAS = re.compile(r"[‐‑‒–—―−]")
_BLANCOS_JUNTO_A_RAYA = re.compile(r"\s*-\s*")
_NUMERO = r"(?:n[uú]m(?:ero)?\b\.?|n\.?[o°º]?\.?)"
_PREFIJO_VERSION = rf"(?:versi[oó]n|v\.?)?[\s:]*{_NUMERO}?\s*"


@dataclass(frozen=True, slots=True)
class NumeroAcuerdo:
    """The number of an acuerdo: year of the board's series, place in it, and how it is written."""

    anio: int
    consecutivo: int
    texto: str


def leer_acuerdo(instrumento: Instrumento, texto: str) -> NumeroAcuerdo:
    """The number somebody typed or a document printed, spaces, dashes and case aside.

    The word of the instrument ("Acuerdo") may stand before it. Raises DatosInvalidos, with
    the formato's example, when it does not have the shape of ``instrumento.patron``.
    """
    if instrumento.patron:
        for escrito in _escrituras(instrumento, texto):
            hallado = re.fullmatch(instrumento.patron, escrito)
            if hallado:
                return NumeroAcuerdo(
                    int(hallado["anio"]), int(hallado["consecutivo"]), hallado.group()
                )
    ejemplo = instrumento.ejemplo
    raise DatosInvalidos(
        f"«{texto.strip()}» no tiene la forma de un número de {instrumento.rotulo.lower()}.",
        f"Escríbalo como {ejemplo}." if ejemplo else "Este manual no se aprueba con un número.",
        campo="numero",
    )


def leer_version(numeracion: Numeracion, texto: str) -> tuple[int, int]:
    """The year and number of a printed version: "No. 09-2020", "09-2020" or "9-2020".

    The inverse of :func:`escribir_version`. Raises DatosInvalidos, with an example.
    """
    if not numeracion.forma:
        raise DatosInvalidos(
            "Las versiones de este manual no llevan número.",
            "Se identifican por su fecha.",
            campo="version",
        )
    patron = _PREFIJO_VERSION + _patron_de(numeracion.forma)
    hallado = re.fullmatch(patron, _pegar(_limpiar(texto)), re.IGNORECASE)
    if hallado is None:
        raise DatosInvalidos(
            f"«{texto.strip()}» no tiene la forma de un número de versión.",
            f"Escríbalo como {escribir_version(numeracion, 2020, 9)}.",
            campo="version",
        )
    return int(hallado["anio"]), int(hallado["consecutivo"])


def escribir_version(numeracion: Numeracion, anio: int, consecutivo: int) -> str:
    """The version number as the formato prints it; "" where it prints none."""
    return numeracion.forma.format(anio=anio, consecutivo=consecutivo)


def siguiente(emitidos: Iterable[int], inicio: int = 1) -> int:
    """The next number of a manual and year: the one after the last issued, from ``inicio``.

    Gaps that came with imported history are not filled, so that a later recording never
    gets a smaller number.
    """
    return max(max(emitidos, default=0) + 1, inicio)


def _escrituras(instrumento: Instrumento, texto: str) -> Iterator[str]:
    """The ways the same number may be written, the closest to what was typed first."""
    entero = _limpiar(texto)
    sin_rotulo = re.sub(
        rf"^{re.escape(instrumento.rotulo)}\b[\s:]*", "", entero, flags=re.IGNORECASE
    )
    sin_numero = re.sub(rf"^{_NUMERO}[\s:]*", "", sin_rotulo, flags=re.IGNORECASE)
    for base in (entero, sin_rotulo, sin_numero):
        for escrito in (base, _pegar(base), "".join(base.split())):
            yield escrito.upper()
            yield escrito


def _limpiar(texto: str) -> str:
    return _RAYAS.sub("-", " ".join(texto.split())).rstrip(" .,;")


def _pegar(texto: str) -> str:
    return _BLANCOS_JUNTO_A_RAYA.sub("-", texto)


def _patron_de(forma: str) -> str:
    """The regular expression that reads what the format string ``forma`` writes."""
    grupos = {"anio": r"(?P<anio>\d{4})", "consecutivo": r"(?P<consecutivo>\d+)"}
    patron = ""
    for literal, campo, _, _ in Formatter().parse(forma):
        patron += re.escape(_pegar(_RAYAS.sub("-", literal)))
        patron += grupos.pop(campo, r"\d+") if campo else ""
    return patron
