"""The rows of the jobs: asked for once, taken by one worker at a time, ended.

A worker that dies leaves its row *en marcha* with a heartbeat that stops; the next one takes it.
What a worker writes counts only while the row is still its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.modelos.trabajo import Ambito, Fase, Trabajo
from webapp.trabajos.salidas import Salida, ruta_de
from workflows.reloj import TOLERANCIA

#: Without a heartbeat for this long, whoever was at it is taken for dead.
LAPSO = timedelta(seconds=30)
#: How often a job is begun before it is given up: it may be the job that kills its workers.
INTENTOS = 3
#: How long a finished job and its file are kept; it can be made again.
GUARDA = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Encargo:
    """A job to be done. ``depende`` is everything the result depends on: it names the job."""

    manual_id: int
    clase: str
    titulo: str
    datos: Mapping[str, Any]
    depende: Any
    ambito: Ambito
    persona_id: int | None = None

    @property
    def clave(self) -> str:
        """The same for the same work (SHA-256, hexadecimal)."""
        que = json.dumps([self.manual_id, self.clase, self.depende], sort_keys=True)
        return hashlib.sha256(que.encode()).hexdigest()


def pedir(session: Session, encargo: Encargo, ahora: datetime, carpeta: Path) -> Trabajo:
    """The job of this encargo: the one there is, or a new one.

    One that failed, or whose file is no longer in ``carpeta``, begins again, for who asks now.
    """
    existente = _con_clave(session, encargo.clave)
    if existente is None:
        try:
            with session.begin_nested():
                nuevo = _nuevo(encargo, ahora)
                session.add(nuevo)
            return nuevo
        except IntegrityError:
            existente = _con_clave(session, encargo.clave)
            if existente is None:
                raise
    perdido = existente.archivo is not None and not ruta_de(carpeta, existente.archivo).is_file()
    if existente.fase == Fase.FALLO or perdido:
        _rehacer(existente, encargo, ahora)
    return existente


def _rehacer(trabajo: Trabajo, encargo: Encargo, ahora: datetime) -> None:
    trabajo.persona_id, trabajo.datos = encargo.persona_id, _en_texto(encargo.datos)
    trabajo.fase, trabajo.latido = Fase.ESPERA, ahora
    trabajo.error = trabajo.remedio = trabajo.paso = trabajo.dueno = ""
    trabajo.hechos = trabajo.total = trabajo.intentos = 0
    trabajo.archivo = None


def reclamar(session: Session, id_: int, dueno: str, ahora: datetime) -> Trabajo | None:
    """Take a job that waits, or whose worker is dead; None when it is somebody's, or is over."""
    tomada = session.execute(
        update(Trabajo)
        .where(Trabajo.id == id_, _libre(ahora), Trabajo.intentos < INTENTOS)
        .values(
            fase=Fase.MARCHA,
            dueno=dueno,
            latido=ahora,
            intentos=Trabajo.intentos + 1,
        )
        .returning(Trabajo.id)
        .execution_options(synchronize_session=False)
    )
    return session.get(Trabajo, id_) if tomada.first() is not None else None


def anotar(session: Session, id_: int, dueno: str, **valores: Any) -> bool:
    """Write on a job that is still ``dueno``'s; False when it no longer is."""
    tocada = session.execute(
        update(Trabajo)
        .where(Trabajo.id == id_, Trabajo.dueno == dueno, Trabajo.fase == Fase.MARCHA)
        .values(**valores)
        .returning(Trabajo.id)
        .execution_options(synchronize_session=False)
    )
    return tocada.first() is not None


def terminar(session: Session, id_: int, dueno: str, salida: Salida, ahora: datetime) -> bool:
    """It is done, and this is its file."""
    return anotar(
        session,
        id_,
        dueno,
        fase=Fase.HECHO,
        latido=ahora,
        archivo=salida.archivo,
        nombre=salida.nombre,
        tipo=salida.tipo,
        tamano=salida.tamano,
    )


def fallar(
    session: Session, id_: int, dueno: str, error: str, remedio: str, ahora: datetime
) -> bool:
    """It could not be done, and why."""
    return anotar(session, id_, dueno, fase=Fase.FALLO, latido=ahora, error=error, remedio=remedio)


def soltar(session: Session, proceso: str) -> None:
    """A process that is told to stop gives back what it had begun, without counting it."""
    session.execute(
        update(Trabajo)
        .where(Trabajo.dueno.startswith(proceso), Trabajo.fase == Fase.MARCHA)
        .values(fase=Fase.ESPERA, dueno="", intentos=Trabajo.intentos - 1)
        .execution_options(synchronize_session=False)
    )


def pendientes(session: Session, ahora: datetime) -> list[int]:
    """The jobs nobody is at and that should have been taken by now, the oldest first.

    One that was begun too often without an end is given up here.
    """
    session.execute(
        update(Trabajo)
        .where(_libre(ahora), Trabajo.intentos >= INTENTOS)
        .values(
            fase=Fase.FALLO,
            latido=ahora,
            error=f"El servidor se detuvo {INTENTOS} veces mientras lo hacía.",
            remedio="Inténtelo de nuevo; si se repite, avise a quien administra el sistema.",
        )
        .execution_options(synchronize_session=False)
    )
    return list(session.scalars(select(Trabajo.id).where(_libre(ahora)).order_by(Trabajo.id)))


def vencidos(session: Session, ahora: datetime) -> list[str]:
    """Forget what was finished long ago; the files that no job names any more."""
    viejos = and_(
        Trabajo.fase.in_((Fase.HECHO, Fase.FALLO)),
        Trabajo.latido < ahora - GUARDA,
    )
    archivos = set(session.scalars(select(Trabajo.archivo).where(viejos)))
    session.execute(delete(Trabajo).where(viejos))
    usados = set(session.scalars(select(Trabajo.archivo).where(Trabajo.archivo.in_(archivos))))
    return [a for a in archivos - usados if a]


def _libre(ahora: datetime) -> Any:
    return or_(
        Trabajo.fase == Fase.ESPERA,
        and_(
            Trabajo.fase == Fase.MARCHA,
            # Of a clock that ran ahead: whoever is alive writes the next one by this clock.
            or_(Trabajo.latido < ahora - LAPSO, Trabajo.latido > ahora + TOLERANCIA),
        ),
    )


def _con_clave(session: Session, clave: str) -> Trabajo | None:
    return session.scalar(select(Trabajo).where(Trabajo.clave == clave))


def _nuevo(encargo: Encargo, ahora: datetime) -> Trabajo:
    return Trabajo(
        manual_id=encargo.manual_id,
        persona_id=encargo.persona_id,
        clase=encargo.clase,
        clave=encargo.clave,
        titulo=encargo.titulo,
        datos=_en_texto(encargo.datos),
        ambito=encargo.ambito,
        fase=Fase.ESPERA,
        paso="",
        hechos=0,
        total=0,
        error="",
        remedio="",
        intentos=0,
        dueno="",
        creado=ahora,
        latido=ahora,
        nombre="",
        tipo="",
        tamano=0,
    )


def _en_texto(datos: Mapping[str, Any]) -> str:
    return json.dumps(datos, ensure_ascii=False, sort_keys=True)
