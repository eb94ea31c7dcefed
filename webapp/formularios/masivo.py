"""The search of a cambio masivo, and the occurrences ticked on its results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from webapp.casos._masivo import Marca
from webapp.casos.cambiar_en_masa import CambioMasivo
from workflows.busqueda import Busqueda
from workflows.errores import DatosInvalidos

#: Digits of an id or a position; a longer number was not written by a page of ours.
_CIFRAS = 9


@dataclass(frozen=True, slots=True)
class Buscado:
    """The search as it was asked for; ``reemplazo`` None when nobody said what to put instead."""

    busqueda: Busqueda
    reemplazo: str | None
    seccion: str


def leer_busqueda(datos: MultiDict[str, str]) -> Buscado:
    """From the address of a search, or the form of its results."""
    reemplazo = datos.get("reemplazo")
    return Buscado(
        Busqueda(
            datos.get("frase", "").strip(),
            acentos="acentos" in datos,
            mayusculas="mayusculas" in datos,
            palabra="palabra" in datos,
        ),
        None if reemplazo is None else " ".join(reemplazo.split()),
        datos.get("seccion", ""),
    )


def leer_cambio(datos: MultiDict[str, str], buscado: Buscado) -> CambioMasivo:
    """What was ticked and why. Raises DatosInvalidos for what no page of ours would send."""
    return CambioMasivo(
        buscado.busqueda,
        buscado.reemplazo or "",
        datos.get("titulo", ""),
        datos.get("justificacion", ""),
        [_marca(valor) for valor in datos.getlist("marcas")],
        leer_vistos(datos),
    )


def leer_vistos(datos: Mapping[str, str]) -> dict[int, str]:
    """The hash each version had on the screen, by its id."""
    return {
        int(clave.removeprefix("visto-")): valor
        for clave, valor in datos.items()
        if clave.startswith("visto-") and _es_numero(clave.removeprefix("visto-"))
    }


def escribir_marca(version_id: int, pieza: str, inicio: int, fin: int) -> str:
    """An occurrence as the value of its checkbox."""
    return f"{version_id}:{inicio}:{fin}:{pieza}"


def sugerir_titulo(frase: str, reemplazo: str) -> str:
    """How a change is called unless somebody says better."""
    corta, nueva = _corto(frase), _corto(reemplazo)
    return f"«{corta}» → «{nueva}»" if nueva else f"Quitar «{corta}»"


def _marca(valor: str) -> Marca:
    partes = valor.split(":", 3)
    if len(partes) != 4 or not all(map(_es_numero, partes[:3])):
        raise DatosInvalidos(
            "Una de las apariciones marcadas no se entiende.", "Busque la frase de nuevo.", "marcas"
        )
    version_id, inicio, fin = map(int, partes[:3])
    return Marca(version_id, partes[3], inicio, fin)


def _es_numero(texto: str) -> bool:
    return texto.isascii() and texto.isdecimal() and len(texto) <= _CIFRAS


def _corto(texto: str) -> str:
    junto = " ".join(texto.split())
    return junto if len(junto) <= 60 else f"{junto[:59].rstrip()}…"
