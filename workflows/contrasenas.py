"""What a password must be: long, and nothing that whoever guesses tries first.

OWASP ASVS 5, 6.2 (level 2), and NIST SP 800-63B: length counts, every sign is welcome, nobody is
made to use capitals or digits. What is too common or too much one's own is told from a phrase by
what is left of it once those words, and runs such as ``1234``, are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from workflows.contrasenas_comunes import COMUNES
from workflows.texto import plano

#: Fewest and most characters.
MINIMO, MAXIMO = 12, 128
#: Fewest letters and digits that must be left.
RESTO = 8

_FILAS = (
    "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "0123456789",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)  # fmt: skip
_CORRIDAS = tuple(f + f for f in _FILAS) + tuple(f[::-1] * 2 for f in _FILAS)
_TRAMO = re.compile(r"[^\W\d_]+|\d+")
_ANIO = re.compile(r"(19|20)\d\d")
#: A whole password that says itself again, and a piece of one.
_REPETIDA = re.compile(r"(.{1,5})\1{2,}.{0,4}|(.{1,11})\2", re.DOTALL)
_ECO = re.compile(r"(.)\1+|(?=.{6})(.{2,5})\2+")
#: Signs that stand for a letter, as everybody who guesses knows.
_DISFRAZ = str.maketrans("4@310$57!", "aaeiossti")


def propias(*textos: str) -> frozenset[str]:
    """The words of a name, an address or an institution that are no secret of its owner."""
    return frozenset(p for texto in textos for p in _TRAMO.findall(plano(texto)) if len(p) > 2)


def defecto(contrasena: str, suyas: Collection[str] = ()) -> tuple[str, str] | None:
    """What is wrong with a password and what to do instead; None for a good one.

    ``suyas`` is what :func:`propias` gave. The sentence never says the password again.
    """
    if len(contrasena) < MINIMO:
        return (
            f"La contraseña tiene {len(contrasena)} caracteres y hacen falta {MINIMO}.",
            "Una frase corta sirve.",
        )
    if len(contrasena) > MAXIMO:
        return (
            f"La contraseña tiene {len(contrasena)} caracteres y caben {MAXIMO}.", "Acórtela.",
        )  # fmt: skip
    llana = plano(contrasena)
    formas = (llana, llana.translate(_DISFRAZ))
    if _REPETIDA.fullmatch(llana) or len(set(llana)) < 5 or _queda(formas, COMUNES) < RESTO:
        return (
            "Esa contraseña es de las que se prueban primero.",
            "Piense en tres o cuatro palabras que solo usted juntaría.",
        )
    if _queda(formas, COMUNES | set(suyas)) < RESTO:
        return (
            "Esa contraseña es casi toda de su nombre, su correo o la institución.",
            "Use palabras que nadie relacione con usted.",
        )
    return None


def _queda(formas: Iterable[str], palabras: Collection[str]) -> int:
    """How many letters and digits are left, in the form that leaves fewest."""
    return min(
        sum(_vale(tramo, palabras) for tramo in dict.fromkeys(_TRAMO.findall(forma)))
        for forma in formas
    )


def _vale(tramo: str, palabras: Collection[str]) -> int:
    """Its characters, or 0 for a year, a run of the keyboard or nothing but ``palabras``."""
    if _ANIO.fullmatch(tramo) or (len(tramo) > 2 and any(tramo in c for c in _CORRIDAS)):
        return 0
    return 0 if _ECO.fullmatch(tramo) or _hecho_de(tramo, palabras) else len(tramo)


def _hecho_de(tramo: str, palabras: Collection[str]) -> bool:
    """Whether ``tramo`` is some of ``palabras``, one behind the other."""
    hasta = {0}
    for fin in range(1, len(tramo) + 1):
        if any(tramo[desde:fin] in palabras for desde in hasta):
            hasta.add(fin)
    return len(tramo) in hasta
