"""The history of a draft: its saves in sittings, and the text as any of them left it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from webapp.guardados import CHOQUE
from webapp.modelos import Guardado, Observacion, Persona, Respuesta
from workflows.piezas import legible

#: A pause longer than this begins another sitting.
PAUSA = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class NoEntro:
    """Two texts of one piece that met in a save: what this person wrote, and what stood.

    Either is "" when that person had taken the piece out.
    """

    pieza: str
    suyo: str
    quedo: str


@dataclass(frozen=True, slots=True)
class GuardadoVisto:
    """One save: its serie, when, and how many pieces of the text it changed.

    ``sugerido`` is who suggested it, when it is a suggestion that was accepted; "" otherwise.
    ``aparte`` is what did not enter, because somebody else had changed the same piece.
    """

    serie: int
    momento: datetime
    piezas: int
    sugerido: str = ""
    aparte: tuple[NoEntro, ...] = ()


@dataclass(frozen=True, slots=True)
class Sesion:
    """The saves somebody made without a long pause, newest first."""

    persona: str
    desde: datetime
    hasta: datetime
    guardados: tuple[GuardadoVisto, ...]


def sesiones(session: Session, version_id: int, limite: int = 500) -> tuple[Sesion, ...]:
    """The sittings of a draft, newest first, in two statements; ``limite`` saves at the most."""
    quien = aliased(Persona)
    choca = Guardado.pieza.startswith(CHOQUE)
    sugerido = (
        select(func.min(quien.nombre))
        .select_from(Respuesta)
        .join(Observacion, Observacion.id == Respuesta.observacion_id)
        .join(quien, quien.id == Observacion.persona_id)
        .where(Observacion.version_id == version_id, Respuesta.serie == Guardado.serie)
        .scalar_subquery()
    )
    filas = session.execute(
        select(
            Guardado.serie,
            Persona.nombre,
            func.max(Guardado.momento),
            func.count(Guardado.id).filter(~choca),
            sugerido,
        )
        .join(Persona, Persona.id == Guardado.persona_id)
        .where(Guardado.version_id == version_id)
        .group_by(Guardado.serie, Persona.id, Persona.nombre)
        .order_by(Guardado.serie.desc())
        .limit(limite)
    ).all()
    aparte: dict[int, list[NoEntro]] = {}
    for serie, pieza, quedo, suyo in session.execute(
        select(Guardado.serie, Guardado.pieza, Guardado.antes, Guardado.despues)
        .where(Guardado.version_id == version_id, choca)
        .where(Guardado.serie >= (filas[-1][0] if filas else 0))
        .order_by(Guardado.id)
    ):
        dicho = NoEntro(pieza.removeprefix(CHOQUE), legible(suyo), legible(quedo))
        aparte.setdefault(serie, []).append(dicho)
    juntas: list[tuple[str, list[GuardadoVisto]]] = []
    for serie, persona, momento, piezas, de in filas:
        guardado = GuardadoVisto(serie, momento, piezas, de or "", tuple(aparte.get(serie, ())))
        if juntas and juntas[-1][0] == persona and juntas[-1][1][-1].momento - momento <= PAUSA:
            juntas[-1][1].append(guardado)
        else:
            juntas.append((persona, [guardado]))
    return tuple(
        Sesion(persona, suyos[-1].momento, suyos[0].momento, tuple(suyos))
        for persona, suyos in juntas
    )
