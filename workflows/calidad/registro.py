"""The checks there are, by name and in the order they report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workflows.calidad import (
    codigo_duplicado,
    codigo_estructura,
    concepto_distinto,
    encabezado_inconsistente,
    escalera_invertida,
    espacios,
    frase_truncada,
    grado_fuera_de_rango,
    item_contenido,
    item_repetido,
    nota_sin_texto,
    pagina_total,
    palabra_partida,
    puntuacion,
    seccion_faltante,
    variante_ortografica,
    verbo_inicial,
)
from workflows.calidad.entorno import Entorno, construir
from workflows.calidad.modelo import Control, Examen, Hallazgo
from workflows.contenido import Contenido

if TYPE_CHECKING:
    from workflows.formatos.modelo import Formato
    from workflows.lectura.modelo import CargoLeido, Lectura, Linea

#: Changes when what a check finds does: what was found before is then found again.
VERSION = "1"

_MODULOS = (
    codigo_duplicado,
    codigo_estructura,
    encabezado_inconsistente,
    pagina_total,
    seccion_faltante,
    grado_fuera_de_rango,
    escalera_invertida,
    concepto_distinto,
    item_repetido,
    item_contenido,
    nota_sin_texto,
    frase_truncada,
    verbo_inicial,
    palabra_partida,
    variante_ortografica,
    puntuacion,
    espacios,
)

CONTROLES: Mapping[str, Control] = {modulo.REGLA: modulo.revisar for modulo in _MODULOS}


def revisar(
    formato: Formato,
    contenido: Contenido,
    entorno: Entorno | None = None,
    leido: CargoLeido | None = None,
    lineas: Sequence[Linea] = (),
) -> tuple[Hallazgo, ...]:
    """What every check finds in one text: check by check, each in reading order.

    Without ``entorno`` the text is all the manual there is.
    """
    entorno = entorno or construir(formato, [contenido])
    examen = Examen(formato, contenido, entorno, leido, lineas)
    return tuple(h for control in CONTROLES.values() for h in control(examen))


def revisar_lectura(
    formato: Formato, lectura: Lectura
) -> list[tuple[CargoLeido, tuple[Hallazgo, ...]]]:
    """What the checks find in a document, cargo by cargo, each judged by all of them."""
    entorno = construir(formato, [c.contenido for c in lectura.cargos])
    return [
        (
            c,
            revisar(
                formato, c.contenido, entorno, c, lectura.lineas[c.lineas[0] - 1 : c.lineas[1]]
            ),
        )
        for c in lectura.cargos
    ]
