"""What a cambio masivo suggested on the versions that were open already, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.consultas.hojas import leer_encabezado
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.observaciones import ESTADOS
from webapp.modelos import Cargo, Grupo, Observacion, Respuesta, Version
from workflows.diferencias import Tramo, recortar, tramos
from workflows.hilos import estado_de, palabras_de
from workflows.nombres import distintivo


@dataclass(frozen=True, slots=True)
class Sugerida:
    """One sugerencia: where, how it stands, and its own words with those around them."""

    lugar: str
    estado: str
    abierta: bool
    tramos: tuple[Tramo, ...]


@dataclass(frozen=True, slots=True)
class CargoSugerido:
    """An open version that got sugerencias instead of a borrador; ``estado`` is where it is now."""

    version_id: int
    titulo: str
    distintivo: str
    codigo: str
    estado: str
    sugeridas: tuple[Sugerida, ...]


def sugeridas_de(session: Session, manual: ManualVisto, grupo: Grupo) -> tuple[CargoSugerido, ...]:
    """In the order they were suggested, in one statement.

    A sugerencia is of the grupo that its author made at that very instant: both are recorded
    with the moment of one acto.
    """
    filas = session.execute(
        select(Observacion, Version, Cargo.titulo, Respuesta.clase)
        .join(Version, Version.id == Observacion.version_id)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .outerjoin(Respuesta, Respuesta.observacion_id == Observacion.id)
        .where(
            Version.manual_id == manual.id,
            Observacion.persona_id == grupo.persona_id,
            Observacion.momento == grupo.momento,
            Observacion.propuesta.is_not(None),
        )
        .order_by(Observacion.version_id, Observacion.id, Respuesta.id)
    )
    return tuple(_cargo(manual, list(suyas)) for _, suyas in groupby(filas, key=lambda f: f[1].id))


def _cargo(manual: ManualVisto, filas: Sequence[Any]) -> CargoSugerido:
    version, titulo = filas[0][1], filas[0][2]
    campos = leer_encabezado(version)
    return CargoSugerido(
        version.id,
        titulo,
        distintivo(manual.formato, campos, titulo),
        campos.get("codigo", ""),
        manual.formato.estado(version.estado).rotulo,
        tuple(_sugerida(list(hilo)) for _, hilo in groupby(filas, key=lambda f: f[0].id)),
    )


def _sugerida(filas: Sequence[Any]) -> Sugerida:
    o: Observacion = filas[0][0]
    estado = estado_de(clase for *_, clase in filas if clase is not None)
    cambio = tramos(palabras_de(o.pieza, o.texto_pieza), o.propuesta or "")
    return Sugerida(o.lugar, ESTADOS[estado], estado.esta_abierto, recortar(cambio))
