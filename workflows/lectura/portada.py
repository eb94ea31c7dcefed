"""The title block of a class specification: its title, its code, and the letterhead above."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from workflows.formatos.modelo import Formato
from workflows.lectura.fechas import es_fecha
from workflows.lectura.ficha import Rotulos, es_antesala
from workflows.lectura.listas import marca
from workflows.lectura.notas import en_linea
from workflows.lectura.plegado import compacto, en_mayusculas
from workflows.lectura.renglones import Renglon
from workflows.lectura.rotulos import Pieza, Que

_LARGO, _PALABRAS, _RENGLONES = 120, 14, 6
_GUION = re.compile(r"\s*([-–])\s*")
_ANIO = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Titulo:
    """What a run of lines says if it is a title block."""

    campos: dict[str, str] = field(default_factory=dict)
    palabras: list[str] = field(default_factory=list)
    ajenas: list[int] = field(default_factory=list)  #: rows of a form that are of no field
    sobrantes: list[tuple[int, str]] = field(default_factory=list)  #: values of nothing, by line
    destacado: bool = False
    codigo: bool = False
    ficha: bool = False  #: it is a form of labels, the name among them

    @property
    def texto(self) -> str:
        """The title, its lines joined by one space."""
        return " ".join(self.palabras)


class LectorTitulo:
    """Reads runs of lines as title blocks, for one formato."""

    def __init__(self, formato: Formato, rotulos: Rotulos) -> None:
        self.rotulos, self.rotulador = rotulos, rotulos.rotulador
        self.principal = rotulos.principal
        self._codigos = [
            (c.clave, re.compile(rf"(?<![\w-])(?:{c.patron})(?![\w-])"))
            for c in formato.campos
            if c.patron
        ]

    def leer(self, run: Sequence[Renglon]) -> Titulo | None:
        """The title block ``run`` is, or None when a line of it could not be in one."""
        if len(run) > _RENGLONES or not all(self._cabe(r) for r in run):
            return None
        if sum(":" in r.limpio and self.rotulos.es_otro(r) for r in run) > 1:
            return None  # rows of a form whose name has a label that nobody knows
        titulo = Titulo(destacado=any(r.destacado for r in run))
        pide = ""
        for r in run:
            suelto = partial(self._suelto, titulo, r)
            for celda in self.rotulador.emparejadas([(c,) for c in r.llenas]):
                for texto in celda:
                    pide = self._celda(titulo, texto, pide, suelto)
        self._nombrar(titulo)
        titulo.codigo = any(c in titulo.campos for c, _ in self._codigos)
        return titulo if titulo.campos else None

    def leer_ficha(self, filas: Sequence[Renglon]) -> Titulo | None:
        """The title block a form is, by its labels; None when it names nobody."""
        titulo = Titulo(destacado=any(r.destacado for r in filas), ficha=True)
        pide: list[str] = []
        for r in filas:
            if r.blanco or r.regla:
                continue
            celdas = self.rotulador.emparejadas([(c,) for c in r.llenas])
            rotulos = self.rotulador.rotulos_de(celdas)
            if rotulos:
                pide = [p.clave for celda in rotulos for p in celda]
            elif len(celdas) == len(pide) and not self.rotulos.campos(r):
                for clave, celda in zip(pide, celdas, strict=True):
                    self._poner(titulo, clave, self._en_linea(" ".join(celda)))
                pide = []
            elif not self.rotulos.campos(r) and not self._sigue(titulo, r):
                titulo.ajenas.append(r.numero)
            else:
                pide = self._fila(titulo, celdas, r)
        self._nombrar(titulo)
        titulo.codigo = any(c in titulo.campos for c, _ in self._codigos)
        return titulo if titulo.campos.get(self.principal) else None

    def _sigue(self, titulo: Titulo, r: Renglon) -> bool:
        """Whether ``r`` is the rest of the name above it."""
        return bool(titulo.campos.get(self.principal)) and not self.rotulos.es_otro(r)

    def _fila(self, titulo: Titulo, celdas: Sequence[Sequence[str]], r: Renglon) -> list[str]:
        """Take a row of a form; returns the label whose value must be on the next one."""

        def suelto(pieza: Pieza) -> None:
            valor = " ".join(pieza.texto.split())
            if len(celdas) == 1 and pieza.que is Que.VALOR and not self.rotulos.campos(r):
                titulo.palabras.append(valor)
            else:
                titulo.sobrantes.append((r.numero, valor))

        pide = ""
        for texto in (t for celda in celdas for t in celda):
            pide = self._celda(titulo, texto, pide, suelto)
        return [pide] if pide else []

    def _nombrar(self, titulo: Titulo) -> None:
        if self.principal and titulo.palabras:
            dicho = titulo.campos.get(self.principal, "")
            titulo.campos[self.principal] = f"{dicho} {titulo.texto}".strip()

    def _en_linea(self, texto: str) -> str:
        return en_linea(self.rotulos.sin_numeral(texto))

    def _cabe(self, r: Renglon) -> bool:
        texto = self.rotulos.sin_numeral(" ".join(r.llenas))
        if r.regla or len(texto) > _LARGO or len(texto.split()) > _PALABRAS or es_fecha(texto):
            return False
        if self.rotulador.es_banda(texto):
            return True
        if es_antesala(texto):
            return True
        if marca(texto) is not None or texto[-1:] in tuple(".;,:") or not texto:
            return False
        return r.destacado or texto[0].isupper() or texto[0].isdigit() or texto[0] == "("

    def _celda(self, titulo: Titulo, celda: str, pide: str, suelto: Callable[[Pieza], None]) -> str:
        """Take the words of a cell, those of no field to ``suelto``; returns the label that still
        asks for its value, ``pide`` being the one that did."""
        for pieza in self.rotulador.piezas(self._en_linea(celda)):
            valor = " ".join(pieza.texto.split())
            if pieza.que is Que.ROTULO or (pieza.que is Que.CAMPO and not valor):
                pide = pieza.clave
            elif pieza.que is Que.CAMPO:
                self._poner(titulo, pieza.clave, valor)
            elif pide and pieza.que is Que.VALOR:
                self._poner(titulo, pide, valor)
                pide = ""
            elif pieza.que is not Que.BANDA:
                suelto(pieza)
        return pide

    def _poner(self, titulo: Titulo, clave: str, texto: str) -> None:
        """Set a labelled field; a second, different value stays in sight, in the title."""
        compuesto = _GUION.sub(r"\1", texto) if any(c == clave for c, _ in self._codigos) else texto
        if titulo.campos.setdefault(clave, compuesto) != compuesto:
            titulo.palabras.append(texto)

    def _suelto(self, titulo: Titulo, r: Renglon, pieza: Pieza) -> None:
        """Words of a title, with the code before them, after them, or alone."""
        texto = pieza.texto
        for clave, patron in self._codigos:
            for m in patron.finditer(texto):
                antes, despues = texto[: m.start()], texto[m.end() :]
                antes, despues = antes.strip(" (-–—\t"), despues.strip(" ).-–—\t")
                sola = not antes and not despues
                numero = m[0].isdigit()
                dudoso = numero and not sola and (_ANIO.fullmatch(m[0]) or not r.destacado)
                if (antes and despues) or clave in titulo.campos or dudoso:
                    continue
                titulo.campos[clave] = _GUION.sub(r"\1", m[0])
                texto = antes or despues
                break
        if texto.strip():
            titulo.palabras.append(texto.strip())

    def repite(self, run: Sequence[Renglon], campos: dict[str, str]) -> bool:
        """Whether ``run`` is the running head of the cargo these fields belong to."""
        propio = compacto(campos.get(self.principal, ""))
        if not propio or len(run) > _RENGLONES:
            return False
        otro = self.leer(run)
        if otro is None or not en_mayusculas(otro.texto or "ABC"):
            return False
        dicho = compacto(otro.campos.get(self.principal, ""))
        codigos = all(
            compacto(campos.get(c, "")) == compacto(v)
            for c, v in otro.campos.items()
            if c != self.principal
        )
        return codigos and (dicho == propio or (not dicho and otro.codigo))
