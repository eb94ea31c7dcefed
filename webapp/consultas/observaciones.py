"""The threads of a version as one person may read them, each where it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from webapp.hechos import VersionVista
from webapp.modelos import Observacion, Persona, Respuesta
from workflows.anclas import Ancla, Lugar, Situacion, rotulo_de, ubicar
from workflows.contenido import Contenido
from workflows.diferencias import Tramo, tramos
from workflows.formatos import Formato
from workflows.formatos.modelo import ClaseEstado
from workflows.hilos import (
    ClaseObservacion,
    ClaseRespuesta,
    EstadoHilo,
    Hilo,
    Papel,
    estado_de,
    palabras_de,
    posibles,
    sello,
)
from workflows.textos import textos_de

#: How a thread stands, in words.
ESTADOS = {
    EstadoHilo.ABIERTO: "Abierta",
    EstadoHilo.ATENDIDO: "Atendida, falta confirmarla",
    EstadoHilo.RESUELTO: "Resuelta",
    EstadoHilo.ACEPTADO: "Sugerencia aceptada",
    EstadoHilo.DECLINADO: "Sugerencia declinada",
}


@dataclass(frozen=True, slots=True)
class RespuestaVista:
    """An answer, by whom and when."""

    clase: ClaseRespuesta
    texto: str
    de: str
    unidad: str
    momento: datetime


@dataclass(frozen=True, slots=True)
class HiloVisto:
    """A thread: what was remarked where, where that is now, and what this person may do.

    ``lugar`` is where it was said, ``ahora`` where it stands. ``propone`` are the words that
    accepting would change in the text as it is, and ``sello`` names that text.
    """

    id: int
    clase: ClaseObservacion
    estado: EstadoHilo
    de: str
    momento: datetime
    texto: str
    pieza: str
    lugar: str
    ahora: str
    situacion: Situacion
    reescrito: bool
    decia: str
    cita: str
    inicio: int | None
    fin: int | None
    propuesta: str | None
    propone: tuple[Tramo, ...]
    sello: str
    unidad: str
    vence: date | None
    vencido: bool
    respuestas: tuple[RespuestaVista, ...]
    puede: frozenset[ClaseRespuesta]

    @property
    def abierto(self) -> bool:
        """Whether somebody still has to do something."""
        return self.estado.esta_abierto

    @property
    def quitado(self) -> bool:
        """Whether what it is about is no longer in the text."""
        return self.situacion is Situacion.QUITADO

    @property
    def estado_rotulo(self) -> str:
        """How it stands, in words."""
        if self.clase is ClaseObservacion.CRITERIO and self.abierto:
            return "Contestado, falta cerrarlo" if self.contestado else "Sin contestar"
        if self.clase is not ClaseObservacion.OBSERVACION and not self.abierto:
            return "Cerrado" if self.clase is ClaseObservacion.CRITERIO else "Resuelta"
        return ESTADOS[self.estado]

    @property
    def contestado(self) -> bool:
        """Whether the unit that was asked has said something."""
        return any(r.unidad == self.unidad for r in self.respuestas if self.unidad)


def hilos(
    session: Session, formato: Formato, vista: VersionVista, papel: Papel, hoy: date
) -> tuple[HiloVisto, ...]:
    """What this person may read of what was said about a version, oldest first, in one statement.

    What is not for them does not leave the database; of what nobody remarked on nothing is asked.
    """
    if not vista.observada:
        return ()
    pide = {"version": vista.version.id, "unidad": papel.unidad}
    filas = session.execute(_visibles(papel.tramita, papel.ve_notas), pide).all()
    contenido = vista.contenido
    textos = dict(textos_de(contenido))
    return tuple(
        _hilo(list(suyas), formato, vista, papel, hoy, textos)
        for _, suyas in groupby(filas, key=lambda f: f[0].id)
    )


def abiertos(hilos: Iterable[HiloVisto]) -> list[HiloVisto]:
    """Those that bar a signature: open, and no internal note."""
    return [h for h in hilos if h.abierto and h.clase is not ClaseObservacion.NOTA]


def _consulta() -> Any:
    quien = aliased(Persona)
    return (
        select(Observacion, Persona.nombre, Respuesta, quien.nombre, quien.unidad)
        .join(Persona, Persona.id == Observacion.persona_id)
        .outerjoin(Respuesta, Respuesta.observacion_id == Observacion.id)
        .outerjoin(quien, quien.id == Respuesta.persona_id)
        .where(Observacion.version_id == bindparam("version"))
        .order_by(Observacion.id, Respuesta.id)
    )


@cache
def _visibles(tramita: bool, ve_notas: bool) -> Any:
    """``workflows.hilos.ve`` as a criterion; built once, which takes longer than reading."""
    consulta = _consulta()
    if not tramita:
        return consulta.where(
            and_(
                Observacion.clase == ClaseObservacion.CRITERIO,
                Observacion.unidad == bindparam("unidad"),
            )
        )
    if not ve_notas:
        return consulta.where(Observacion.clase != ClaseObservacion.NOTA)
    return consulta


def _hilo(
    filas: Sequence[Any],
    formato: Formato,
    vista: VersionVista,
    papel: Papel,
    hoy: date,
    textos: dict[str, str],
) -> HiloVisto:
    o: Observacion = filas[0][0]
    respuestas = tuple(
        RespuestaVista(ClaseRespuesta(r.clase), r.texto, nombre, unidad, r.momento)
        for _, _, r, nombre, unidad in filas
        if r is not None
    )
    clase = ClaseObservacion(o.clase)
    estado = estado_de(r.clase for r in respuestas)
    lugar = ubicar(Ancla(o.pieza, o.texto_pieza, o.cita, o.desde), vista.contenido)
    version = ClaseEstado(vista.version.estado_clase)
    puede = posibles(
        Hilo(clase, estado, o.persona_id, o.propuesta is not None, o.unidad, version), papel
    )
    if lugar.situacion is not Situacion.EN_SU_SITIO:
        puede -= {ClaseRespuesta.ACEPTADA}
    return HiloVisto(
        id=o.id,
        clase=clase,
        estado=estado,
        de=filas[0][1],
        momento=o.momento,
        texto=o.texto,
        pieza=lugar.pieza,
        lugar=o.lugar,
        ahora=_rotulo(lugar, vista.contenido, formato),
        situacion=lugar.situacion,
        reescrito=lugar.reescrito,
        decia=palabras_de(o.pieza, o.texto_pieza),
        cita=" · ".join(o.cita.split("\t")),
        inicio=lugar.inicio,
        fin=lugar.fin,
        propuesta=o.propuesta,
        propone=_propone(o, lugar, textos),
        sello=sello(textos.get(lugar.pieza, "")),
        unidad=o.unidad,
        vence=o.vence,
        vencido=o.vence is not None and o.vence < hoy and estado.esta_abierto,
        respuestas=respuestas,
        puede=puede,
    )


def _rotulo(lugar: Lugar, contenido: Contenido, formato: Formato) -> str:
    if lugar.situacion is Situacion.QUITADO:
        return ""
    return rotulo_de(lugar.pieza, contenido, formato)


def _propone(o: Observacion, lugar: Lugar, textos: dict[str, str]) -> tuple[Tramo, ...]:
    if o.propuesta is None:
        return ()
    original = palabras_de(o.pieza, o.texto_pieza)
    en_su_sitio = lugar.situacion is Situacion.EN_SU_SITIO
    return tramos(textos.get(lugar.pieza, original) if en_su_sitio else original, o.propuesta)
