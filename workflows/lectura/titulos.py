"""Which section a line opens, if it opens one; and which lines are headings nobody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from workflows.formatos.modelo import Formato
from workflows.lectura.listas import Clase, marca
from workflows.lectura.plegado import compacto, en_mayusculas
from workflows.lectura.renglones import Renglon
from workflows.texto import plano

_LARGO = 90  #: letters; no heading of these documents is longer
_PALABRAS = 12
_RECORDADO = 300  #: letters; a longer line is asked less often than it would cost to remember
_NUMERAL = re.compile(
    r"(?:(?i:secci[oó]n|apartado|cap[ií]tulo|parte)\s+(?:[IVXLC]{1,5}|\d{1,2})\b[.:)\-–\s]*"
    r"|\d{1,2}(?:\.\d{1,2})+(?:\s?[.)\-–]+\s*|\s+)"
    r"|(?:[IVXLC]{1,5}|\d{1,2}|[A-Z])\s?[.)\-–]+\s*)(?=\S)"
)
#: What titles add to the name of their section, and what it says anyway.
_QUE_SOBRAN = (
    "de del la el los las cargo clase puesto trabajo requerido requerida minimo minima"
    " obligatorio obligatoria indispensable"
)
_SOBRAN = frozenset(_QUE_SOBRAN.split())
_PLURAL = re.compile(r"(?<=[aeiou])s$|(?<=[lnrd])es$")
_CONTINUA = re.compile(
    r"[\s(\[–-]*\b(?:continuaci[oó]n|contin[uú]a|cont)\b[.…)\]\s]*$", re.IGNORECASE
)
_TRAS_TITULO = re.compile(r"\s*[:.–—-]+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Titular:
    """A line that opens the section ``clave``.

    ``resto`` is text printed after the heading on its line; ``aviso`` says what had to be
    supposed; ``debil`` that only a line of its own, at the start of a paragraph, is a heading.
    """

    clave: str
    impreso: str
    resto: str = ""
    aviso: str = ""
    debil: bool = False


class Titulos:
    """The headings of one formato, by every spelling of every accepted title.

    One is made for each document: what it thought of a line is remembered by its words.
    """

    def __init__(self, formato: Formato) -> None:
        self._exactos: dict[str, tuple[str, str]] = {}
        for seccion in formato.secciones:
            for titulo in (seccion.titulo, *seccion.variantes):
                self._exactos.setdefault(compacto(titulo), (seccion.clave, titulo))
        self._planos = [(c, t, plano(t)) for c, t in self._exactos.values()]
        self._raices: dict[str, tuple[str, str]] = {}
        for clave, titulo in self._exactos.values():
            raiz = _raiz(titulo)
            otra = self._raices.setdefault(raiz, (clave, titulo))
            if otra[0] != clave:  # it is of two sections: it tells nothing
                self._raices[raiz] = ("", "")
        self._vistos: dict[str, Titular | None] = {}

    def reconocer(self, r: Renglon) -> Titular | None:
        """The section ``r`` opens, or None. Exact titles first, then one letter off."""
        if len(r.crudo) > _RECORDADO:
            return self._buscar(r)
        if r.crudo not in self._vistos:
            self._vistos[r.crudo] = self._buscar(r)
        return self._vistos[r.crudo]

    def _buscar(self, r: Renglon) -> Titular | None:
        if not r.limpio or len(r.llenas) > 2:
            return None
        entero = self._entero(r)
        if entero is not None:
            return entero
        return self._con_texto(r) or self._parecido(r)

    def _entero(self, r: Renglon) -> Titular | None:
        if len(r.limpio) > _LARGO:
            return None
        impreso = _sin_adorno(r)
        hallado = self._exactos.get(compacto(impreso))
        if hallado is None or not impreso:
            return None
        fuerte = r.destacado or en_mayusculas(impreso) or r.limpio.endswith(":")
        if not fuerte and not impreso[0].isupper():
            return None
        return Titular(hallado[0], impreso, aviso=_partido(impreso, hallado[1]), debil=not fuerte)

    def _con_texto(self, r: Renglon) -> Titular | None:
        """``Experiencia: Cinco años…``, ``**EXPERIENCIA** Cinco…``, ``EXPERIENCIA. Cinco…``."""
        for cabeza, fuerte in _cabezas(r):
            hallado = self._exactos.get(compacto(cabeza))
            if hallado is not None:
                resto = r.limpio[r.limpio.index(cabeza) + len(cabeza) :]
                separa = _TRAS_TITULO.match(resto)
                resto = resto[separa.end() :] if separa else resto
                aviso = _partido(cabeza, hallado[1])
                return Titular(hallado[0], cabeza.strip(), resto.strip(), aviso, not fuerte)
        return self._en_celda(r)

    def _en_celda(self, r: Renglon) -> Titular | None:
        """A row of a table with the heading in its first cell and its text in the other."""
        if len(r.llenas) != 2 or not ("\t" in r.crudo or "|" in r.crudo):
            return None
        cabeza, resto = r.llenas
        hallado = self._exactos.get(compacto(cabeza))
        if hallado is None or " " not in resto or resto[0].islower():
            return None
        return Titular(hallado[0], cabeza, resto, _partido(cabeza, hallado[1]))

    def _parecido(self, r: Renglon) -> Titular | None:
        if len(r.limpio) > 2 * _LARGO:
            return None
        impreso = _sin_adorno(r)
        if not _parece_corta(r, impreso) or len(impreso) < 8:
            return None
        buscado = plano(impreso)
        if any(map(str.isdigit, buscado)):  # a line of an index, not a slip
            return None
        mejor, puntos = None, 0.0
        letras = 1 if len(buscado) < 14 else 2
        for clave, titulo, suyo in self._planos:
            if abs(len(suyo) - len(buscado)) > letras:
                continue
            nota = fuzz.ratio(buscado, suyo, score_cutoff=90)
            cerca = Levenshtein.distance(buscado, suyo, score_cutoff=letras) <= letras
            if cerca and nota > puntos:
                mejor, puntos = (clave, titulo), nota
        if mejor is None and r.destacado:
            mejor = self._raices.get(_raiz(impreso))
        if mejor is None or not mejor[0]:
            return None
        aviso = f"El título «{impreso}» se leyó como «{mejor[1]}»; revíselo."
        return Titular(mejor[0], impreso, aviso=aviso, debil=not r.destacado)


def numeral(r: Renglon) -> int:
    """The number a heading begins with, or 0."""
    encontrada = marca(r.limpio)
    return encontrada.valor if encontrada is not None else 0


def desconocido(r: Renglon, tras: int = 0) -> bool:
    """Whether ``r`` looks like a heading, set apart as headings are, that no section claims.

    ``tras`` is the number of the heading before it: one that follows it is not of an item.
    """
    texto = r.limpio
    if not texto or len(r.llenas) > 1 or len(texto) > 120 or not any(c.isalpha() for c in texto):
        return False
    palabras = len(texto.split())
    if r.nivel:
        return palabras <= 20
    if not r.destacado or palabras > _PALABRAS or texto[-1] in ".;,":
        return False
    encontrada = marca(texto)
    if encontrada is None or encontrada.clase is Clase.DUDOSA:
        return True
    return bool(tras) and encontrada.valor == tras + 1


def _sin_adorno(r: Renglon) -> str:
    """The words of a heading: without numeral, colon or «(continuación)»."""
    texto = _CONTINUA.sub("", r.limpio).strip().rstrip(":.-–— ").strip()
    sin_numeral = _NUMERAL.sub("", texto, count=1) if _NUMERAL.match(texto) else texto
    return sin_numeral if r.destacado or en_mayusculas(sin_numeral) else texto


def _cabezas(r: Renglon) -> list[tuple[str, bool]]:
    cabezas: list[tuple[str, bool]] = []
    if r.negrita and r.limpio.startswith(r.negrita) and len(r.negrita) < len(r.limpio):
        cabezas.append((r.negrita.rstrip(" :.-–—"), True))
    antes, dos_puntos, _ = r.limpio[:_LARGO].partition(":")
    if dos_puntos and antes[:1].isupper():
        cabezas.append((antes, r.nivel > 0 or en_mayusculas(antes)))
    altas = _altas(r.limpio[:_LARGO])
    if altas and len(altas) < len(r.limpio):
        cabezas.append((altas, True))
    return cabezas


def _altas(texto: str) -> str:
    """The capital words a line begins with: ``EXPERIENCIA`` of ``EXPERIENCIA. Cinco años``."""
    fin = 0
    for palabra in re.finditer(r"\S+", texto):
        if any(c.isalpha() and c != c.upper() for c in palabra[0]):
            break
        fin = palabra.end()
    altas = texto[:fin].rstrip(" :.-–—")
    return altas if len(altas) >= 8 else ""


def _raiz(titulo: str) -> str:
    """The words of a title that tell its section from another, in the singular."""
    palabras = [_PLURAL.sub("", p) for p in plano(titulo).split()]
    return " ".join(p for p in palabras if p not in _SOBRAN)


def _parece_corta(r: Renglon, impreso: str) -> bool:
    return (
        0 < len(impreso) <= _LARGO
        and len(impreso.split()) <= _PALABRAS
        and len(r.llenas) == 1
        and impreso[0].isupper()
        and not r.limpio.endswith((".", ";", ","))
        and (r.nivel > 0 or r.resaltado or marca(r.limpio) is None)
    )


def _partido(impreso: str, titulo: str) -> str:
    """What to say when a title was recognised only by closing up its broken words."""
    if plano(impreso).replace(".", "") == plano(titulo).replace(".", ""):
        return ""
    if compacto(impreso) == compacto(titulo) and len(impreso.split()) != len(titulo.split()):
        return f"El título «{impreso}» se leyó como «{titulo}»: tiene palabras partidas o pegadas."
    return ""
