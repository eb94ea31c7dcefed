"""The form that says whose class follows: rows of labels and values, the name among them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflows.formatos.modelo import Formato
from workflows.lectura.continuidad import pendiente
from workflows.lectura.notas import en_linea
from workflows.lectura.renglones import Renglon
from workflows.lectura.rotulos import Que, Rotulador
from workflows.lectura.titulos import Titulos

_RENGLONES = 30  #: lines of a form, blank ones aside, at most
_HUECO = 3  #: blank lines between two rows of a form, at most
_ANCHO = 120  #: letters of a row
_NUMERAL = re.compile(r"(?:\d{1,2}\.)*\d{1,2}[.)\-–]{0,2}\s+")
_OTRO = re.compile(r"[^\W\d_][^:\t|]{1,45}:\s*\S.*")
#: What forms write over their rows.
_ANTESALA = re.compile(
    r"(?:[\dIVX.]+[.)\-–]*\s+)?"
    r"(?:(?:datos de )?(?:la )?identificaci[oó]n(?: y ubicaci[oó]n)?|datos(?: generales)?"
    r"|informaci[oó]n(?: (?:general|b[aá]sica))?)"
    r"(?: del? (?:la )?(?:puesto|cargo|clase|trabajo|empleo|plaza))?\s*:?",
    re.IGNORECASE,
)


def es_antesala(texto: str) -> bool:
    """Whether ``texto`` is what forms write over their rows: ``I. Identificación del puesto``."""
    return _ANTESALA.fullmatch(texto) is not None


class Rotulos:
    """Which field of the title a line labels."""

    def __init__(self, formato: Formato, rotulador: Rotulador) -> None:
        self.rotulador = rotulador
        self.principal = next((c.clave for c in formato.campos if not c.patron), "")

    def campos(self, r: Renglon) -> set[str]:
        """The claves of the fields that ``r`` labels."""
        return {
            p.clave
            for celda in self.rotulador.emparejadas([(c,) for c in r.llenas])
            for texto in celda
            for p in self.rotulador.piezas(en_linea(self.sin_numeral(texto)))
            if p.que in (Que.CAMPO, Que.ROTULO)
        }

    def sin_numeral(self, texto: str) -> str:
        """A label without the number of its place (``1.2 Código: A-3``); any other as it is."""
        hallada = _NUMERAL.match(texto)
        if hallada is None:
            return texto
        resto = texto[hallada.end() :]
        piezas = self.rotulador.piezas(resto)
        return resto if piezas and piezas[0].que in (Que.CAMPO, Que.ROTULO) else texto

    def pide(self, r: Renglon) -> int:
        """How many values the row under ``r`` must have: its labels have none beside them."""
        celdas = self.rotulador.emparejadas([(c,) for c in r.llenas])
        if rotulos := self.rotulador.rotulos_de(celdas):
            return len(rotulos)
        piezas = [p for c in celdas for t in c for p in self.rotulador.piezas(self.sin_numeral(t))]
        ultima = piezas[-1] if piezas else None
        if ultima is None or ultima.que not in (Que.CAMPO, Que.ROTULO):
            return 0
        return int(ultima.que is Que.ROTULO or not ultima.texto)

    def es_otro(self, r: Renglon) -> bool:
        """Whether ``r`` is a label nobody asked for, with its value: ``Nivel: Profesional``."""
        if r.regla or len(r.limpio) > _ANCHO or r.limpio[:1].islower() or self.campos(r):
            return False
        if len(r.llenas) == 2 and ("\t" in r.crudo or "|" in r.crudo):
            return len(r.llenas[0]) <= 50 and r.llenas[0][0].isalpha()
        return len(r.llenas) == 1 and _OTRO.fullmatch(r.limpio) is not None


class Fichas:
    """Finds the forms of one document."""

    def __init__(self, lineas: Sequence[Renglon], rotulos: Rotulos, titulos: Titulos) -> None:
        self.lineas, self.rotulos, self.titulos = lineas, rotulos, titulos

    def fin(self, i: int) -> int:
        """The line after the form that begins at line ``i``; 0 when none does.

        It begins with one of the formato's labels, or with what is written over them, and the
        name of the class is among its rows.
        """
        if not (self._antesala(self.lineas[i]) or self._campos(self.lineas[i])):
            return 0
        fin, huecos, suyas, pide = i, 0, 0, 0
        vistos: set[str] = set()
        for n in range(i, len(self.lineas)):
            r = self.lineas[n]
            if r.blanco or (r.regla and "|" in r.crudo):
                huecos += 1
                if huecos > _HUECO:
                    break
                continue
            campos = self._campos(r)
            seguida = fin == n > i and self._nombre_largo(n)
            if not (self._cabe(r, n == i, campos, vistos, pide) or seguida):
                break
            vistos |= campos
            fin, huecos, suyas = n + 1, 0, suyas + 1
            pide = self.rotulos.pide(r) if campos else 0
            if suyas > _RENGLONES:
                break
        return fin if self.rotulos.principal in vistos else 0

    def _cabe(
        self, r: Renglon, primera: bool, campos: set[str], vistos: set[str], pide: int
    ) -> bool:
        if r.colocado or r.regla or self.titulos.reconocer(r) is not None:
            return False
        if campos:
            return not campos & vistos
        if pide and len(r.llenas) == pide and len(r.limpio) <= _ANCHO:
            return True
        return self._antesala(r) if primera else self.rotulos.es_otro(r)

    def _nombre_largo(self, n: int) -> bool:
        """Whether line ``n`` is the rest of the name labelled on the line above."""
        arriba, r = self.lineas[n - 1], self.lineas[n]
        if self.rotulos.principal not in self._campos(arriba) or len(r.llenas) != 1:
            return False
        if len(r.limpio) > _ANCHO or r.limpio[-1] in ".;,:" or not r.limpio[0].isalpha():
            return False
        if pendiente(arriba.limpio):
            return True
        siguiente = next((x for x in self.lineas[n + 1 : n + 1 + _HUECO] if not x.blanco), None)
        return siguiente is not None and (
            self.titulos.reconocer(siguiente) is not None or bool(self._campos(siguiente))
        )

    def _campos(self, r: Renglon) -> set[str]:
        if r.blanco or r.regla or len(r.limpio) > 2 * _ANCHO:
            return set()
        return self.rotulos.campos(r)

    def _antesala(self, r: Renglon) -> bool:
        return len(r.limpio) <= _ANCHO and es_antesala(r.limpio)
