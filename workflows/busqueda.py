"""Finding a phrase across a manual, and putting another in its place: the *cambio masivo*.

A reader's idea of the same phrase: accents, case and the width of spaces aside, unless asked.
The tilde of ñ is no accent: «ano» is not «año».
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflows.contenido import Contenido
from workflows.errores import DatosInvalidos, VersionDesfasada
from workflows.textos import con_textos, textos_de

#: Characters of a phrase beyond which it is not one.
LARGO_FRASE = 2_000

_MARCAS = "\u0300-\u036f"
_TILDE = "\u0303"
_LATINAS = [*map(chr, range(0xC0, 0x250)), *map(chr, range(0x1E00, 0x1F00))]
#: A sign → the others that Unicode holds to be that very sign («Å» the letter and the unit).
_TAMBIEN: dict[str, str] = defaultdict(str)
for _signo in map(chr, [*range(0x340, 0x3FF), *range(0x1F00, 0x232B), *range(0xF900, 0xFB00),
                        *range(0x2F800, 0x2FA20)]):  # fmt: skip
    _mismo = unicodedata.normalize("NFC", _signo)
    if len(_mismo) == 1 and _mismo != _signo:
        _TAMBIEN[_mismo] += _signo
_PAUSAS = ",;: "
_PARES = {"(": ")", "[": "]", "«": "»"}
_SIGUE = re.compile(r"\s*([,;:.!?…)\]»]?)")


@dataclass(frozen=True, slots=True)
class Busqueda:
    """What to look for. ``acentos`` and ``mayusculas``: they matter; ``palabra``: whole words."""

    frase: str
    acentos: bool = False
    mayusculas: bool = False
    palabra: bool = False


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """One occurrence: ``texto[inicio:fin]``, where ``texto`` is all that ``pieza`` says."""

    pieza: str
    inicio: int
    fin: int
    texto: str


def patron(b: Busqueda) -> re.Pattern[str]:
    """The phrase as an expression that never backtracks more than its own length.

    Raises DatosInvalidos (``campo`` "frase") when it is empty or longer than LARGO_FRASE.
    """
    if not b.frase.strip():
        raise DatosInvalidos("Falta la frase.", "Escriba qué desea buscar.", "frase")
    if len(b.frase) > LARGO_FRASE:
        raise DatosInvalidos(
            f"La frase tiene {len(b.frase)} caracteres y el máximo son {LARGO_FRASE}.",
            "Busque solo su parte distintiva.",
            "frase",
        )
    frase = unicodedata.normalize("NFC", b.frase.strip())
    expresion = r"\s+".join(
        "".join(_letra(letra, b.acentos) for letra in _letras(palabra)) for palabra in frase.split()
    )
    if b.palabra:
        antes = rf"(?<![\w{_MARCAS}])" if _es_de_palabra(frase[0]) else ""
        despues = r"(?!\w)" if _es_de_palabra(frase[-1]) else ""
        expresion = f"{antes}{expresion}{despues}"
    return re.compile(expresion, 0 if b.mayusculas else re.IGNORECASE)


def hallar(
    contenido: Contenido, p: re.Pattern[str], secciones: frozenset[str] | None = None
) -> tuple[Hallazgo, ...]:
    """Every place of the items and of the conceptos of competencies, in reading order.

    ``secciones`` narrows it to those claves; «competencias» is the table's.
    """
    return tuple(
        Hallazgo(pieza, m.start(), m.end(), texto)
        for pieza, texto in textos_de(contenido, secciones)
        for m in p.finditer(texto)
    )


def reemplazar(texto: str, hallados: Sequence[tuple[int, int]], nuevo: str) -> str:
    """``texto`` with ``nuevo`` in those spans, which do not overlap.

    A capital first letter and a span ALL IN CAPITALS are kept. An empty ``nuevo`` takes along
    the space and the sign that would be left without their words.
    """
    escrito, resto = "", 0
    for inicio, fin in sorted(hallados):
        escrito += texto[resto:inicio]
        resto = max(resto, fin)
        if nuevo:
            escrito += _al_modo_de(texto[inicio:fin], nuevo)
        else:
            escrito, resto = _cerrar(escrito, texto, resto)
    return escrito + texto[resto:]


def aplicar(
    contenido: Contenido, elegidos: Mapping[str, Sequence[tuple[int, int]]], nuevo: str
) -> Contenido:
    """``contenido`` with ``nuevo`` in the chosen spans of each piece; ids stay.

    Raises VersionDesfasada when a piece is gone, or a span does not fit the text it has now.
    """
    actuales = dict(textos_de(contenido))
    textos = {}
    for pieza, hallados in elegidos.items():
        texto = actuales.get(pieza)
        if texto is None or not _caben(hallados, len(texto)):
            raise VersionDesfasada(
                "El texto cambió desde que se buscó la frase.",
                "Búsquela de nuevo; no se cambió nada.",
            )
        textos[pieza] = reemplazar(texto, hallados, nuevo)
    return con_textos(contenido, textos)


def _variantes() -> dict[str, str]:
    """Each Latin letter, and the accented ones that a reader takes for it."""
    grupos: dict[str, str] = defaultdict(str)
    for letra in _LATINAS:
        llana, *marcas = list(unicodedata.normalize("NFD", letra))
        if marcas and not _es_enie(llana, marcas):
            grupos[llana] += letra
    return dict(grupos)


def _es_enie(llana: str, marcas: Iterable[str]) -> bool:
    return llana in "nN" and _TILDE in marcas


_VARIANTES = _variantes()


def _letras(palabra: str) -> Iterator[str]:
    """Each sign of a composed word with the marks that follow it."""
    letra = ""
    for signo in palabra:
        if letra and not unicodedata.combining(signo):
            yield letra
            letra = ""
        letra += signo
    yield letra


def _letra(letra: str, acentos: bool) -> str:
    """The expression of one letter, composed or not; marks are never split from their letter."""
    llana, *marcas = list(unicodedata.normalize("NFD", letra))
    mismas = _TAMBIEN.get(letra, "")
    exacta = _alguna(letra, llana + "".join(marcas), *mismas)
    if not all(unicodedata.combining(m) for m in marcas):
        return exacta
    if acentos:
        return rf"{exacta}(?![{_MARCAS}])" if llana.isalpha() else exacta
    if _es_enie(llana, marcas):
        return rf"{_alguna('ñ' if llana == 'n' else 'Ñ', llana + _TILDE)}[{_MARCAS}]*+"
    if not llana.isalpha():
        return exacta
    fija = rf"(?!{_TILDE})" if llana in "nN" else ""
    return rf"[{re.escape(llana)}{mismas}{_VARIANTES.get(llana, '')}]{fija}[{_MARCAS}]*+"


def _alguna(*formas: str) -> str:
    distintas = dict.fromkeys(map(re.escape, formas))
    return next(iter(distintas)) if len(distintas) == 1 else f"(?:{'|'.join(distintas)})"


def _es_de_palabra(signo: str) -> bool:
    return signo.isalnum() or signo == "_" or bool(unicodedata.combining(signo))


def _caben(hallados: Sequence[tuple[int, int]], largo: int) -> bool:
    """Whether the spans stand in a text of that length, one after another."""
    resto = 0
    for inicio, fin in sorted(hallados):
        if not resto <= inicio < fin <= largo:
            return False
        resto = fin
    return True


def _al_modo_de(hallado: str, nuevo: str) -> str:
    """``nuevo`` in capitals, or with a capital, as what it replaces."""
    if hallado.isupper() and sum(c.isalpha() for c in hallado) > 1:
        return nuevo.upper()
    if hallado[:1].isupper():
        primera = next((n for n, c in enumerate(nuevo) if c.isalpha()), 0)
        return nuevo[:primera] + nuevo[primera : primera + 1].upper() + nuevo[primera + 1 :]
    return nuevo


def _cerrar(antes: str, texto: str, desde: int) -> tuple[str, int]:
    """What is written so far, and where the rest goes on, when nothing takes a span's place."""
    sigue = _SIGUE.match(texto, desde)
    assert sigue is not None
    signo, fin = sigue[1], sigue.end()
    previo = antes.rstrip()
    ultimo = previo[-1:]
    if not signo and fin == len(texto):
        return previo.rstrip(_PAUSAS), fin
    if not signo:
        queda_blanco = not previo or antes != previo or ultimo in _PARES
        return antes, fin if queda_blanco else desde
    if _PARES.get(ultimo) == signo:
        return previo[:-1].rstrip(), fin
    if not previo or (ultimo in _PARES and signo in _PAUSAS):
        return previo, _tras_blanco(texto, fin)
    if signo in _PAUSAS and ultimo in f"{_PAUSAS}.":
        return previo, fin
    if signo == ".":
        return previo.rstrip(f"{_PAUSAS}."), sigue.start(1)
    return previo, sigue.start(1)


def _tras_blanco(texto: str, desde: int) -> int:
    return len(texto) - len(texto[desde:].lstrip())
