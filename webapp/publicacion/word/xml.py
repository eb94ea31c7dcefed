"""The few shapes of WordprocessingML that the documents are made of (ECMA-376, part 1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Elemento = Any

_ILEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PARTES = re.compile(r"(\n|\t)")


def el(nombre: str, atributos: dict[str, str] | None = None, *hijos: Elemento) -> Elemento:
    """An element by its prefixed name (``w:p``), with prefixed attributes and children."""
    elemento = OxmlElement(nombre)
    for clave, valor in (atributos or {}).items():
        elemento.set(qn(clave), valor)
    elemento.extend(hijos)
    return elemento


def corrida(texto: str, estilo: str = "", *, tachada: bool = False) -> Elemento:
    """A run; line ends and tabs that somebody typed stay what they are."""
    r = el("w:r")
    if estilo:
        r.append(el("w:rPr", None, el("w:rStyle", {"w:val": estilo})))
    for parte in _PARTES.split(legal(texto)):
        if parte == "\n":
            r.append(el("w:br"))
        elif parte == "\t":
            r.append(el("w:tab"))
        elif parte:
            t = el("w:delText" if tachada else "w:t", {"xml:space": "preserve"})
            t.text = parte
            r.append(t)
    return r


def campo(instruccion: str, visto: str = "1") -> Elemento:
    """A field that Word keeps up to date, with what it shows until then."""
    return el("w:fldSimple", {"w:instr": instruccion}, corrida(visto))


def parrafo(estilo: str, hijos: Iterable[Elemento] = (), *propiedades: Elemento) -> Elemento:
    """A paragraph in a named style; ``propiedades`` in the order the schema asks."""
    pPr = el("w:pPr", None, el("w:pStyle", {"w:val": estilo}), *propiedades)
    return el("w:p", None, pPr, *hijos)


def celda(ancho: int, *parrafos: Elemento, propiedades: Iterable[Elemento] = ()) -> Elemento:
    """A cell ``ancho`` twentieths of a point wide."""
    tcPr = el("w:tcPr", None, el("w:tcW", {"w:w": str(ancho), "w:type": "dxa"}), *propiedades)
    return el("w:tc", None, tcPr, *parrafos)


def tabla(anchos: Iterable[int], *filas: Elemento, titulo: str = "") -> Elemento:
    """A table with lines and fixed widths; ``titulo`` is read to those who do not see it."""
    anchos = list(anchos)
    bordes = el("w:tblBorders", None, *(
        el(f"w:{lado}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "404040"})
        for lado in ("top", "left", "bottom", "right", "insideH", "insideV")
    ))  # fmt: skip
    propiedades = el(
        "w:tblPr",
        None,
        el("w:tblW", {"w:w": str(sum(anchos)), "w:type": "dxa"}),
        bordes,
        el("w:tblLayout", {"w:type": "fixed"}),
    )
    if titulo:
        propiedades.append(el("w:tblCaption", {"w:val": titulo}))
    rejilla = el("w:tblGrid", None, *(el("w:gridCol", {"w:w": str(a)}) for a in anchos))
    return el("w:tbl", None, propiedades, rejilla, *filas)


def legal(texto: str) -> str:
    """The text without what XML cannot carry."""
    return _ILEGAL.sub("\N{REPLACEMENT CHARACTER}", texto).replace("\r\n", "\n").replace("\r", "\n")
