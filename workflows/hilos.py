"""What is said about a version: what each answer does to its thread, and who may give it.

Three readers never mix: internal notes are only for those who may review and did not write;
a unit that was asked for its criterio sees that question alone; the rest is everybody's who
has a part in the workflow.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workflows.errores import ActoInvalido, ActoNegado, ErrorVigente
from workflows.formatos.modelo import ClaseActo, ClaseEstado, Formato
from workflows.piezas import FILA, ITEM


class ClaseObservacion(StrEnum):
    """Who a remark is for."""

    OBSERVACION = "observacion"  #: for the authors; it may propose a text
    NOTA = "nota"  #: between those who review: its version's authors never receive it
    CRITERIO = "criterio"  #: asked of another unit, with a date it is due


class ClaseRespuesta(StrEnum):
    """What an answer does to its thread."""

    COMENTARIO = "comentario"  #: nothing
    ATENDIDA = "atendida"  #: an author says it is done; who remarked confirms it
    RESUELTA = "resuelta"  #: it is closed
    REABIERTA = "reabierta"  #: it is open again
    ACEPTADA = "aceptada"  #: an author wrote the proposed text: closed
    DECLINADA = "declinada"  #: an author says why not: closed


#: Answers after which a thread is closed.
CIERRAN = (ClaseRespuesta.RESUELTA, ClaseRespuesta.ACEPTADA, ClaseRespuesta.DECLINADA)
#: Answers that say nothing without words.
CON_PALABRAS = (ClaseRespuesta.COMENTARIO, ClaseRespuesta.DECLINADA)


class EstadoHilo(StrEnum):
    """How a thread stands; the first two are open."""

    ABIERTO = "abierto"
    ATENDIDO = "atendido"  #: done, says an author; not confirmed yet
    RESUELTO = "resuelto"
    ACEPTADO = "aceptado"
    DECLINADO = "declinado"

    @property
    def esta_abierto(self) -> bool:
        """Whether somebody still has to do something."""
        return self in (EstadoHilo.ABIERTO, EstadoHilo.ATENDIDO)


_CIERRE = {
    ClaseRespuesta.RESUELTA: EstadoHilo.RESUELTO,
    ClaseRespuesta.ACEPTADA: EstadoHilo.ACEPTADO,
    ClaseRespuesta.DECLINADA: EstadoHilo.DECLINADO,
}


@dataclass(frozen=True, slots=True)
class Papel:
    """What somebody is to one version. ``unidad`` is "" for who is not of the institution."""

    persona: int
    tramita: bool  #: has any part in the workflow
    escribe: bool  #: may write drafts
    revisa: bool  #: may review or return
    es_autor: bool  #: wrote on this version
    unidad: str = ""

    @property
    def ve_notas(self) -> bool:
        """Whether internal notes are for them: those of a version one wrote never are."""
        return self.revisa and not self.es_autor

    @property
    def redacta(self) -> bool:
        """Whether they answer for the text. Who may also review does only once they wrote."""
        return self.escribe and (self.es_autor or not self.revisa)


@dataclass(frozen=True, slots=True)
class Hilo:
    """What the rules ask about a thread."""

    clase: ClaseObservacion
    estado: EstadoHilo
    de: int  #: who made the remark
    sugiere: bool  #: it proposes a text
    unidad: str  #: which was asked for its criterio
    version: ClaseEstado  #: where its version stands


def papel_de(
    formato: Formato, persona: int, roles: frozenset[str], *, es_autor: bool, unidad: str
) -> Papel:
    """What a person with those roles is to a version of that formato."""

    def puede(*clases: ClaseActo) -> bool:
        return any(roles & set(a.roles) for a in formato.actos if a.clase in clases)

    return Papel(
        persona,
        bool(roles & {r.clave for r in formato.roles}),
        puede(ClaseActo.ELABORACION),
        puede(ClaseActo.REVISION, ClaseActo.DEVOLUCION),
        es_autor,
        unidad,
    )


def estado_de(respuestas: Iterable[str]) -> EstadoHilo:
    """How a thread stands after its answers (their clases, in order)."""
    estado = EstadoHilo.ABIERTO
    for clase in map(ClaseRespuesta, respuestas):
        if clase is ClaseRespuesta.REABIERTA:
            estado = EstadoHilo.ABIERTO
        elif clase is ClaseRespuesta.ATENDIDA and estado.esta_abierto:
            estado = EstadoHilo.ATENDIDO
        else:
            estado = _CIERRE.get(clase, estado)
    return estado


def ve(clase: ClaseObservacion, unidad: str, papel: Papel) -> bool:
    """Whether a thread exists for somebody."""
    if clase is ClaseObservacion.NOTA:
        return papel.ve_notas
    de_su_unidad = clase is ClaseObservacion.CRITERIO and bool(unidad) and unidad == papel.unidad
    return papel.tramita or de_su_unidad


def posibles(hilo: Hilo, papel: Papel) -> frozenset[ClaseRespuesta]:
    """The answers this person may give now to a thread they see."""
    return frozenset(c for c in ClaseRespuesta if impedimento(hilo, papel, c) is None)


def impedimento(hilo: Hilo, papel: Papel, clase: ClaseRespuesta) -> ErrorVigente | None:
    """Why this person may not give that answer, who may and what to do instead; None if so."""
    if hilo.version not in (ClaseEstado.EDICION, ClaseEstado.TRAMITE):
        return ActoInvalido(
            "Esta versión ya terminó: sus observaciones no se responden.",
            "Si el texto debe cambiar, abra un borrador nuevo del cargo.",
        )
    if clase is ClaseRespuesta.COMENTARIO:
        return None if ve(hilo.clase, hilo.unidad, papel) else _ajena()
    if clase in (ClaseRespuesta.RESUELTA, ClaseRespuesta.REABIERTA):
        return _cierre(hilo, papel, clase)
    return _del_texto(hilo, papel, clase)


def _cierre(hilo: Hilo, papel: Papel, clase: ClaseRespuesta) -> ErrorVigente | None:
    if not (papel.ve_notas or (papel.tramita and papel.persona == hilo.de)):
        return ActoNegado(
            "Darla por resuelta o reabrirla le toca a quien la hizo, o a quien revisa y no "
            "escribió este texto.",
            "Responda con un comentario.",
        )
    if clase is ClaseRespuesta.RESUELTA and not hilo.estado.esta_abierto:
        return ActoInvalido("Esa observación ya estaba cerrada.", "Si hace falta, reábrala.")
    if clase is ClaseRespuesta.REABIERTA and hilo.estado is EstadoHilo.ABIERTO:
        return ActoInvalido("Esa observación sigue abierta.", "Responda con un comentario.")
    return None


def _del_texto(hilo: Hilo, papel: Papel, clase: ClaseRespuesta) -> ErrorVigente | None:
    """What only the writer answers: done, accepted, declined."""
    if hilo.clase is not ClaseObservacion.OBSERVACION:
        return ActoInvalido("Eso no se atiende en el texto.", "Responda con un comentario.")
    if clase is not ClaseRespuesta.ATENDIDA and not hilo.sugiere:
        return ActoInvalido(
            "Esa observación no propone un texto: no hay qué aceptar ni declinar.",
            "Respóndala, o márquela como atendida.",
        )
    if not papel.redacta:
        return ActoNegado(
            "Atender, aceptar o declinar le toca a quien escribe el texto.",
            "Responda con un comentario.",
        )
    if not hilo.estado.esta_abierto:
        return ActoInvalido("Esa observación ya estaba cerrada.", "Responda con un comentario.")
    if clase is ClaseRespuesta.ATENDIDA and hilo.estado is EstadoHilo.ATENDIDO:
        return ActoInvalido(
            "Esa observación ya figura como atendida.", "Falta que la confirme quien la hizo."
        )
    if hilo.version is not ClaseEstado.EDICION:
        return ActoInvalido(
            "El texto está firmado y no se puede cambiar ahora.",
            "Retírelo o espere a que vuelva a borrador; mientras tanto, responda con un "
            "comentario.",
        )
    return None


def _ajena() -> ErrorVigente:
    return ActoNegado(
        "Aquí responden quienes tienen parte en el trámite de esta versión.",
        "Si le corresponde, pídalo a quien administra el manual.",
    )


def sello(texto: str) -> str:
    """SHA-256 (64 hexadecimal digits) of a text as it was shown: you accept over what you saw."""
    return hashlib.sha256(texto.encode()).hexdigest()


def admite_propuesta(pieza: str) -> bool:
    """Whether another text can be proposed for a piece: an item's, or a row's concepto."""
    return pieza.startswith((ITEM, FILA))


def palabras_de(pieza: str, texto: str) -> str:
    """What a proposal for ``pieza`` replaces, of the text that its anchor kept."""
    return texto.split("\t", 3)[-1] if pieza.startswith(FILA) else texto
