"""From a difference back to a text: the proposal, exactly."""

from __future__ import annotations

from collections import Counter

from workflows.contenido import Contenido, Item, Seccion, encabezado
from workflows.diferencias.modelo import Diferencia, Tipo
from workflows.errores import VersionDesfasada


def aplicar(base: Contenido, diferencia: Diferencia) -> Contenido:
    """The text that ``diferencia`` leads to from ``base``, ids included.

    Raises VersionDesfasada when the difference was taken from another text than ``base``,
    so that nobody's words are overwritten unseen (rule 1).
    """
    if not _parte_de(base, diferencia):
        raise VersionDesfasada(
            "El texto cambió desde que se compararon las dos versiones.",
            "Compárelas de nuevo; no se perdió nada.",
        )
    campos = dict(base.encabezado)
    for campo in diferencia.campos:
        campos[campo.clave] = campo.despues
        if campo.tipo is Tipo.QUITADO:
            del campos[campo.clave]
    return Contenido(
        encabezado(campos),
        tuple(
            Seccion(s.clave, tuple(c.despues for c in s.items if c.despues is not None))
            for s in diferencia.secciones
            if s.tipo is not Tipo.QUITADO
        ),
        tuple(c.despues for c in diferencia.competencias if c.despues is not None),
        tuple(n.despues for n in diferencia.notas if n.despues is not None),
    )


def _parte_de(base: Contenido, diferencia: Diferencia) -> bool:
    """Whether everything the difference says stood before stands in ``base``, and nothing else."""
    campos = dict(base.encabezado)
    return (
        all(
            campos.get(c.clave) == (None if c.tipo is Tipo.AGREGADO else c.antes)
            for c in diferencia.campos
        )
        and _items_de(base) == _items_antes(diferencia)
        and Counter(enumerate(base.competencias, 1))
        == Counter((c.posicion_antes, c.antes) for c in diferencia.competencias if c.antes)
        and Counter(base.notas) == Counter(n.antes for n in diferencia.notas if n.antes)
    )


def _items_de(base: Contenido) -> Counter[tuple[str, int | None, Item]]:
    return Counter(
        (seccion.clave, posicion, item)
        for seccion in base.secciones
        for posicion, item in enumerate(seccion.items, 1)
    )


def _items_antes(diferencia: Diferencia) -> Counter[tuple[str, int | None, Item]]:
    return Counter(
        (cambio.antes_en or seccion.clave, cambio.posicion_antes, cambio.antes)
        for seccion in diferencia.secciones
        for cambio in seccion.items
        if cambio.antes is not None
    )
