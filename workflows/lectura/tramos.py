"""The stretches a document of class specifications is made of: headings, forms, pages, text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workflows.lectura.continuidad import termina
from workflows.lectura.ficha import Fichas
from workflows.lectura.firma_final import LectorFirma
from workflows.lectura.orlas import membretes, sobre_fichas
from workflows.lectura.renglones import Renglon
from workflows.lectura.rotulos import Que, Rotulador
from workflows.lectura.titulos import Titulos

NUMERO_SUELTO = re.compile(r"[-–—]?\s*(\d{1,3})\s*[-–—]?")
_CABEZA = 4  #: lines of the header of a page, at most
_LARGO = 60  #: letters; a longer line is no part of a title that follows it


@dataclass(frozen=True, slots=True)
class Tramo:
    """Lines ini..fin (fin excluded): a heading, a form that says whose class it is, a signature
    label, a page line, text, or a line a person placed in the body."""

    que: str
    ini: int
    fin: int
    clave: str = ""


class Cortador:
    """Cuts the lines of one document into stretches."""

    def __init__(
        self,
        lineas: Sequence[Renglon],
        titulos: Titulos,
        rotulador: Rotulador,
        fichas: Fichas,
        firma: LectorFirma,
    ) -> None:
        self.lineas, self.titulos, self.rotulador = lineas, titulos, rotulador
        self.fichas, self.firma = fichas, firma
        cortes = [i for i, r in enumerate(lineas) if r.corta]
        paginas = [i for i, r in enumerate(lineas) if not r.blanco and self._es_pagina(i, r)]
        escritas = [i for i, r in enumerate(lineas) if not r.blanco][:_CABEZA]
        if paginas and escritas and paginas[0] > escritas[-1]:
            paginas.insert(0, -1)  # they are counted at the foot: the text begins a page
        self.membretes = membretes(lineas, cortes or paginas)
        self.fin_de: dict[int, int] = {}  #: line where a form begins → the line after it
        i = 0
        while i < len(lineas):
            fin = self._fin(i)
            if fin:
                self.fin_de[i] = fin
            i = fin or i + 1
        self.membretes |= sobre_fichas(lineas, list(self.fin_de))

    def _fin(self, i: int) -> int:
        if i in self.membretes or self._que(i, self.lineas[i])[0] != "texto":
            return 0
        return self.fichas.fin(i)

    def cortar(self) -> list[Tramo]:
        """Every stretch, in order; blank lines are of none unless a form has them inside."""
        tramos: list[Tramo] = []
        i = 0
        while i < len(self.lineas):
            que, clave = self._que(i, self.lineas[i])
            fin = self.fin_de.get(i, 0)
            if fin:
                tramos.append(Tramo("ficha", i, fin))
            elif que and self._pegado(tramos, que, i):
                tramos[-1] = Tramo("texto", tramos[-1].ini, i + 1)
            elif que:
                tramos.append(Tramo(que, i, i + 1, clave))
            i = fin or i + 1
        return tramos

    def _pegado(self, tramos: Sequence[Tramo], que: str, i: int) -> bool:
        """Whether line ``i`` goes on with the text above: a title set apart after it does not."""
        if not tramos or not tramos[-1].que == "texto" == que or tramos[-1].fin != i:
            return False
        previa, r = self.lineas[i - 1], self.lineas[i]
        ajena = termina(previa.limpio) or len(previa.limpio) > _LARGO
        return previa.destacado or not r.destacado or not ajena

    def _que(self, i: int, r: Renglon) -> tuple[str, str]:
        if r.blanco:
            return "", ""
        if r.colocado:
            return "dicho", ""
        if r.regla:
            return "regla", ""
        if i in self.membretes or self._es_pagina(i, r):
            return "pagina", ""
        titular = self.titulos.reconocer(r)
        if titular is not None and not (titular.debil and titular.resto):
            return "titulo", titular.clave
        return ("firma", "") if self.firma.abre(r) else ("texto", "")

    def _es_pagina(self, i: int, r: Renglon) -> bool:
        if len(r.limpio) > 160:
            return False
        if NUMERO_SUELTO.fullmatch(r.limpio):
            vecinas = (*self.lineas[max(i - 1, 0) : i], *self.lineas[i + 1 : i + 2])
            return all(v.blanco for v in vecinas)
        piezas = [p for c in r.llenas for p in self.rotulador.piezas(c)]
        return any(p.que is Que.PAGINA for p in piezas)
