"""Where a paragraph ends, as each document prints its own: by its wrapping and its lists."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from workflows.contenido import Forma
from workflows.lectura.adelante import siguientes_numeros
from workflows.lectura.continuidad import Salto, minuscula, pendiente, sigue, termina
from workflows.lectura.items import ItemLeido
from workflows.lectura.listas import letras, marca
from workflows.lectura.renglones import Renglon
from workflows.lectura.titulos import Titulos

_ENTERA = 160  #: letters; a line this long was not wrapped by anybody
_LLENA = 0.85  #: of the width; a line that leaves more room than this ended its paragraph
_SUELTAS = 3  #: lines in a row that nobody wrapped, for a body that wraps none
_LETRAS = 26
_UNIDO = "Este párrafo se unió al ítem {}: revíselo."


class Parrafos:
    """The paragraphs of one body."""

    def __init__(self, lineas: Sequence[Renglon | None], titulos: Titulos) -> None:
        self._siguiente = siguientes_numeros(lineas, titulos)
        textos = [r if r is not None and len(r.llenas) == 1 else None for r in lineas]
        pares = [
            (a, b) for a, b in pairwise(textos) if a is not None and b is not None and b.limpio
        ]
        suyas = [(a, b) for a, b in pares if not (_abre(b.limpio) or a.destacado or b.destacado)]
        envueltas = [len(a.limpio) for a, b in suyas if minuscula(b.limpio) or pendiente(a.limpio)]
        self._entera = any(r is not None and len(r.limpio) > _ENTERA for r in textos)
        self._ancho = median(envueltas) if envueltas else 0
        self._suelta = not envueltas and len(suyas) >= _SUELTAS

    def continua(
        self, i: int, r: Renglon, previo: ItemLeido, salto: Salto, *, en_filas: bool
    ) -> tuple[bool, str]:
        """Whether line ``i``, which has no list mark, goes on with the item above; and a remark.

        ``en_filas`` says that the line before was a row of cells.
        """
        if not previo.cola:
            return True, ""
        if salto is Salto.NINGUNO and en_filas and len(r.llenas) > 1:
            return minuscula(r.limpio), ""
        listado = previo.forma is not Forma.PARRAFO
        if salto is Salto.NINGUNO:
            return not self._acaba(previo.cola, r.limpio, listado=listado), ""
        if sigue(previo.cola, r.limpio, salto, listado=listado):
            return True, ""
        if salto is Salto.PAGINA and previo.valor and self._siguiente[i] == previo.valor + 1:
            return True, _UNIDO.format(previo.valor)
        return False, ""

    def _acaba(self, previa: str, nueva: str, *, listado: bool) -> bool:
        """Whether ``previa`` is the last line of its paragraph, with ``nueva`` right under it."""
        if minuscula(nueva) or pendiente(previa):
            return False
        if self._entera or not listado:
            sobra = self._ancho * _LLENA >= len(previa) + 1 + len(nueva.split(maxsplit=1)[0])
            return termina(previa) and (self._entera or self._suelta or sobra)
        return False


def parrafos_de(renglones: Sequence[str]) -> list[str]:
    """The paragraphs of a cell that has several lines, whoever wrapped them."""
    ancho = max(map(len, renglones), default=0)
    envuelta = len(renglones) < _SUELTAS or any(minuscula(x) for x in renglones[1:])
    parrafos: list[str] = []
    previa = ""
    for renglon in renglones:
        corta = len(previa) + 1 + len(renglon.split()[0]) <= ancho * _LLENA
        abre = not minuscula(renglon) and not pendiente(previa)
        otro = _abre(renglon) or (abre and (termina(previa) or corta or not envuelta))
        if previa and not otro:
            parrafos[-1] = f"{parrafos[-1]} {renglon}"
        else:
            parrafos.append(renglon)
        previa = renglon
    return parrafos


def _abre(texto: str) -> bool:
    """Whether ``texto`` begins with a list mark."""
    return marca(texto) is not None or any(m.resto and m.valor <= _LETRAS for m in letras(texto))
