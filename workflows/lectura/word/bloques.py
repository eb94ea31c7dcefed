"""The body of a Word document as paragraphs and tables, its tracked changes accepted.

Or rejected: ``Vista.RECHAZAR`` reads what there was before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
Elemento = Any


class Vista(StrEnum):
    """Which of the texts that a document with tracked changes holds."""

    ACEPTAR = "aceptar"  #: as if every change had been accepted
    RECHAZAR = "rechazar"  #: as if every change had been rejected


@dataclass(frozen=True, slots=True)
class Corrida:
    """Words in one way of writing. ``nota`` is the id of a footnote they cite, or ""."""

    texto: str
    estilo: str = ""
    alzada: bool = False
    negrita: bool = False
    nota: str = ""


@dataclass(slots=True)
class Parrafo:
    """A paragraph. ``lista`` is (numId, level) as written on it, or None."""

    estilo: str = ""
    lista: tuple[str, int] | None = None
    nivel: int | None = None  #: outline level written on it, from 0
    corridas: list[Corrida] = field(default_factory=list)
    marcas: list[str] = field(default_factory=list)
    centrado: bool = False
    salta: bool = False  #: a page begins in it, or before it

    @property
    def texto(self) -> str:
        """All its words."""
        return "".join(c.texto for c in self.corridas)


@dataclass(frozen=True, slots=True)
class Celda:
    """A cell. ``sigue`` says it continues the one above it; ``abarca`` counts its columns."""

    parrafos: tuple[Parrafo, ...]
    sigue: bool = False
    abarca: int = 1

    @property
    def texto(self) -> str:
        """Its paragraphs, a line each."""
        return "\n".join(p.texto for p in self.parrafos)


@dataclass(frozen=True, slots=True)
class Tabla:
    """Rows of cells."""

    filas: tuple[tuple[Celda, ...], ...]


Bloque = Parrafo | Tabla

_ENTRA = {Vista.ACEPTAR: (f"{W}ins", f"{W}moveTo"), Vista.RECHAZAR: (f"{W}del", f"{W}moveFrom")}
_SALE = {Vista.ACEPTAR: _ENTRA[Vista.RECHAZAR], Vista.RECHAZAR: _ENTRA[Vista.ACEPTAR]}
_ENVUELVEN = {f"{W}{n}" for n in ("hyperlink", "smartTag", "sdtContent", "fldSimple", "customXml")}
#: An equation, and a run of letters in it.
_FORMULAS = {f"{M}oMath", f"{M}oMathPara"}
_ALTERNATIVA = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def bloques_de(cuerpo: Iterable[Elemento], vista: Vista = Vista.ACEPTAR) -> list[Bloque]:
    """The blocks of a body, a cell, a header or a note, in order.

    A paragraph whose end was deleted melts into the next one, as Word does it.
    """
    hechos: list[Bloque] = []
    abierto: Parrafo | None = None
    for hijo in _hijos(cuerpo, vista):
        if hijo.tag == f"{W}p":
            parrafo = _parrafo(hijo, vista)
            if abierto is not None:
                parrafo.corridas = abierto.corridas + parrafo.corridas
                parrafo.marcas = abierto.marcas + parrafo.marcas
                abierto = None
            if _sin_fin(hijo, vista):
                abierto = parrafo
            else:
                hechos.append(parrafo)
            hechos.extend(_cuadros(hijo, vista))
        elif hijo.tag == f"{W}tbl":
            if abierto is not None and abierto.texto:
                hechos.append(abierto)
            abierto = None
            tabla = _tabla(hijo, vista)
            if tabla.filas:
                hechos.append(tabla)
    if abierto is not None and abierto.texto:
        hechos.append(abierto)
    return hechos


def _hijos(elemento: Iterable[Elemento], vista: Vista) -> Iterator[Elemento]:
    """Its blocks, those inside controls and tracked wrappers included."""
    for hijo in elemento:
        if hijo.tag in _SALE[vista]:
            continue
        if hijo.tag == f"{W}sdt":
            contenido = hijo.find(f"{W}sdtContent")
            if contenido is not None:
                yield from _hijos(contenido, vista)
        elif hijo.tag in _ENVUELVEN or hijo.tag in _ENTRA[vista]:
            yield from _hijos(hijo, vista)
        else:
            yield hijo


def _parrafo(p: Elemento, vista: Vista) -> Parrafo:
    propiedades = p.find(f"{W}pPr")
    hecho = Parrafo()
    if propiedades is not None:
        hecho.estilo = _valor(propiedades, "pStyle")
        num = propiedades.find(f"{W}numPr")
        if num is not None:
            hecho.lista = (_valor(num, "numId"), _entero(_valor(num, "ilvl")))
        if nivel := _valor(propiedades, "outlineLvl"):
            hecho.nivel = _entero(nivel)
        hecho.centrado = _valor(propiedades, "jc") == "center"
        hecho.salta = propiedades.find(f"{W}pageBreakBefore") is not None
    campos = _Campos()
    _corridas(p, vista, hecho, campos)
    return hecho


class _Campos:
    """Inside a complex field, its instruction is skipped and what it shows is kept."""

    def __init__(self) -> None:
        self.pila: list[bool] = []

    def ver(self, tipo: str) -> None:
        """Begin, separate or end."""
        if tipo == "begin":
            self.pila.append(True)
        elif tipo == "separate" and self.pila:
            self.pila[-1] = False
        elif tipo == "end" and self.pila:
            self.pila.pop()

    @property
    def callado(self) -> bool:
        """Whether what comes is an instruction."""
        return any(self.pila)


def _corridas(elemento: Elemento, vista: Vista, hecho: Parrafo, campos: _Campos) -> None:
    for hijo in elemento:
        if hijo.tag in _SALE[vista] or hijo.tag == f"{W}pPr":
            continue
        if hijo.tag == f"{W}r":
            _corrida(hijo, vista, hecho, campos)
        elif hijo.tag in _FORMULAS:
            hecho.corridas.append(Corrida("".join(t.text or "" for t in hijo.iter(f"{M}t"))))
        elif hijo.tag == f"{W}bookmarkStart":
            hecho.marcas.append(hijo.get(f"{W}name", ""))
            hecho.corridas.append(Corrida("", nota=f"#{hijo.get(f'{W}name', '')}"))
        elif hijo.tag == f"{W}sdt":
            contenido = hijo.find(f"{W}sdtContent")
            if contenido is not None:
                _corridas(contenido, vista, hecho, campos)
        elif hijo.tag in _ENVUELVEN or hijo.tag in _ENTRA[vista]:
            _corridas(hijo, vista, hecho, campos)


def _corrida(r: Elemento, vista: Vista, hecho: Parrafo, campos: _Campos) -> None:
    propiedades = r.find(f"{W}rPr")
    estilo, alzada, negrita = "", False, False
    if propiedades is not None:
        if esta_oculta(r):
            return
        estilo = _valor(propiedades, "rStyle")
        alzada = _valor(propiedades, "vertAlign") == "superscript"
        negrita = _puesto(propiedades, "b")
    texto = []
    for hijo in r:
        if hijo.tag == f"{W}fldChar":
            campos.ver(hijo.get(f"{W}fldCharType", ""))
        elif campos.callado:
            continue
        elif hijo.tag in (f"{W}t", f"{W}delText"):
            texto.append(hijo.text or "")
        elif hijo.tag == f"{W}tab":
            texto.append("\t")
        elif hijo.tag in (f"{W}br", f"{W}cr"):
            if hijo.get(f"{W}type") == "page":
                hecho.salta = True
            elif hijo.get(f"{W}type") != "column":
                texto.append("\n")
        elif hijo.tag == f"{W}noBreakHyphen":
            texto.append("-")
        elif hijo.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            clase = "footnotes" if "footnote" in hijo.tag else "endnotes"
            hecho.corridas.append(Corrida("", nota=f"{clase}:{hijo.get(f'{W}id', '')}"))
        elif hijo.tag == f"{W}lastRenderedPageBreak":
            continue
    if texto:
        hecho.corridas.append(Corrida("".join(texto), estilo, alzada, negrita))


def _cuadros(p: Elemento, vista: Vista) -> Iterator[Bloque]:
    """What text boxes anchored in a paragraph say, once each."""
    for alternativa in p.iter(_ALTERNATIVA):
        for respaldo in list(alternativa)[1:]:
            alternativa.remove(respaldo)
    for cuadro in p.iter(f"{W}txbxContent"):
        yield from bloques_de(cuadro, vista)


def _tabla(tbl: Elemento, vista: Vista) -> Tabla:
    filas = []
    for tr in _hijos(tbl, vista):
        if tr.tag != f"{W}tr":
            continue
        propiedades = tr.find(f"{W}trPr")
        if propiedades is not None and any(propiedades.find(s) is not None for s in _SALE[vista]):
            continue
        filas.append(tuple(_celda(tc, vista) for tc in _hijos(tr, vista) if tc.tag == f"{W}tc"))
    return Tabla(tuple(f for f in filas if f))


def _celda(tc: Elemento, vista: Vista) -> Celda:
    propiedades = tc.find(f"{W}tcPr")
    sigue, abarca = False, 1
    if propiedades is not None:
        vertical = propiedades.find(f"{W}vMerge")
        sigue = vertical is not None and vertical.get(f"{W}val") != "restart"
        abarca = max(1, _entero(_valor(propiedades, "gridSpan")))
    return Celda(tuple(_sueltos(bloques_de(tc, vista))), sigue, abarca)


def _sueltos(bloques: Iterable[Bloque]) -> Iterator[Parrafo]:
    """The paragraphs of a cell; a table inside it gives those of its own cells."""
    for bloque in bloques:
        if isinstance(bloque, Parrafo):
            yield bloque
        else:
            for fila in bloque.filas:
                for celda in fila:
                    yield from celda.parrafos


def _sin_fin(p: Elemento, vista: Vista) -> bool:
    fin = p.find(f"{W}pPr/{W}rPr")
    return fin is not None and any(fin.find(s) is not None for s in _SALE[vista])


def esta_oculta(r: Elemento) -> bool:
    """Whether a run of words is hidden."""
    propiedades = r.find(f"{W}rPr")
    return propiedades is not None and _puesto(propiedades, "vanish")


def _puesto(propiedades: Elemento, nombre: str) -> bool:
    elemento = propiedades.find(f"{W}{nombre}")
    return elemento is not None and elemento.get(f"{W}val") not in ("0", "false", "none")


def _valor(propiedades: Elemento, nombre: str) -> str:
    elemento = propiedades.find(f"{W}{nombre}")
    return str(elemento.get(f"{W}val", "")) if elemento is not None else ""


def _entero(texto: str) -> int:
    return int(texto) if texto.isdecimal() and len(texto) < 6 else 0
