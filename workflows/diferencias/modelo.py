"""A difference between two texts as data: a view draws it, a document prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workflows.contenido import Competencia, Item, Nota


class Tipo(StrEnum):
    """What happened to a piece of text."""

    IGUAL = "igual"
    EDITADO = "editado"
    AGREGADO = "agregado"
    QUITADO = "quitado"


@dataclass(frozen=True, slots=True)
class Tramo:
    """A run of words: kept (IGUAL), inserted (AGREGADO) or struck (QUITADO)."""

    tipo: Tipo
    texto: str


@dataclass(frozen=True, slots=True)
class CambioItem:
    """An item before and after. Positions count from 1 within their section.

    ``movido`` says its order among the kept items changed; renumbering alone is no move.
    ``antes_en`` names the section it came from when it crossed sections, else "".
    ``tramos`` are the words of an EDITADO item; one run otherwise, none for an empty text.
    """

    tipo: Tipo
    antes: Item | None
    despues: Item | None
    posicion_antes: int | None
    posicion_despues: int | None
    movido: bool
    tramos: tuple[Tramo, ...]
    antes_en: str = ""

    @property
    def cambia(self) -> bool:
        """Whether a reader has anything to look at here."""
        return self.movido or self.tipo is not Tipo.IGUAL


@dataclass(frozen=True, slots=True)
class CambioSeccion:
    """One section in reading order: the proposed items, with the removed ones where they stood.

    ``tipo`` is about the heading alone: AGREGADO or QUITADO when only one text has it, IGUAL
    otherwise. ``movida`` says the heading changed places among those that both texts have.
    """

    clave: str
    items: tuple[CambioItem, ...]
    tipo: Tipo = Tipo.IGUAL
    movida: bool = False

    @property
    def cambia(self) -> bool:
        """Whether any item of the section changed, or the section moved."""
        return self.movida or any(i.cambia for i in self.items)


@dataclass(frozen=True, slots=True)
class CambioCompetencia:
    """A competency row before and after; ``tramos`` are the words of the concepto."""

    tipo: Tipo
    antes: Competencia | None
    despues: Competencia | None
    posicion_antes: int | None
    posicion_despues: int | None
    movido: bool
    tramos: tuple[Tramo, ...]

    @property
    def cambia(self) -> bool:
        """Whether a reader has anything to look at here."""
        return self.movido or self.tipo is not Tipo.IGUAL

    @property
    def cambia_grado(self) -> bool:
        """Whether the grade itself went up or down."""
        return (
            self.antes is not None
            and self.despues is not None
            and self.antes.grado != self.despues.grado
        )


@dataclass(frozen=True, slots=True)
class CambioCampo:
    """A header field whose value changed; "" where it did not exist.

    ``tipo`` tells a field that did not exist (AGREGADO) or no longer does (QUITADO)
    from one that was or is left blank (EDITADO).
    """

    clave: str
    antes: str
    despues: str
    tipo: Tipo = Tipo.EDITADO

    @property
    def cambia(self) -> bool:
        """Whether a reader has anything to look at: a blank field that appears says nothing."""
        return self.antes != self.despues


@dataclass(frozen=True, slots=True)
class CambioNota:
    """A footnote before and after; ``movido`` when its order among the kept ones changed."""

    tipo: Tipo
    antes: Nota | None
    despues: Nota | None
    tramos: tuple[Tramo, ...]
    movido: bool = False

    @property
    def cambia(self) -> bool:
        """Whether a reader has anything to look at here."""
        return self.movido or self.tipo is not Tipo.IGUAL


Cambio = CambioCampo | CambioSeccion | CambioItem | CambioCompetencia | CambioNota


@dataclass(frozen=True, slots=True)
class Diferencia:
    """Everything that differs between a base and a proposal; sections and rows are complete."""

    campos: tuple[CambioCampo, ...]
    secciones: tuple[CambioSeccion, ...]
    competencias: tuple[CambioCompetencia, ...]
    notas: tuple[CambioNota, ...]

    def en_orden(self, claves: Sequence[str]) -> Diferencia:
        """The same difference, its header fields as a formato prints them; others at the end."""
        lugar = {clave: n for n, clave in enumerate(claves)}
        campos = sorted(self.campos, key=lambda c: lugar.get(c.clave, len(lugar)))
        return replace(self, campos=tuple(campos))

    def cambios(self) -> Iterator[Cambio]:
        """Only what changed, in reading order.

        A section appears itself only when it moved whole; what changed inside it, as its items.
        """
        yield from (c for c in self.campos if c.cambia)
        for seccion in self.secciones:
            if seccion.movida:
                yield seccion
            yield from (i for i in seccion.items if i.cambia)
        yield from (c for c in self.competencias if c.cambia)
        yield from (n for n in self.notas if n.cambia)

    @property
    def cuenta(self) -> int:
        """How many changes a reader must look at.

        Zero means the texts read the same; blank fields and headings without items aside,
        it also means the same hash.
        """
        return sum(1 for _ in self.cambios())
