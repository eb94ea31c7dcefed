"""The tree of tags of a PDF: what each piece is, and its words in reading order."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from workflows.lectura.pdf.letras import Marca

_HONDO = 60  #: levels; a tree that is deeper is damaged


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
        _hijos(raiz, arbol, 0, paginas, papeles, 0)
        return arbol


def _hijos(
    nodo: Any,
    suyo: Elemento,
    pagina: int,
    paginas: Mapping[tuple[int, int], int],
    papeles: Mapping[str, str],
    hondo: int,
) -> None:
    if hondo > _HONDO:
        return
    contenido = nodo.get("/K")
    for hijo in contenido if isinstance(contenido, pikepdf.Array) else [contenido]:
        if isinstance(hijo, int):
            suyo.hijos.append((pagina, hijo))
        elif isinstance(hijo, pikepdf.Dictionary):
            donde = _pagina(hijo, pagina, paginas)
            if "/MCID" in hijo:
                suyo.hijos.append((donde, int(hijo.MCID)))
            elif "/S" in hijo:
                propio = str(hijo.S)
                elemento = Elemento(papeles.get(propio, propio).removeprefix("/"))
                _atributos(hijo.get("/A"), elemento)
                suyo.hijos.append(elemento)
                _hijos(hijo, elemento, donde, paginas, papeles, hondo + 1)


def _pagina(nodo: Any, pagina: int, paginas: Mapping[tuple[int, int], int]) -> int:
    suya = nodo.get("/Pg")
    return paginas.get(suya.objgen, pagina) if suya is not None else pagina


def _atributos(dichos: Any, elemento: Elemento) -> None:
    for grupo in dichos if isinstance(dichos, pikepdf.Array) else [dichos]:
        if isinstance(grupo, pikepdf.Dictionary):
            elemento.ancho = int(grupo.get("/ColSpan", elemento.ancho))
            elemento.alto = int(grupo.get("/RowSpan", elemento.alto))
            elemento.alzado = elemento.alzado or float(grupo.get("/BaselineShift", 0)) > 0
