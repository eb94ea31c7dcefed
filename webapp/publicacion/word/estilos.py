"""The styles a person finds in Word's list, and the lists that number themselves."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from webapp.publicacion.word.xml import Elemento, el
from workflows.lectura.word.nombres import (
    CELDA,
    FIRMA,
    LLAMADA,
    NOTA,
    NUMERO,
    PARRAFO,
    PIE,
    ROTULO,
    SECCION,
    SEPARA,
    TITULO,
    VALOR,
    VINETA,
)

_LETRA = "Noto Sans"
#: id, name in Word's list, size (pt), bold, space before and after (pt)
_PARRAFOS: tuple[tuple[str, str, float, bool, float, float], ...] = (
    (TITULO, "Cargo: título", 13, True, 0, 4),
    (SECCION, "Cargo: sección", 10.5, True, 14, 6),
    (NUMERO, "Cargo: ítem numerado", 10, False, 0, 6),
    (VINETA, "Cargo: ítem con viñeta", 10, False, 0, 6),
    (PARRAFO, "Cargo: párrafo", 10, False, 0, 8),
    (NOTA, "Cargo: nota", 8.5, False, 0, 4),
    (CELDA, "Cargo: celda", 9.5, False, 1, 1),
    (ROTULO, "Cargo: rótulo", 8.5, False, 1, 1),
    (PIE, "Cargo: pie", 7.5, False, 0, 0),
    (FIRMA, "Cargo: firma", 10, False, 0, 2),
)
_NUMERADA, _VINETAS = "1", "2"


def poner_estilos(documento: Document) -> None:
    """Add every style, in es-CR, over Word's own defaults."""
    normal = documento.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.name, normal.font.size = _LETRA, Pt(10)
    idioma = el("w:lang", {"w:val": "es-CR", "w:eastAsia": "es-CR", "w:bidi": "ar-SA"})
    normal.element.get_or_add_rPr().append(idioma)
    for clave, nombre, cuerpo, negrita, antes, tras in _PARRAFOS:
        estilo = documento.styles.add_style(nombre, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(estilo, ParagraphStyle)
        estilo.element.set(qn("w:styleId"), clave)
        estilo.base_style = normal
        estilo.quick_style = True
        estilo.font.size, estilo.font.bold = Pt(cuerpo), negrita
        formato = estilo.paragraph_format
        formato.space_before, formato.space_after = Pt(antes), Pt(tras)
        formato.keep_with_next = clave == SECCION or None
        if clave == SECCION:
            estilo.element.get_or_add_pPr().append(el("w:outlineLvl", {"w:val": "0"}))
    for clave, nombre in ((LLAMADA, "Cargo: llamada"), (SEPARA, "Cargo: entre llamadas")):
        caracter = _caracter(documento, clave, nombre)
        caracter.font.superscript = True
    _caracter(documento, VALOR, "Cargo: valor").font.bold = True
    for clave in (PIE, ROTULO):
        nombre = next(n for c, n, *_ in _PARRAFOS if c == clave)
        estilo = documento.styles[nombre]
        assert isinstance(estilo, ParagraphStyle)
        estilo.font.color.rgb = RGBColor(0x4A, 0x4A, 0x4A)


def _caracter(documento: Document, clave: str, nombre: str) -> CharacterStyle:
    estilo = documento.styles.add_style(nombre, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(estilo, CharacterStyle)
    estilo.element.set(qn("w:styleId"), clave)
    return estilo


class Listas:
    """Numbered lists that each begin at 1, and one of bullets."""

    def __init__(self, documento: Document) -> None:
        self._numeracion = documento.part.numbering_part.element
        for hijo in list(self._numeracion):
            self._numeracion.remove(hijo)
        self._numeracion.append(_abstracta(_NUMERADA, "decimal", "%1."))
        self._numeracion.append(_abstracta(_VINETAS, "bullet", "•"))
        self._ultima = 1
        self._numeracion.append(_concreta("1", _VINETAS))

    def nueva(self) -> str:
        """The id of a numbered list that begins again."""
        self._ultima += 1
        desde_uno = el("w:lvlOverride", {"w:ilvl": "0"}, el("w:startOverride", {"w:val": "1"}))
        self._numeracion.append(_concreta(str(self._ultima), _NUMERADA, desde_uno))
        return str(self._ultima)

    @staticmethod
    def en(lista: str = "1") -> Elemento:
        """The property that puts a paragraph in a list (the bullets, unless named)."""
        return el("w:numPr", None, el("w:ilvl", {"w:val": "0"}), el("w:numId", {"w:val": lista}))


def _abstracta(clave: str, forma: str, texto: str) -> Elemento:
    sangria = el("w:pPr", None, el("w:ind", {"w:left": "567", "w:hanging": "425"}))
    nivel = el(
        "w:lvl",
        {"w:ilvl": "0"},
        el("w:start", {"w:val": "1"}),
        el("w:numFmt", {"w:val": forma}),
        el("w:lvlText", {"w:val": texto}),
        el("w:lvlJc", {"w:val": "left"}),
        sangria,
    )
    unico = el("w:multiLevelType", {"w:val": "singleLevel"})
    return el("w:abstractNum", {"w:abstractNumId": clave}, unico, nivel)


def _concreta(clave: str, abstracta: str, *ajustes: Elemento) -> Elemento:
    ref = el("w:abstractNumId", {"w:val": abstracta})
    return el("w:num", {"w:numId": clave}, ref, *ajustes)
