"""What the editor's page sends when it saves by itself: the pieces that changed, as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from webapp.formularios.borrador import limpio
from workflows.errores import DatosInvalidos
from workflows.fusion import Edicion
from workflows.piezas import escribir

#: More pieces than the largest cargo has.
MAXIMO_PIEZAS = 1_000
#: No draft has had so many saves.
MAXIMA_SERIE = 2**31 - 1

_NOMBRE = re.compile(
    r"(?:item|competencia|campo|orden:seccion):[\w.-]{1,60}|orden:competencias|secciones|notas"
)

#: All that today's page sends.
_CONOCIDAS = {"serie", "piezas", "porques", "persona", "pieza"}


@dataclass(frozen=True, slots=True)
class Recibido:
    """A save as a page asked for it. ``persona`` is who that page was for, None if unsaid.

    ``limpiadas`` are the pieces that are not kept letter by letter as they came.
    """

    serie: int
    ediciones: dict[str, Edicion]
    limpiadas: frozenset[str]
    pieza: str
    porques: dict[str, str]
    persona: int | None


def leer(cuerpo: Any) -> Recibido:
    """``{"serie": 7, "piezas": {"item:ab12": {"antes": …, "despues": …}}}``, or less.

    Also ``pieza`` (where the person is), ``porques`` (reasons, by piece) and ``persona``. Texts
    come out clean of what cannot be printed. Raises DatosInvalidos for any other shape.
    """
    if not isinstance(cuerpo, dict):
        raise _ilegible()
    if cuerpo.keys() - _CONOCIDAS:
        raise DatosInvalidos(
            "Esta página es de otra versión de Vigente. No se guardó nada.",
            "Su texto sigue en la página: recárguela, y lo que escribió vuelve a ella.",
        )
    serie, persona = cuerpo.get("serie"), cuerpo.get("persona")
    piezas, porques = cuerpo.get("piezas", {}), cuerpo.get("porques", {})
    pieza = cuerpo.get("pieza", "")
    if type(serie) is not int or not 0 <= serie <= MAXIMA_SERIE:
        raise _ilegible()
    if not (isinstance(pieza, str) and isinstance(persona, int | None)):
        raise _ilegible()
    for dichas in (piezas, porques):
        if not isinstance(dichas, dict) or len(dichas) > MAXIMO_PIEZAS:
            raise _ilegible()
    if not all(map(_NOMBRE.fullmatch, piezas)) or not all(map(_es_texto, porques.values())):
        raise _ilegible()
    ediciones = {nombre: _edicion(dicho) for nombre, dicho in piezas.items()}
    return Recibido(
        serie,
        ediciones,
        frozenset(n for n, e in ediciones.items() if e.despues != _json(piezas[n].get("despues"))),
        pieza if _NOMBRE.fullmatch(pieza) else "",
        {str(nombre): limpio(texto) for nombre, texto in porques.items()},
        persona,
    )


def _edicion(dicho: Any) -> Edicion:
    if not isinstance(dicho, dict):
        raise _ilegible()
    return Edicion(_json(dicho.get("antes")), _json(_limpiar(dicho.get("despues"))))


def _json(valor: Any) -> str | None:
    return None if valor is None else escribir(valor)


def _limpiar(valor: Any) -> Any:
    """The texts inside, without what cannot be printed; an item is one line."""
    if isinstance(valor, str):
        return " ".join(limpio(linea) for linea in valor.splitlines()).strip()
    if isinstance(valor, Mapping):
        return {clave: _limpiar(v) for clave, v in valor.items()}
    if isinstance(valor, list):
        return [_limpiar(v) for v in valor]
    return valor


def _es_texto(valor: Any) -> bool:
    return isinstance(valor, str)


def _ilegible() -> DatosInvalidos:
    return DatosInvalidos(
        "El navegador envió algo que no se entiende. No se guardó nada.",
        "Su texto sigue en la página: recárguela y vuelva a intentarlo.",
    )
