"""The tree of tags of a PDF: what each piece is, and its words in reading order."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from workflows.lectura.pdf.letras import Marca

_HONDO = 60  #: levels; a tree that is deeper is damaged
_MAXIMO = 1_000_000  #: tags; a manual of five hundred cargos has some three hundred thousand
_CELDA = 50  #: columns or rows a cell takes, at most


@dataclass(slots=True)
class Elemento:
    """A tag: ``tipo`` is the standard one its document means by it; ``hijos`` in order."""

    tipo: str
    hijos: list[Elemento | Marca] = field(default_factory=list)
    ancho: int = 1  #: columns a cell takes
    alto: int = 1  #: rows a cell takes
    alzado: bool = False  #: stands above the line

    def elementos(self) -> Iterator[Elemento]:
        """Its tags, without the marks."""
        yield from (h for h in self.hijos if isinstance(h, Elemento))


def leer_arbol(datos: bytes) -> Elemento | None:
    """The tree of a tagged PDF; None when it has none."""
    with pikepdf.open(io.BytesIO(datos)) as pdf:
        raiz = pdf.Root.get("/StructTreeRoot")
        if raiz is None:
            return None
        paginas = {pagina.obj.objgen: n for n, pagina in enumerate(pdf.pages, 1)}
        papeles = {str(k): str(v) for k, v in raiz.get("/RoleMap", {}).items()}
        arbol = Elemento("Document")
        _Lector(paginas, papeles).hijos(raiz, arbol, 0, 0)
        return arbol


class _Lector:
    """Goes down the tree. A tag that hangs from two places, or from itself, is read once: in a
    file made to hurt, a few of them are more than any machine can count."""

    def __init__(self, paginas: Mapping[tuple[int, int], int], papeles: Mapping[str, str]) -> None:
        self._paginas, self._papeles = paginas, papeles
        self._vistos: set[tuple[int, int]] = set()
        self._cuantos = 0

    def hijos(self, nodo: Any, suyo: Elemento, pagina: int, hondo: int) -> None:
        """What hangs from a tag. ``pagina`` is the one it is said to be on, 0 for none."""
        contenido = nodo.get("/K")
        for hijo in contenido if isinstance(contenido, pikepdf.Array) else [contenido]:
            if isinstance(hijo, int):
                suyo.hijos.append((pagina, hijo))
            elif isinstance(hijo, pikepdf.Dictionary):
                donde = _pagina(hijo, pagina, self._paginas)
                if "/MCID" in hijo:
                    suyo.hijos.append((donde, int(hijo.MCID)))
                elif "/S" in hijo and self._es_nuevo(hijo) and hondo <= _HONDO:
                    propio = str(hijo.S)
                    elemento = Elemento(self._papeles.get(propio, propio).removeprefix("/"))
                    _atributos(hijo.get("/A"), elemento)
                    suyo.hijos.append(elemento)
                    self.hijos(hijo, elemento, donde, hondo + 1)

    def _es_nuevo(self, nodo: Any) -> bool:
        self._cuantos += 1
        if self._cuantos > _MAXIMO:
            raise MemoryError
        antes = len(self._vistos)
        if nodo.is_indirect:
            self._vistos.add(nodo.objgen)
        return not nodo.is_indirect or len(self._vistos) > antes


def _pagina(nodo: Any, pagina: int, paginas: Mapping[tuple[int, int], int]) -> int:
    suya = nodo.get("/Pg")
    return paginas.get(suya.objgen, pagina) if suya is not None else pagina


def _atributos(dichos: Any, elemento: Elemento) -> None:
    for grupo in dichos if isinstance(dichos, pikepdf.Array) else [dichos]:
        if isinstance(grupo, pikepdf.Dictionary):
            elemento.ancho = min(int(grupo.get("/ColSpan", elemento.ancho)), _CELDA)
            elemento.alto = min(int(grupo.get("/RowSpan", elemento.alto)), _CELDA)
            elemento.alzado = elemento.alzado or float(grupo.get("/BaselineShift", 0)) > 0
