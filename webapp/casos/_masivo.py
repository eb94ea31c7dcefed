"""The chosen occurrences of a phrase in one version, and its text with them replaced."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from webapp.casos._limites import exigir_guardable
from webapp.hechos import VersionVista
from workflows.busqueda import aplicar, hallar
from workflows.contenido import Contenido
from workflows.errores import DatosInvalidos, ErrorVigente, VersionDesfasada
from workflows.formatos import Formato
from workflows.textos import textos_de


@dataclass(frozen=True, slots=True)
class Marca:
    """An occurrence somebody ticked: characters ``inicio`` to ``fin`` of a piece of a version."""

    version_id: int
    pieza: str
    inicio: int
    fin: int


@dataclass(frozen=True, slots=True)
class Cambiada:
    """A version, its text with the change, and what each piece that was marked says then.

    An item of which nothing is left is taken out: it says "" here, and is not in ``despues``.
    """

    vista: VersionVista
    despues: Contenido
    textos: Mapping[str, str]
    marcas: Mapping[str, Sequence[tuple[int, int]]]


def cambiar(
    formato: Formato,
    vista: VersionVista,
    marcas: Sequence[Marca],
    p: re.Pattern[str],
    reemplazo: str,
) -> Cambiada:
    """The text of a version with ``reemplazo`` in the marked occurrences of ``p``.

    Raises VersionDesfasada for a mark that is no occurrence, DatosInvalidos for a text that
    would stay as it is or could not be stored; both name the cargo.
    """
    titulo, texto = vista.cargo.titulo, vista.contenido
    hallados = {(h.pieza, h.inicio, h.fin) for h in hallar(texto, p)}
    elegidos: dict[str, list[tuple[int, int]]] = {}
    for marca in dict.fromkeys(marcas):
        if (marca.pieza, marca.inicio, marca.fin) not in hallados:
            raise VersionDesfasada(
                f"{titulo} ya no dice la frase en uno de los lugares marcados.",
                "No se creó nada. Busque la frase de nuevo.",
            )
        elegidos.setdefault(marca.pieza, []).append((marca.inicio, marca.fin))
    cambiado = aplicar(texto, elegidos, reemplazo)
    if cambiado == texto:
        raise DatosInvalidos(
            f"{titulo} quedaría igual: el reemplazo dice lo mismo que la frase.",
            "Cambie el reemplazo.",
            "reemplazo",
        )
    textos = {pieza: dicho for pieza, dicho in textos_de(cambiado) if pieza in elegidos}
    if vacias := [f for f in cambiado.competencias if not f.concepto.strip()]:
        raise DatosInvalidos(
            f"{titulo}: «{vacias[0].competencia}» quedaría sin concepto.",
            "Desmarque esa aparición, o escriba un reemplazo.",
            "reemplazo",
        )
    despues = _sin_lo_vaciado(cambiado, textos)
    try:
        exigir_guardable(formato, despues)
    except ErrorVigente as error:
        error.mensaje = f"{titulo}: {error.mensaje}"
        raise
    return Cambiada(vista, despues, textos, elegidos)


def _sin_lo_vaciado(texto: Contenido, textos: Mapping[str, str]) -> Contenido:
    vaciados = {pieza for pieza, dicho in textos.items() if not dicho.strip()}
    return replace(
        texto,
        secciones=tuple(
            replace(s, items=tuple(i for i in s.items if f"item:{i.id}" not in vaciados))
            for s in texto.secciones
        ),
    )
