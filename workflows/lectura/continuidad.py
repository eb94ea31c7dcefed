"""Does this line go on with the sentence above it, or begin something of its own?"""

from __future__ import annotations

from enum import Enum, auto

from workflows.lectura.notas import sacar_marcas
from workflows.texto import plano

_PALABRAS_DE_ENLACE = (
    "a al ante bajo con contra de del desde durante e el en entre es hacia hasta la las lo los"
    " mediante ni no o para pero por que se segun si sin sobre su sus tras u un una unas unos"
    " y como cual cuales cuando cuya cuyas cuyo cuyos donde este esta estos estas dicho dicha"
    " tales sea son ser"
)
#: Words no Spanish sentence ends with.
_ENLACES = frozenset(_PALABRAS_DE_ENLACE.split())
_FINALES = ".!?…:;"
_CIERRES = ")]}\"”»'’"


class Salto(Enum):
    """What stands between two lines of text."""

    NINGUNO = auto()  #: nothing: the line was only wrapped
    BLANCO = auto()  #: one or more blank lines
    PAGINA = auto()  #: a page header, or a drawn rule


def termina(texto: str) -> bool:
    """Whether ``texto`` ends as a finished sentence does."""
    limpio = sacar_marcas(texto)[0].rstrip().rstrip(_CIERRES).rstrip()
    return bool(limpio) and limpio[-1] in _FINALES


def pendiente(texto: str) -> bool:
    """Whether ``texto`` plainly asks for more: it ends with a comma or a linking word."""
    limpio = sacar_marcas(texto)[0].rstrip()
    if not limpio:
        return False
    if limpio[-1] in ",-–(/":
        return True
    ultima = plano(limpio.split()[-1]).strip("\"“«('")
    return ultima in _ENLACES and limpio[-1].isalpha()


def minuscula(texto: str) -> bool:
    """Whether ``texto`` begins in the middle of a sentence: lower case, or a closing sign."""
    limpio = sacar_marcas(texto)[0].lstrip("\"“«'( ")
    return bool(limpio) and (limpio[0].islower() or limpio[0] in ",;.)")


def sigue(previo: str, nuevo: str, salto: Salto, *, listado: bool) -> bool:
    """Whether ``nuevo``, which carries no list mark, goes on with ``previo``.

    ``listado`` says ``previo`` is an item with a number or a bullet.
    """
    if salto is Salto.NINGUNO:
        return True
    if salto is Salto.PAGINA:
        if not termina(previo):
            return True
        return minuscula(nuevo) and (listado or not minuscula(previo))
    if not minuscula(nuevo):
        return False
    return pendiente(previo) or (listado and not termina(previo))
