"""What a cargo says: a frozen, canonical text named by its SHA-256.

The hash covers text and structure, not the ids of the items: a text that went
out to paper and came back is recognised as the same (domain.md, *contenido*).
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from workflows.canonico import canonizar


class Forma(StrEnum):
    """How an item is printed in its list."""

    NUMERO = "numero"  #: "7. Coordinar…", numbered by the page
    VINETA = "vineta"  #: a bullet
    PARRAFO = "parrafo"  #: a bare paragraph


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence or paragraph of a section. ``id`` survives editing and reordering."""

    id: str
    texto: str
    forma: Forma = Forma.NUMERO
    notas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seccion:
    """The items under one heading; ``clave`` names the heading in the formato."""

    clave: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Competencia:
    """One row of the competency table; ``grado`` is within the formato's range."""

    id: str
    tipo: str
    competencia: str
    grado: int
    concepto: str


@dataclass(frozen=True, slots=True)
class Nota:
    """A footnote: its mark, and its text (which real documents sometimes leave out)."""

    marca: str
    texto: str = ""


@dataclass(frozen=True, slots=True)
class Contenido:
    """Header fields, sections, competency rows and notes of one cargo."""

    encabezado: tuple[tuple[str, str], ...] = ()
    secciones: tuple[Seccion, ...] = ()
    competencias: tuple[Competencia, ...] = ()
    notas: tuple[Nota, ...] = field(default=())

    def campo(self, clave: str) -> str:
        """The header field ``clave``, or "" when the cargo has none."""
        return dict(self.encabezado).get(clave, "")

    def seccion(self, clave: str) -> Seccion:
        """The section ``clave``; an empty one when the cargo has none."""
        return next((s for s in self.secciones if s.clave == clave), Seccion(clave))

    def ids(self) -> tuple[str, ...]:
        """Ids of items, then of competency rows, in the canonical order of the text."""
        return tuple(pieza.id for pieza in self._piezas())

    def _piezas(self) -> Iterator[Item | Competencia]:
        for seccion in self.secciones:
            yield from seccion.items
        yield from self.competencias


def nuevo_id() -> str:
    """An id no other item of the manual has, to the odds of 64 random bits."""
    return secrets.token_hex(8)


def a_datos(contenido: Contenido) -> dict[str, Any]:
    """The text as plain JSON values, without ids: what is hashed and stored."""
    return {
        "encabezado": dict(contenido.encabezado),
        "secciones": [
            {
                "clave": s.clave,
                "items": [
                    {"texto": i.texto, "forma": i.forma.value, "notas": list(i.notas)}
                    for i in s.items
                ],
            }
            for s in contenido.secciones
        ],
        "competencias": [
            {
                "tipo": c.tipo,
                "competencia": c.competencia,
                "grado": c.grado,
                "concepto": c.concepto,
            }
            for c in contenido.competencias
        ],
        "notas": [{"marca": n.marca, "texto": n.texto} for n in contenido.notas],
    }


def desde_datos(datos: Mapping[str, Any], ids: Sequence[str] | None = None) -> Contenido:
    """Rebuild a Contenido from :func:`a_datos` and the ids kept with its version.

    Without ``ids`` the pieces are named by position (``i1``, ``i2``…).
    Raises ValueError when the number of ids is not the number of pieces.
    """
    siguiente = iter(ids) if ids is not None else (f"i{n}" for n in _desde_uno())
    secciones = tuple(
        Seccion(
            s["clave"],
            tuple(
                Item(_tomar(siguiente), i["texto"], Forma(i["forma"]), tuple(i["notas"]))
                for i in s["items"]
            ),
        )
        for s in datos["secciones"]
    )
    competencias = tuple(
        Competencia(_tomar(siguiente), c["tipo"], c["competencia"], c["grado"], c["concepto"])
        for c in datos["competencias"]
    )
    if ids is not None and next(siguiente, None) is not None:
        raise ValueError("más ids que ítems")
    return Contenido(
        tuple(sorted((str(k), str(v)) for k, v in datos["encabezado"].items())),
        secciones,
        competencias,
        tuple(Nota(n["marca"], n["texto"]) for n in datos["notas"]),
    )


def canonico(contenido: Contenido) -> bytes:
    """Canonical JSON (RFC 8785) of the text and its structure, without ids."""
    return canonizar(a_datos(contenido))


def leer_canonico(texto: str, ids: Sequence[str] | None = None) -> Contenido:
    """The inverse of :func:`canonico`, given the ids kept with the version."""
    return desde_datos(json.loads(texto), ids)


def hash_de(contenido: Contenido) -> str:
    """SHA-256 of the canonical text, 64 hexadecimal digits: the contenido's name."""
    return hashlib.sha256(canonico(contenido)).hexdigest()


def hash_de_canonico(texto: str) -> str:
    """The same, of a text that :func:`canonico` wrote: it is not written again to be named."""
    return hashlib.sha256(texto.encode()).hexdigest()


def encabezado(
    campos: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    """Header fields in the one order a Contenido keeps them (by key)."""
    return tuple(sorted(dict(campos).items()))


def con_campos(contenido: Contenido, **campos: str) -> Contenido:
    """The same text with some header fields replaced."""
    return replace(contenido, encabezado=encabezado({**dict(contenido.encabezado), **campos}))


def con_ids_nuevos(contenido: Contenido) -> Contenido:
    """The same text for another cargo: its items and rows have ids of their own."""
    return replace(
        contenido,
        secciones=tuple(
            replace(s, items=tuple(replace(i, id=nuevo_id()) for i in s.items))
            for s in contenido.secciones
        ),
        competencias=tuple(replace(c, id=nuevo_id()) for c in contenido.competencias),
    )


def _tomar(ids: Iterator[str]) -> str:
    try:
        return next(ids)
    except StopIteration:
        raise ValueError("menos ids que ítems") from None


def _desde_uno() -> Iterator[int]:
    n = 0
    while True:
        n += 1
        yield n
