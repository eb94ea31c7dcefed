"""The tree of a web page as the lines the reader knows: headings, numbers, rows, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from workflows.lectura.literal import literal

_TITULOS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOQUES = _TITULOS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
}  # fmt: skip
#: What is not said on the page; ``del`` is what a tracked change takes away.
_CALLAN = {"script", "style", "head", "template", "del", "noscript", "object", "iframe", "svg"}
_OCULTO = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_NEGRITA = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_MAQUETA = 3  #: cells of a row that lays the page out, at most
_ANCHO = 60  #: columns or rows a cell takes, at most
_TITULAR = 90  #: characters of a line that stands out as a heading
_CITA = 300


def escribir(arbol: Any) -> tuple[str, list[str]]:
    """The page as text, and a sentence for each thing of it that is not read."""
    escriba = _Escriba()
    escriba.bloque(arbol)
    imagenes = sum(1 for _ in arbol.iter("img"))
    if imagenes:
        cuantas = "una imagen" if imagenes == 1 else f"{imagenes} imágenes"
        escriba.avisos.append(f"El documento trae {cuantas}: no se leen.")
    if any(True for _ in arbol.iter("iframe", "object", "svg")):
        escriba.avisos.append("El documento trae otro documento dentro: no se lee.")
    lineas = [*escriba.lineas, ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lineas)), list(dict.fromkeys(escriba.avisos))


class _Escriba:
    def __init__(self) -> None:
        self.lineas: list[str] = []
        self.avisos: list[str] = []

    def bloque(self, e: Any, marca: str = "", hondo: int = 0) -> None:
        """What an element says, a paragraph a line; ``marca`` goes before its first one."""
        for parte in self._partes(e):
            if isinstance(parte, str):
                marca = self._parrafo(e, parte, marca)
            elif parte.tag == "table":
                self._tabla(parte)
            elif parte.tag in ("ol", "ul"):
                if marca:
                    marca = self._parrafo(e, "", marca)
                self._lista(parte, hondo)
            elif parte.tag == "hr":
                self.lineas += ["", "---", ""]
            else:
                self.bloque(parte, marca, hondo)
                marca = ""

    def _partes(self, e: Any) -> Iterator[Any]:
        """Its runs of words, and the blocks among them."""
        dicho = [_escrito(e, e.text)]
        for hijo in e:
            if self._se_dice(hijo):
                if hijo.tag in _BLOQUES or any(n.tag in _BLOQUES for n in hijo.iterdescendants()):
                    yield "".join(dicho)
                    dicho = []
                    yield hijo
                else:
                    dicho.append(self._seguido(hijo))
            dicho.append(_escrito(e, hijo.tail))
        yield "".join(dicho)

    def _parrafo(self, e: Any, texto: str, marca: str) -> str:
        """Write a run of words, if it has any; what is left of the mark."""
        lineas = [" ".join(x.split()) for x in texto.split("\v")]
        lineas = [x for x in lineas if x]
        if not lineas:
            return marca
        if marca:
            self.lineas.append(f"{marca} {' '.join(lineas)}")
        elif len(lineas) == 1 and e.tag in _TITULOS:
            self.lineas += ["", f"## {lineas[0]}", ""]
        elif len(lineas) == 1 and len(lineas[0]) <= _TITULAR and _es_negrita(e):
            self.lineas += ["", f"**{lineas[0]}**", ""]
        else:
            self.lineas += ["", *lineas, ""]
        return ""

    def _seguido(self, e: Any) -> str:
        """The words of an element inside a line; a break of line is a vertical tab."""
        if e.tag == "br":
            return "\v"
        dicho = literal(e.text or "") + "".join(
            (self._seguido(h) if self._se_dice(h) else "") + literal(h.tail or "") for h in e
        )
        alzado = e.tag == "sup" and any(map(str.isalnum, dicho))
        return f"<sup>{dicho.strip()}</sup>" if alzado else dicho

    def _se_dice(self, e: Any) -> bool:
        if not isinstance(e.tag, str) or e.tag in _CALLAN:
            return False
        if e.get("hidden") is not None or _OCULTO.search(e.get("style", "")):
            oculto = " ".join("".join(e.itertext()).split())
            if oculto:
                corto = oculto if len(oculto) <= _CITA else f"{oculto[: _CITA - 1]}…"
                self.avisos.append(f"Hay texto oculto, que no se lee: «{corto}».")
            return False
        return True

    def _lista(self, lista: Any, hondo: int) -> None:
        numero = _entero(lista.get("start", "1"))
        self.lineas.append("")
        for hijo in self._hijos(lista, ("li", "ol", "ul")):
            if not self._se_dice(hijo):
                continue
            if hijo.tag != "li":
                self._lista(hijo, hondo + 1)
                continue
            numero = _entero(hijo.get("value", str(numero)))
            marca = "-" if lista.tag == "ul" or hondo else _marca(lista.get("type", "1"), numero)
            self.bloque(hijo, marca, hondo + 1)
            numero += 1
        self.lineas.append("")

    def _tabla(self, tabla: Any) -> None:
        """Rows of cells; one that a taller cell leaves short keeps its empty place."""
        self.lineas.append("")
        pendientes: dict[int, int] = {}
        for fila in self._filas(tabla):
            celdas = [c for c in self._hijos(fila, ("td", "th")) if self._se_dice(c)]
            if len(celdas) == 1 or (len(celdas) <= _MAQUETA and any(map(_compone, celdas))):
                for celda in celdas:
                    self.bloque(celda)
                continue
            dichas: list[str] = []
            for celda in celdas:
                while pendientes.get(len(dichas), 0):
                    pendientes[len(dichas)] -= 1
                    dichas.append("")
                inicio = len(dichas)
                ancho = min(max(_entero(celda.get("colspan", "1")), 1), _ANCHO)
                alto = min(max(_entero(celda.get("rowspan", "1")), 1), _ANCHO)
                dichas += [self._celda(celda), *[""] * (ancho - 1)]
                pendientes |= dict.fromkeys(range(inicio, len(dichas)), alto - 1)
            self.lineas.append("\t".join(dichas))
        self.lineas.append("")

    def _filas(self, tabla: Any) -> Iterator[Any]:
        for hijo in self._hijos(tabla, ("tr", "thead", "tbody", "tfoot")):
            if hijo.tag == "tr":
                yield hijo
            else:
                yield from self._hijos(hijo, ("tr",))

    def _hijos(self, e: Any, suyos: Sequence[str]) -> Iterator[Any]:
        """The children it should have; any other, and words between them, are said as they come."""
        self._parrafo(e, literal(e.text or ""), "")
        for hijo in e:
            if hijo.tag in suyos:
                yield hijo
            elif self._se_dice(hijo):
                self.bloque(hijo)
            self._parrafo(e, literal(hijo.tail or ""), "")

    def _celda(self, celda: Any) -> str:
        otra = _Escriba()
        otra.bloque(celda)
        self.avisos += otra.avisos
        lineas = (x.removeprefix("## ").replace("\t", " ") for x in otra.lineas)
        return "<br>".join(x for x in lineas if x.strip())


def _escrito(e: Any, texto: str | None) -> str:
    """Words right inside an element; in ``pre`` the lines are as they were written."""
    dicho = literal(texto or "")
    return dicho.replace("\n", "\v") if e.tag == "pre" else dicho


def _compone(celda: Any) -> bool:
    """Whether a cell only lays the page out: it has a table or a list of its own."""
    return any(True for _ in celda.iter("table", "ol")) or sum(1 for _ in celda.iter("li")) > 1


def _es_negrita(e: Any) -> bool:
    """Whether all the words of an element are bold."""
    if e.tag in ("b", "strong", "th") or _NEGRITA.search(e.get("style", "")):
        return True
    sueltos = [e.text, *(h.tail for h in e)]
    if any(t and t.strip() for t in sueltos):
        return False
    hijos = [h for h in e if isinstance(h.tag, str) and "".join(h.itertext()).strip()]
    return bool(hijos) and all(map(_es_negrita, hijos))


def _marca(tipo: str, numero: int) -> str:
    if tipo in ("a", "A") and 0 < numero <= 26:
        return f"{chr(ord(tipo) + numero - 1)})"
    return f"{numero}."


def _entero(texto: str) -> int:
    limpio = texto.strip()
    return int(limpio) if limpio.isdecimal() and len(limpio) < 6 else 1
