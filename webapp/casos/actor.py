"""Who acts, when, and how they last proved that it is them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.modelos import ClaseAsunto
from workflows.formatos.modelo import ClaseActo

#: The actos by which somebody answers for a text or a decision: each asks who they are.
FIRMAS = frozenset(
    {
        ClaseActo.ELABORACION.value,
        ClaseActo.REVISION.value,
        ClaseActo.APROBACION.value,
        ClaseActo.ASIENTO.value,
        ClaseAsunto.INSTRUMENTO.value,
    }
)


@dataclass(frozen=True, slots=True)
class Prueba:
    """The last proof of identity: by what ``medio``, how many seconds ago, and whether it is
    recent enough to sign with (``vale``)."""

    medio: str
    hace: int
    vale: bool


#: Somebody at a page who has not proved anything.
SIN_PRUEBA = Prueba("", 0, False)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person by id, and the moment it is for them (timezone-aware).

    ``prueba`` is None only for who acts at the command line of the server. An ``ensayo``
    is shown what would be recorded, and can never be committed.
    """

    persona_id: int
    ahora: datetime
    prueba: Prueba | None = None
    ensayo: bool = False


class PideIdentidad(Exception):
    """What is asked for needs a fresher proof of who it is; ``que`` says what it is, as it
    goes after «Va a»: «firmar como elaborado: …».

    No refusal: the page asks, and the same form goes on (webapp/vistas/_prueba.py).
    """

    def __init__(self, que: str, *, firma: bool = True) -> None:
        super().__init__(f"falta una prueba reciente de identidad para: {que}")
        self.que, self.firma = que, firma
