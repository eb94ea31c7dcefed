"""What one has to add to go from one cargo to another: what it asks for, before what it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workflows.contenido import Competencia, Contenido
from workflows.diferencias import CambioItem, Diferencia, Tipo, comparar
from workflows.formatos import Formato
from workflows.texto import plano


@dataclass(frozen=True, slots=True)
class PasoCompetencia:
    """A competencia the other cargo asks for: the grade now (None: none) and the one to reach."""

    competencia: str
    antes: int | None
    despues: int
    concepto: str

    @property
    def falta(self) -> bool:
        """Whether there is anything to add."""
        return self.antes is None or self.antes < self.despues


@dataclass(frozen=True, slots=True)
class PasoRequisitos:
    """A section of requirements: what the other asks that this one doesn't, and what it keeps."""

    titulo: str
    agrega: tuple[CambioItem, ...]
    iguales: int


@dataclass(frozen=True, slots=True)
class Ascenso:
    """The way from one cargo to another."""

    competencias: tuple[PasoCompetencia, ...]
    requisitos: tuple[PasoRequisitos, ...]
    diferencia: Diferencia


def ascenso(de: Contenido, a: Contenido, formato: Formato) -> Ascenso:
    """What ``a`` asks beyond ``de``; its difference has the requirements first."""
    diferencia = comparar(de, a)
    requisitos = {s.clave: s.titulo for s in formato.secciones if s.requisito}
    titulos = {s.clave: n for n, s in enumerate(formato.secciones)}
    en_orden = sorted(
        diferencia.secciones,
        key=lambda s: (s.clave not in requisitos, titulos.get(s.clave, len(titulos))),
    )
    return Ascenso(
        tuple(_competencias(de.competencias, a.competencias)),
        tuple(
            PasoRequisitos(
                requisitos[s.clave],
                tuple(i for i in s.items if _agrega(i)),
                sum(i.despues is not None and not _agrega(i) for i in s.items),
            )
            for s in en_orden
            if s.clave in requisitos and any(i.despues for i in s.items)
        ),
        replace(diferencia, secciones=tuple(en_orden)).en_orden([c.clave for c in formato.campos]),
    )


def _agrega(cambio: CambioItem) -> bool:
    """Whether its words are new: how a list is printed asks nothing of anybody."""
    if cambio.tipo is Tipo.EDITADO and cambio.antes and cambio.despues:
        return cambio.antes.texto != cambio.despues.texto
    return cambio.tipo is Tipo.AGREGADO


def _competencias(
    antes: tuple[Competencia, ...], despues: tuple[Competencia, ...]
) -> Iterator[PasoCompetencia]:
    grados: dict[str, int] = {}
    for fila in antes:
        clave = plano(fila.competencia)
        grados[clave] = max(grados.get(clave, fila.grado), fila.grado)
    pasos = [
        PasoCompetencia(f.competencia, grados.get(plano(f.competencia)), f.grado, f.concepto)
        for f in despues
    ]
    yield from (p for p in pasos if p.falta)
    yield from (p for p in pasos if not p.falta)
