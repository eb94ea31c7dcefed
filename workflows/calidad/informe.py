"""A finding as a row of a report: its place as a person and another program would name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflows.calidad.entorno import ficha_de
from workflows.calidad.modelo import Hallazgo
from workflows.contenido import Contenido
from workflows.formatos.modelo import Formato
from workflows.lectura.modelo import CargoLeido
from workflows.piezas import NOTAS

#: Where a finding stands that is in no section.
ENCABEZADO = "encabezado"


@dataclass(frozen=True, slots=True)
class Renglon:
    """``item`` counts from 1 within its section (or table); None of a whole one. ``lineas`` are
    the source lines (first, last), None where there is no document."""

    regla: str
    severidad: str
    cargo: str
    seccion: str
    item: int | None
    lineas: tuple[int, int] | None
    mensaje: str
    propuesta: str | None


def renglones(
    formato: Formato,
    contenido: Contenido,
    hallazgos: Sequence[Hallazgo],
    leido: CargoLeido | None = None,
) -> list[Renglon]:
    """The findings of one cargo as rows, in the order they come."""
    rotulo = ficha_de(formato, contenido).rotulo
    lugares = _lugares(formato, contenido)
    return [
        Renglon(
            h.regla,
            h.severidad.value,
            rotulo,
            *lugares.get(h.pieza, _suelto(h.pieza)),
            _lineas(h, leido),
            h.mensaje,
            h.arreglo,
        )
        for h in hallazgos
    ]


def _lugares(formato: Formato, contenido: Contenido) -> dict[str, tuple[str, int | None]]:
    tabla = formato.seccion_competencias
    lugares: dict[str, tuple[str, int | None]] = {NOTAS: (NOTAS, None)}
    for seccion in contenido.secciones:
        lugares |= {f"item:{i.id}": (seccion.clave, n) for n, i in enumerate(seccion.items, 1)}
    if tabla:
        filas = enumerate(contenido.competencias, 1)
        lugares |= {f"competencia:{c.id}": (tabla.clave, n) for n, c in filas}
    return lugares


def _suelto(pieza: str) -> tuple[str, None]:
    clase, _, nombre = pieza.partition(":")
    return (nombre if clase == "seccion" else ENCABEZADO), None


def _lineas(h: Hallazgo, leido: CargoLeido | None) -> tuple[int, int] | None:
    if h.lineas or leido is None:
        return h.lineas
    detalle = leido.detalle.get(h.pieza.partition(":")[2])
    if detalle:
        return detalle.primera, detalle.ultima
    if h.pieza.startswith("campo:") and leido.encabezados:
        return leido.encabezados[0].lineas
    return leido.lineas
