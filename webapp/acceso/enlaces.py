"""The link of a letter: its seal, signed by Flask-Security; kept nowhere."""

from __future__ import annotations

from flask_security.proxies import _security
from itsdangerous import BadData

from webapp.modelos import Carta, ClaseCarta

#: Clase → the page that its link opens.
PAGINAS = {
    ClaseCarta.INVITACION: "contrasena.invitacion",
    ClaseCarta.REPOSICION: "contrasena.reponer",
}


def ficha_de(carta: Carta) -> str:
    """What goes in the address. Whoever has it chooses the password, once."""
    return str(_security.reset_serializer.dumps([carta.clase, carta.sello]))


def sello_de(ficha: str, clase: ClaseCarta) -> str:
    """The seal of the letter; "" for what this installation did not sign for that."""
    try:
        suya, sello = _security.reset_serializer.loads(ficha)
    except (BadData, TypeError, ValueError):
        return ""
    return str(sello) if suya == clase.value else ""
