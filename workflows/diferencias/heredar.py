"""Recognising one's own items in a text that comes back from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from workflows.contenido import Contenido, Seccion, nuevo_id
from workflows.diferencias.emparejar import emparejar_competencias, emparejar_items, ubicar


def heredar_ids(base: Contenido, nuevo: Contenido) -> Contenido:
    """The words of ``nuevo`` with the ids of the pieces of ``base`` they are.

    Pieces are recognised by their text alone: whatever ids ``nuevo`` brought are not looked
    at. The rest get fresh ids; no two pieces share one.
    """
    antes, despues = ubicar(base), ubicar(nuevo)
    nombrar = _Nombrador(base.ids())
    nombres = nombrar.nombres(
        emparejar_items(antes, despues, por_id=False), lambda i: antes[i].item.id, len(despues)
    )
    filas = nombrar.nombres(
        emparejar_competencias(base.competencias, nuevo.competencias, por_id=False),
        lambda i: base.competencias[i].id,
        len(nuevo.competencias),
    )
    por_orden = iter(nombres)
    return replace(
        nuevo,
        secciones=tuple(_renombrar(s, por_orden) for s in nuevo.secciones),
        competencias=tuple(
            replace(c, id=nombre) for c, nombre in zip(nuevo.competencias, filas, strict=True)
        ),
    )


class _Nombrador:
    """Hands out each id once."""

    def __init__(self, reservados: Sequence[str]) -> None:
        self._reservados = set(reservados)
        self._usados: set[str] = set()

    def nombres(
        self, parejas: Sequence[tuple[int, int]], id_de: Callable[[int], str], cuantos: int
    ) -> list[str]:
        heredados = {j: id_de(i) for i, j in parejas}
        return [self._tomar(heredados.get(j)) for j in range(cuantos)]

    def _tomar(self, heredado: str | None) -> str:
        if heredado is None or heredado in self._usados:
            heredado = nuevo_id()
            while heredado in self._reservados or heredado in self._usados:
                heredado = nuevo_id()
        self._usados.add(heredado)
        return heredado


def _renombrar(seccion: Seccion, nombres: Iterator[str]) -> Seccion:
    return Seccion(seccion.clave, tuple(replace(item, id=next(nombres)) for item in seccion.items))
