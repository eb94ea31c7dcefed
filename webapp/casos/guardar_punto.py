"""Guardar punto: the session, the texts, and which cargos in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from webapp.casos._puntos import meter, punto_en_preparacion, tocar
from webapp.casos._textos import exigir_texto
from webapp.casos.actor import Actor
from webapp.modelos import Punto, PuntoVersion
from workflows.errores import DatosInvalidos

CLASES = ("", "ordinaria", "extraordinaria")
#: Longest text of a draft agreement, in characters.
MAXIMO_TEXTO = 60_000


@dataclass(frozen=True, slots=True)
class DatosDePunto:
    """What is typed of an agenda item. A text that is None is what the formato says."""

    clase: str
    sesion: str
    fecha: date | None
    articulo: str
    titulo: str | None
    considerandos: str | None
    por_tanto: str | None


_CABEN = {
    "sesion": ("El número de la sesión", 60),
    "articulo": ("El artículo", 60),
    "titulo": ("El título", 300),
    "considerandos": ("Los considerandos", MAXIMO_TEXTO),
    "por_tanto": ("El por tanto", MAXIMO_TEXTO),
}


def guardar_punto(
    session: Session,
    actor: Actor,
    punto_id: int,
    serie: int,
    datos: DatosDePunto,
    orden: Sequence[int],
) -> int:
    """Keep what was typed, and the cargos in the order of ``orden`` (version ids): those that are
    not in it are let go, those that are new come in. Returns the new serie.

    Raises PuntoCambiado when somebody saved it since, DatosInvalidos, ActoInvalido.
    """
    registro, punto, _ = punto_en_preparacion(session, actor, punto_id, serie)
    if datos.clase not in CLASES:
        raise DatosInvalidos("La sesión es ordinaria o extraordinaria.", "Elija una.", "clase")
    for campo, (lugar, maximo) in _CABEN.items():
        exigir_texto(getattr(datos, campo) or "", maximo, lugar=lugar, campo=campo)
    elegidas = list(dict.fromkeys(orden))
    if not elegidas:
        raise DatosInvalidos(
            "Un punto lleva al menos un cargo.",
            "Si ya no va a la junta, descártelo al pie de la página.",
            "cargos",
        )
    for dato in fields(datos):
        valor = getattr(datos, dato.name)
        setattr(punto, dato.name, valor.strip() if isinstance(valor, str) else valor)
    _ordenar(session, punto, elegidas)
    hay = set(_en(session, punto))
    meter(registro, punto, nuevas := [v for v in elegidas if v not in hay], len(hay) + 1)
    if nuevas:
        _ordenar(session, punto, elegidas)
    tocar(punto, actor)
    session.flush()
    return punto.serie


def _ordenar(session: Session, punto: Punto, elegidas: list[int]) -> None:
    """Let go of what is not chosen, and number what is."""
    session.execute(
        delete(PuntoVersion).where(
            PuntoVersion.punto_id == punto.id, PuntoVersion.version_id.not_in(elegidas)
        )
    )
    lugar = {v: n for n, v in enumerate(elegidas, 1)}
    filas = [{"version_id": v, "orden": lugar[v]} for v in _en(session, punto)]
    if filas:
        session.execute(update(PuntoVersion), filas)


def _en(session: Session, punto: Punto) -> Sequence[int]:
    return session.scalars(
        select(PuntoVersion.version_id).where(PuntoVersion.punto_id == punto.id)
    ).all()
