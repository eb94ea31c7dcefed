"""One source line as the grammar sees it: markup aside, cells apart."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from workflows.lectura.notas import marcar
from workflows.lectura.plegado import en_mayusculas

_ALMOHADILLAS = re.compile(r"\s{0,3}(#{1,6})(?=[\s*_]|[^\W\d_]|<)")
_HTML_TITULO = re.compile(r"\s*<h([1-6])\b[^<>]*>(.*)", re.IGNORECASE | re.DOTALL)
_ETIQUETA = re.compile(
    r"</?(?:b|i|u|s|strong|em|font|span|p|div|center|small|big|mark|sup|sub|br|a|h[1-6]|li|ul|ol"
    r"|td|th|tr|table|thead|tbody|o:p)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_SALTO = re.compile(r"<br\b[^<>]{0,300}>", re.IGNORECASE)
_CELDA_HTML = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_PAREJA = re.compile(r"\*\*(?=\S)([^*]{1,400}?)(?<=\S)\*\*")
_DOBLE = re.compile(r"(?<![\w\\])[*_]{2,3}(?=[^\s*_])|(?<=[^\s*_\\])[*_]{2,3}(?!\w)")
_SIMPLE = {
    "*": re.compile(r"(?<![\w\\*])\*(?=[^\s*])|(?<=[^\s\\*])\*(?![\w*])"),
    "_": re.compile(r"(?<![\w\\])_(?=[^\s_])|(?<=[^\s\\_])_(?!\w)"),
}
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~^])")
_REGLA = re.compile(r"[\s|:+]*[-_=*~─━—–](?:[\s|:+]*[-_=*~─━—–]){2,}[\s|:+]*")
_NADA = re.compile("[\\s|\u200b-\u200f\u2060\ufeff\u00ad]*")
_ANCHO = re.compile(r"(?:\t|\s{2,})[\s]*")
_SANGRIA = 8  #: spaces before a line that stands under a column other than the first
_BARRA = re.compile(r"(?<!\\)\|")
_NEGRITA = re.compile(
    r"\s*(?:<(b|strong)\b[^<>]*>|\*\*|__)\s*(.{2,90}?)\s*(?:</(?:b|strong)>|\*\*|__)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Renglon:
    """A line. ``limpio`` has no markup; ``celdas`` keeps empty cells, so that columns count."""

    numero: int
    crudo: str
    limpio: str = ""
    celdas: tuple[str, ...] = ()
    nivel: int = 0  #: level of a Markdown or HTML heading, 0 for none
    negrita: str = ""  #: the bold words the line begins with
    regla: bool = False  #: a drawn line, an empty row of a table, or bare markup: no words
    dibuja: bool = False  #: a drawn line, such as ``---``

    @property
    def blanco(self) -> bool:
        """Whether the line says nothing at all."""
        return not self.crudo.strip()

    @property
    def llenas(self) -> tuple[str, ...]:
        """The cells that say something."""
        return tuple(c for c in self.celdas if c)

    @property
    def resaltado(self) -> bool:
        """Whether the whole line is bold."""
        return bool(self.negrita) and self.negrita.strip(" :.") == self.limpio.strip(" :.")

    @property
    def destacado(self) -> bool:
        """Whether the line is set apart as a heading is: Markdown, bold or capitals."""
        return self.nivel > 0 or self.resaltado or en_mayusculas(self.limpio)


def renglones(texto: str) -> list[Renglon]:
    """Every line of ``texto``, numbered from 1."""
    return [_renglon(n, crudo) for n, crudo in enumerate(texto.split("\n"), 1)]


def _renglon(numero: int, crudo: str) -> Renglon:
    if not crudo.strip():
        return Renglon(numero, crudo)
    if _REGLA.fullmatch(crudo):
        return Renglon(numero, crudo, regla=True, dibuja=True)
    nivel, cuerpo = _nivel(crudo)
    limpio = limpiar(cuerpo).strip()
    if _NADA.fullmatch(limpio):
        return Renglon(numero, crudo, regla=True)
    negrita = _NEGRITA.match(cuerpo)
    return Renglon(
        numero,
        crudo,
        limpio,
        _celdas(cuerpo),
        nivel,
        limpiar(negrita[2]).strip() if negrita else "",
    )


def _nivel(crudo: str) -> tuple[int, str]:
    encontrado = _ALMOHADILLAS.match(crudo)
    if encontrado:
        return len(encontrado[1]), crudo[encontrado.end() :].strip().rstrip("#").strip()
    encontrado = _HTML_TITULO.match(crudo)
    if encontrado:
        return int(encontrado[1]), encontrado[2]
    return 0, crudo


def limpiar(texto: str) -> str:
    """Words without markup: tags, emphasis, escapes and entities; footnote marks are kept apart."""
    texto = marcar(texto)
    if "<" in texto:
        texto = _CELDA_HTML.sub("\t", texto)
        texto = _ETIQUETA.sub("", _SALTO.sub(" ", texto))
    if "*" in texto or "_" in texto:
        texto = _DOBLE.sub("", _PAREJA.sub(r"\1", texto))
        for c in "*_":
            texto = _sin_pares(texto, _SIMPLE[c])
    if "\\" in texto:
        texto = _ESCAPE.sub(r"\1", texto)
    return html.unescape(texto) if "&" in texto else texto


def _sin_pares(texto: str, patron: re.Pattern[str]) -> str:
    marcas = [m.start() for m in patron.finditer(texto)]
    pares = set(marcas[: len(marcas) // 2 * 2])
    return "".join(c for i, c in enumerate(texto) if i not in pares) if pares else texto


def _celdas(cuerpo: str) -> tuple[str, ...]:
    recortado = cuerpo.strip()
    if "|" in recortado and (
        recortado[0] == "|" or recortado[-1] == "|" or " | " in recortado or "\t" not in recortado
    ):
        partes = _BARRA.split(recortado)
        if len(partes) > 1 and not partes[-1].strip():
            partes.pop()
        return tuple(limpiar(p).strip() for p in partes)
    if "\t" in cuerpo:
        return tuple(limpiar(p).strip() for p in cuerpo.split("\t"))
    ancho = limpiar(cuerpo).replace("\xa0", " ")
    celdas = tuple(c.strip() for c in _ANCHO.split(ancho.strip()))
    sangrado = len(ancho) - len(ancho.lstrip()) >= _SANGRIA
    return ("", *celdas) if sangrado else celdas
