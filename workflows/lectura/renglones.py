"""One source line as the grammar sees it: markup aside, cells apart."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workflows.lectura.listas import marca
from workflows.lectura.notas import ABRE, marcar, marcar_asteriscos, sacar_marcas
from workflows.lectura.plegado import en_mayusculas

_ALMOHADILLAS = re.compile(r"\s*(#{1,6})(?=[\s*_]|[^\W\d_]|<)")
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
    "*": re.compile(r"(?P<abre>(?<![\w\\*])\*(?=[^\s*]))|(?<=[^\s\\*])\*(?![\w*])"),
    "_": re.compile(r"(?P<abre>(?<![\w\\])_(?=[^\s_]))|(?<=[^\s\\_])_(?!\w)"),
}
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~^])")
_REGLA = re.compile(r"[\s|:+]*[-_=*~─━—–](?:[\s|:+]*[-_=*~─━—–]){2,}[\s|:+]*")
_HOJA = r"(?:page|p[áa]gina|p[áa]g|hoja|slide)s?\b[\s.:#]*\d{1,4}(?:\s*(?:de|of|/)\s*\d{1,4})?"
_CORTE = re.compile(
    rf"\s*(?:[-=~—–]{{2,}}\s*{_HOJA}\s*[-=~—–]{{2,}}|<!--\s*{_HOJA}\s*-->|\[\s*{_HOJA}\s*\]"
    r"|\{\d{1,4}\}\s*-{3,})\s*",
    re.IGNORECASE,
)
_CERCA = re.compile(r"\s*(?:`{3,}|~{3,})\s*\w{0,20}\s*")  #: the fence of a block of Markdown
_LARGO_CORTE = 80
_FIGURA = re.compile(
    r"\s*(?:!\[[^\[\]]{0,200}\]\([^()]{0,400}\)|<img\b[^<>]{0,400}>|<!--[^<>]{0,400}-->)\s*",
    re.IGNORECASE,
)
_NADA = re.compile("[\\s|\u200b-\u200f\u2060\ufeff\u00ad]*")
_ANCHO = re.compile(r"(?:\t|\s{2,})[\s]*")
_LINEA = "\ue002"  #: a private character: where a cell begins another line
_UNA_NEGRITA = re.compile(r"\*\*[^*<>|\t]{1,90}\*\*|<b>[^*<>|\t]{1,90}</b>", re.IGNORECASE)
_NEGRITAS = re.compile(
    rf"\s*(?:{_UNA_NEGRITA.pattern})(?:\s+(?:{_UNA_NEGRITA.pattern})){{1,7}}\s*", re.IGNORECASE
)
_PALABRA = re.compile(rf"[^\W\d_]{{3}}|{ABRE}")
_CUENTA = re.compile(r"\d{1,3}")
_SANGRIA = 8  #: spaces before a line that stands under a column other than the first
_BARRA = re.compile(r"(?<!\\)\|")
_NEGRITA = re.compile(
    r"\s*(?:<(b|strong)\b[^<>]*>|\*\*|__)\s*(.{2,90}?)\s*(?:</(?:b|strong)>|\*\*|__)", re.IGNORECASE
)


class FilaDicha(NamedTuple):
    """A row of the competency table, as a person says it is."""

    tipo: str
    competencia: str
    grado: int
    concepto: str


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
    corta: bool = False  #: a converter's page mark, such as ``--- page 3 ---``
    dicho: str | None = None  #: a person placed it: the section of its item; "" goes on with one
    filas: tuple[FilaDicha, ...] | None = None  #: a person said which rows its row is

    @property
    def colocado(self) -> bool:
        """Whether a person placed it: it is no part of any header."""
        return self.dicho is not None or self.filas is not None

    @property
    def blanco(self) -> bool:
        """Whether the line says nothing at all."""
        return not self.crudo or self.crudo.isspace()

    @property
    def llenas(self) -> tuple[str, ...]:
        """The cells that say something."""
        return tuple(filter(None, self.celdas))

    @property
    def ilegible(self) -> bool:
        """Whether it has more signs than letters and no word: what a scanner made of a stain."""
        texto = self.limpio
        if len(texto) > 200 or not texto or marca(texto) is not None or _PALABRA.search(texto):
            return False
        letras = sum(c.isalnum() for c in texto)
        return len(texto) - letras - sum(map(str.isspace, texto)) > letras

    @property
    def apiladas(self) -> tuple[tuple[str, ...], ...]:
        """The lines of each cell: a header's cell may hold two, and bold words side by side are
        cells where nothing else sets them apart.
        """
        celdas = self.celdas
        if "<br" in self.crudo.lower():
            partida = _SALTO.sub(_LINEA, self.crudo)
            celdas = _celdas(partida, limpiar(partida))
        elif len(self.llenas) == 1 and _NEGRITAS.fullmatch(self.crudo):
            celdas = tuple(limpiar(m[0]).strip() for m in _UNA_NEGRITA.finditer(self.crudo))
        return tuple(tuple(x.strip() for x in c.split(_LINEA) if x.strip()) for c in celdas)

    @property
    def margenes(self) -> tuple[int, ...]:
        """Letters from the margin to each cell, when only spaces set the cells apart."""
        if "\t" in self.crudo or "|" in self.crudo or len(self.celdas) < 2:
            return ()
        texto, desde, lugares = limpiar(self.crudo).replace("\xa0", " "), 0, []
        for celda in self.celdas:
            desde = texto.find(celda, desde)
            if desde < 0:
                return ()
            lugares.append(desde)
            desde += len(celda)
        return tuple(lugares)

    @property
    def corto(self) -> str:
        """Its first words, to name it in a remark."""
        texto = sacar_marcas(self.limpio)[0]
        return texto if len(texto) <= 60 else f"{texto[:57]}…"

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
    return [presentar(n, crudo) for n, crudo in enumerate(texto.split("\n"), 1)]


def presentar(numero: int, crudo: str) -> Renglon:
    """One line, with everything the reader asks of it."""
    if not crudo.strip():
        return Renglon(numero, crudo)
    if _REGLA.fullmatch(crudo):
        return Renglon(numero, crudo, regla=True, dibuja=True)
    if len(crudo) < _LARGO_CORTE and _CORTE.fullmatch(crudo):
        return Renglon(numero, crudo, regla=True, corta=True)
    if _FIGURA.fullmatch(crudo) or _CERCA.fullmatch(crudo):
        return Renglon(numero, crudo, regla=True)
    nivel, cuerpo = _nivel(crudo)
    palabras = limpiar(cuerpo)
    limpio = palabras.strip()
    if _NADA.fullmatch(limpio):
        return Renglon(numero, crudo, regla=True)
    negrita = _NEGRITA.match(cuerpo)
    celdas = _celdas(cuerpo, palabras)
    return Renglon(
        numero,
        crudo,
        _numerado(celdas, limpio) if "\t" in cuerpo or "|" in cuerpo else limpio,
        celdas,
        nivel,
        limpiar(negrita[2]).strip() if negrita else "",
    )


def _numerado(celdas: Sequence[str], limpio: str) -> str:
    """A row that is a number and a text, as the item it is; one with a single cell, as its text."""
    llenas = [c for c in celdas if c]
    if len(llenas) == 1:
        return llenas[0]
    if len(llenas) != 2 or not _CUENTA.fullmatch(llenas[0]) or " " not in llenas[1]:
        return limpio
    return f"{llenas[0]}. {llenas[1]}" if llenas[1][0].isupper() else limpio


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
        texto = marcar_asteriscos(texto)
    if "\\" in texto:
        texto = _ESCAPE.sub(r"\1", texto)
    return html.unescape(texto) if "&" in texto else texto


def _sin_pares(texto: str, patron: re.Pattern[str]) -> str:
    """Without the marks that open and close emphasis; one that only closes is something else."""
    pares: set[int] = set()
    abierta = -1
    for m in patron.finditer(texto):
        if m["abre"]:
            abierta = m.start()
        elif abierta >= 0:
            pares |= {abierta, m.start()}
            abierta = -1
    return "".join(c for i, c in enumerate(texto) if i not in pares) if pares else texto


def _celdas(cuerpo: str, palabras: str) -> tuple[str, ...]:
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
    ancho = palabras.replace("\xa0", " ")
    celdas = tuple(c.strip() for c in _ANCHO.split(ancho.strip()))
    sangrado = len(ancho) - len(ancho.lstrip()) >= _SANGRIA
    return ("", *celdas) if sangrado else celdas
