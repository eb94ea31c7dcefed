"""The tags of a PDF → marked text: paragraphs whole across pages, lists, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from workflows.lectura.pdf.arbol import Elemento
from workflows.lectura.pdf.letras import UNEN, Marca, Pieza

_TITULOS = {"H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"}
_PARRAFOS = {"P", "BlockQuote", "Caption"}
_BLOQUES = _TITULOS | _PARRAFOS | {"L", "LI", "Table", "TR", "Div", "Sect"}
_VINETA = "- "
#: «Página: 1 de 5» in a header that the tags have once, for the pages they join.
_CUENTA = re.compile(r"^((?:P[áa]g(?:ina)?|Hoja)[.:\s]*)1 de \d{1,4}$")


def por_etiquetas(arbol: Elemento, piezas: Mapping[Marca, Pieza]) -> str:
    """One line a paragraph, a list item or a row; notes after the list or paragraph they are of."""
    lector = _Lector(piezas)
    lector.leer(arbol)
    return "\n".join(lector.lineas) + "\n"


class _Lector:
    def __init__(self, piezas: Mapping[Marca, Pieza]) -> None:
        self._piezas = piezas
        self.lineas: list[str] = []
        self._notas: list[str] = []

    def leer(self, e: Elemento) -> None:
        if e.tipo in _TITULOS:
            self._parrafo("## " + self._texto(e))
        elif e.tipo in _PARRAFOS:
            self._suelto(e)
            self._soltar_notas()
        elif e.tipo == "LI":
            self._item(e)
        elif e.tipo == "Table":
            self._tabla(e)
        elif e.tipo == "Note":
            self._nota(e)
        elif e.tipo != "Figure":
            if any(not isinstance(h, Elemento) for h in e.hijos):
                self._suelto(e)
            else:
                for hijo in e.elementos():
                    self.leer(hijo)
                if e.tipo in ("L", "Document"):
                    self._soltar_notas()

    def _soltar_notas(self) -> None:
        for nota in self._notas:
            self._parrafo(nota)
        self._notas.clear()

    def _parrafo(self, texto: str) -> None:
        if texto.strip():
            self.lineas += [texto, ""]

    def _suelto(self, e: Elemento) -> None:
        texto = self._texto(e)
        dichas = [p for m in _marcas(e) if (p := self._piezas.get(m)) and p.texto.strip()]
        negrita = bool(dichas) and all(p.negrita for p in dichas)
        self._parrafo(f"**{texto}**" if negrita and texto else texto)

    def _item(self, e: Elemento) -> None:
        rotulo = " ".join(self._texto(h) for h in e.elementos() if h.tipo == "Lbl").strip()
        cuerpos = [h for h in e.elementos() if h.tipo != "Lbl"]
        signo = f"{rotulo} " if any(c.isalnum() for c in rotulo) else _VINETA
        self._parrafo(signo + " ".join(filter(None, (self._texto(h) for h in cuerpos))))

    def _nota(self, e: Elemento) -> None:
        rotulos = [h for h in e.elementos() if h.tipo == "Lbl"]
        marca = "".join(self._palabras(r, alzado=True) for r in rotulos).strip()
        resto = Elemento("P", [h for h in e.hijos if h not in rotulos])
        self._notas.append(f"<sup>{marca}</sup> {self._texto(resto)}".rstrip())

    def _tabla(self, tabla: Elemento) -> None:
        """Rows of cells; one that a taller cell leaves short keeps its empty place."""
        pendientes: dict[int, int] = {}
        for fila in _filas(tabla):
            celdas: list[str] = []
            for celda in fila.elementos():
                while pendientes.get(len(celdas), 0):
                    pendientes[len(celdas)] -= 1
                    celdas.append("")
                inicio = len(celdas)
                celdas.append(_CUENTA.sub(r"\g<1>1 de 1", self._texto(celda).replace("\t", " ")))
                celdas += [""] * (celda.ancho - 1)
                pendientes |= dict.fromkeys(range(inicio, len(celdas)), celda.alto - 1)
            if any(celdas):
                self.lineas.append("\t".join(celdas).rstrip("\t"))
        self.lineas.append("")

    def _texto(self, e: Elemento) -> str:
        """The words of an element in order; its notes are kept for later."""
        return " ".join(self._palabras(e, alzado=False).split())

    def _palabras(self, e: Elemento, *, alzado: bool) -> str:
        """What stands above the line is a note mark; a block inside is set apart by a space."""
        dicho = ""
        for hijo in e.hijos:
            if not isinstance(hijo, Elemento):
                texto = pieza.texto if (pieza := self._piezas.get(hijo)) else ""
                dicho += texto.lstrip() if dicho.endswith(UNEN) else texto
            elif hijo.tipo == "Note":
                self._nota(hijo)
            elif hijo.alzado and not alzado:
                marca = self._palabras(hijo, alzado=True).strip()
                if any(c.isalnum() for c in marca):
                    dicho += f" <sup>{marca}</sup>"
            else:
                suyo = self._palabras(hijo, alzado=alzado)
                dicho += f" {suyo} " if hijo.tipo in _BLOQUES else suyo
        return dicho


def _marcas(e: Elemento) -> Iterator[Marca]:
    for hijo in e.hijos:
        if not isinstance(hijo, Elemento):
            yield hijo
        elif hijo.tipo != "Note":
            yield from _marcas(hijo)


def _filas(e: Elemento) -> Iterator[Elemento]:
    for hijo in e.elementos():
        if hijo.tipo == "TR":
            yield hijo
        else:
            yield from _filas(hijo)
