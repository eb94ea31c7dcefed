"""Headings nobody knows, told by the form of the headings of their own document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from workflows.lectura.continuidad import Salto, pendiente, sigue, termina
from workflows.lectura.listas import marca
from workflows.lectura.renglones import Renglon
from workflows.lectura.titulos import Titular, Titulos

_LARGO, _PALABRAS = 60, 7
_FILAS = 2  #: headings in the first cell of their row that make a form of it
_MINIMO = 3  #: headings of one form, and most of all, that make it the form of the document
_ROTULO = re.compile(r"([^\W\d_][^:.;|\t]{2,60}):(?:\s+(\S.*))?", re.DOTALL)
#: What announces a list is no heading, though it ends as one.
_ANUNCIA = re.compile(r"\b(?:siguientes?|como|son|est[aá]n|incluyen?|para|que)$", re.IGNORECASE)


class Formas:
    """The forms of the headings of one body."""

    def __init__(self, lineas: Sequence[Renglon | None], titulos: Titulos) -> None:
        hallados = [
            (r, t)
            for r in lineas
            if r is not None and not r.blanco and (t := titulos.reconocer(r)) is not None
        ]
        mitad = len(hallados) / 2

        def manda(n: int) -> bool:
            return (n >= _MINIMO and n > mitad) or n == len(hallados) > 1

        claras = {r.numero for r, t in hallados if r.destacado and not t.resto}
        #: Whether they follow the text with no blank line between.
        self._apretados = manda(
            sum(
                b is not None and b.numero in claras and a is not None and not a.blanco
                for a, b in pairwise(lineas)
            )
        )
        self._en_filas = sum(_en_fila(r, t) for r, t in hallados) >= _FILAS
        llanos = [(r, t) for r, t in hallados if not (r.destacado or _en_fila(r, t))]
        self._con_dos_puntos = manda(sum(r.limpio.endswith(":") for r, _ in llanos))
        self._con_texto = manda(sum(bool(t.resto) for _, t in llanos))
        self._llanos = manda(sum(t.debil and not t.resto for _, t in llanos))

    def aparte(self, r: Renglon, cola: str | None, salto: Salto) -> bool:
        """Whether ``r``, set apart as headings are, stands where one would.

        ``cola`` is the end of the open item, None when there is none.
        """
        if r.nivel or cola is None or r.resaltado:
            return True
        if salto is Salto.NINGUNO:
            return self._apretados and len(r.limpio.split()) > 1 and not pendiente(cola)
        return not sigue(cola, r.limpio, salto, listado=False)

    def es_titulo(self, r: Renglon, cola: str | None, salto: Salto) -> bool:
        """Whether ``r``, which is the heading of no section, has the form of those that are, and
        stands where one would.
        """
        if r.destacado or marca(r.limpio) is not None or not self._tiene_forma(r):
            return False
        if cola is None or len(r.llenas) > 1 or termina(cola):
            return True
        return salto is not Salto.NINGUNO and not pendiente(cola)

    def _tiene_forma(self, r: Renglon) -> bool:
        if len(r.llenas) == 2 and ("\t" in r.crudo or "|" in r.crudo):
            cabeza, texto = r.llenas
            return self._en_filas and _corta(cabeza) and " " in texto
        hallado = _ROTULO.fullmatch(r.limpio) if len(r.llenas) == 1 else None
        if hallado is None or not _corta(hallado[1]) or _ANUNCIA.search(hallado[1]):
            return False
        return self._con_texto if hallado[2] else self._con_dos_puntos

    def parece_titulo(self, r: Renglon) -> bool:
        """Whether ``r`` could be one more of the headings that only stand alone on their line."""
        texto = r.limpio
        return self._llanos and len(r.llenas) == 1 and _corta(texto) and texto[-1].isalpha()


def _en_fila(r: Renglon, t: Titular) -> bool:
    return bool(t.resto) and len(r.llenas) == 2 and ("\t" in r.crudo or "|" in r.crudo)


def _corta(texto: str) -> bool:
    return len(texto) <= _LARGO and len(texto.split()) <= _PALABRAS and texto[0].isupper()
