"""The number or bullet that Word draws before a paragraph, which is nowhere in its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from workflows.lectura.word.bloques import Parrafo, W

_TITULOS = ("heading", "titulo", "título", "title")
_ROMANOS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Listas:
    """Counts the lists of a document, by its numbering and its styles (None: it has none)."""

    def __init__(self, numeracion: Any | None, estilos: Any | None) -> None:
        self._formas: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._abstracta: dict[str, str] = {}
        self._cuenta: dict[str, dict[int, int]] = defaultdict(dict)
        self._de_estilo: dict[str, tuple[str, int]] = {}
        self._titulos: set[str] = set()
        if numeracion is not None:
            self._leer_numeracion(numeracion)
        if estilos is not None:
            self._leer_estilos(estilos)

    def marca(self, parrafo: Parrafo) -> str:
        """``3.``, ``b)`` or ``-`` for the next paragraph of its list; "" outside any list."""
        lista = parrafo.lista or self._de_estilo.get(parrafo.estilo)
        if lista is None or lista[0] in ("", "0"):
            return ""
        clave, nivel = lista
        forma, _, desde = self._formas.get((clave, nivel), ("decimal", "%1.", 1))
        if forma == "none":
            return ""
        cuenta = self._cuenta[self._serie(clave)]
        cuenta[nivel] = cuenta.get(nivel, desde - 1) + 1
        for hondo in [n for n in cuenta if n > nivel]:
            del cuenta[hondo]
        if forma == "bullet" or nivel:
            return "-"  # a text has one level of items: what hangs from one is told after it
        return f"{_escribir(forma, cuenta[nivel])}{'.' if forma == 'decimal' else ')'}"

    def cuenta(self, parrafo: Parrafo) -> bool:
        """Whether the paragraph is numbered; it is not counted."""
        lista = parrafo.lista or self._de_estilo.get(parrafo.estilo)
        if lista is None or lista[0] in ("", "0"):
            return False
        return self._formas.get(lista, ("decimal", "", 1))[0] not in ("bullet", "none")

    def es_titulo(self, estilo: str) -> bool:
        """Whether a style is one of Word's headings, or is made from one."""
        return estilo in self._titulos

    def _serie(self, clave: str) -> str:
        """Lists that share their definition go on counting, unless one says where it begins."""
        return self._abstracta.get(clave, clave)

    def _leer_numeracion(self, numeracion: Any) -> None:
        niveles: dict[str, dict[int, tuple[str, str, int]]] = {}
        for abstracta in numeracion.findall(f"{W}abstractNum"):
            niveles[abstracta.get(f"{W}abstractNumId", "")] = {
                _entero(nivel.get(f"{W}ilvl", "0")): (
                    _valor(nivel, "numFmt") or "decimal",
                    _valor(nivel, "lvlText"),
                    _entero(_valor(nivel, "start") or "1"),
                )
                for nivel in abstracta.findall(f"{W}lvl")
            }
        for num in numeracion.findall(f"{W}num"):
            clave, de = num.get(f"{W}numId", ""), _valor(num, "abstractNumId")
            ajustes = num.findall(f"{W}lvlOverride/{W}startOverride")
            self._abstracta[clave] = clave if ajustes else f"abstracta {de}"
            for nivel, forma in niveles.get(de, {}).items():
                self._formas[clave, nivel] = forma

    def _leer_estilos(self, estilos: Any) -> None:
        padres: dict[str, str] = {}
        for estilo in estilos.findall(f"{W}style"):
            clave = estilo.get(f"{W}styleId", "")
            padres[clave] = _valor(estilo, "basedOn")
            nombre = _valor(estilo, "name").lower()
            if nombre.startswith(_TITULOS) or estilo.find(f"{W}pPr/{W}outlineLvl") is not None:
                self._titulos.add(clave)
            num = estilo.find(f"{W}pPr/{W}numPr")
            if num is not None:
                self._de_estilo[clave] = (_valor(num, "numId"), _entero(_valor(num, "ilvl") or "0"))
        for clave in padres:
            for antepasado in _antepasados(clave, padres):
                if antepasado in self._titulos:
                    self._titulos.add(clave)
                if antepasado in self._de_estilo:
                    self._de_estilo.setdefault(clave, self._de_estilo[antepasado])


def _antepasados(clave: str, padres: dict[str, str]) -> Iterator[str]:
    """The styles that one is made from, the nearest first; a circle is left after a while."""
    for _ in range(12):
        clave = padres.get(clave, "")
        yield clave


def _escribir(forma: str, n: int) -> str:
    if forma in ("lowerLetter", "upperLetter"):
        letra = chr(ord("a") + (n - 1) % 26)
        return letra.upper() if forma == "upperLetter" else letra
    if forma in ("lowerRoman", "upperRoman"):
        letras, resto = "", n
        for valor, romano in _ROMANOS:
            while resto >= valor:
                letras, resto = letras + romano, resto - valor
        return letras.upper() if forma == "upperRoman" else letras
    return str(n)


def _valor(elemento: Any, nombre: str) -> str:
    hijo = elemento.find(f"{W}{nombre}")
    return str(hijo.get(f"{W}val", "")) if hijo is not None else ""


def _entero(texto: str) -> int:
    return int(texto) if texto.isdecimal() and len(texto) < 6 else 0
