"""The history of a draft: its saves in sittings, and the text as any of them left it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.hechos import VersionVista
from webapp.modelos import Guardado, Persona
from workflows.contenido import Contenido
from workflows.errores import NoEncontrado
from workflows.piezas import de_piezas, en_piezas

#: A pause longer than this begins another sitting.
PAUSA = timedelta(minutes=30)
#: How many changed pieces to walk back before giving up.
LIMITE = 20_000


@dataclass(frozen=True, slots=True)
class GuardadoVisto:
    """One save: its serie, when, and how many pieces of the text it changed."""

    serie: int
    momento: datetime
    piezas: int


@dataclass(frozen=True, slots=True)
class Sesion:
    """The saves somebody made without a long pause, newest first."""

    persona: str
    desde: datetime
    hasta: datetime
    guardados: tuple[GuardadoVisto, ...]


def sesiones(session: Session, version_id: int, limite: int = 500) -> tuple[Sesion, ...]:
    """The sittings of a draft, newest first, in one statement; ``limite`` saves at the most."""
    filas = session.execute(
        select(Guardado.serie, Persona.nombre, func.max(Guardado.momento), func.count(Guardado.id))
        .join(Persona, Persona.id == Guardado.persona_id)
        .where(Guardado.version_id == version_id)
        .group_by(Guardado.serie, Persona.id, Persona.nombre)
        .order_by(Guardado.serie.desc())
        .limit(limite)
    ).all()
    juntas: list[tuple[str, list[GuardadoVisto]]] = []
    for serie, persona, momento, piezas in filas:
        guardado = GuardadoVisto(serie, momento, piezas)
        if juntas and juntas[-1][0] == persona and juntas[-1][1][-1].momento - momento <= PAUSA:
            juntas[-1][1].append(guardado)
        else:
            juntas.append((persona, [guardado]))
    return tuple(
        Sesion(persona, suyos[-1].momento, suyos[0].momento, tuple(suyos))
        for persona, suyos in juntas
    )


def texto_en(session: Session, vista: VersionVista, serie: int) -> Contenido:
    """The draft as the save ``serie`` left it; 1 is the text it was opened with.

    Raises NoEncontrado when there was no such save.
    """
    if not 1 <= serie <= vista.serie:
        raise NoEncontrado(
            "Ese guardado no está en la historia del borrador.", "Elija uno de la lista."
        )
    texto = vista.contenido
    for hasta, anterior in hacia_atras(session, vista):
        if hasta < serie:
            break
        texto = anterior
    return texto


def hacia_atras(session: Session, vista: VersionVista) -> Iterator[tuple[int, Contenido]]:
    """The draft now, then before its last save, and so on: (last serie that says it, text)."""
    yield vista.serie, vista.contenido
    piezas = en_piezas(vista.contenido)
    guardados = session.scalars(
        select(Guardado)
        .where(Guardado.version_id == vista.version.id)
        .order_by(Guardado.serie.desc(), Guardado.id.desc())
        .limit(LIMITE)
    )
    for serie, suyos in groupby(guardados, key=lambda g: g.serie):
        for guardado in suyos:
            if guardado.antes is None:
                piezas.pop(guardado.pieza, None)
            else:
                piezas[guardado.pieza] = guardado.antes
        yield serie - 1, de_piezas(piezas)
