"""An agenda item in the hands of somebody who takes things to the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import String, bindparam, cast, select
from sqlalchemy.orm import Session

from webapp.bd import insertar
from webapp.casos._aprobar import acto_de_aprobacion
from webapp.casos._registrar import Registro
from webapp.casos.actor import Actor
from webapp.columnas import filas, juntas
from webapp.hechos import hoy_en
from webapp.modelos import (
    Cargo,
    FasePunto,
    InstrumentoRegistrado,
    Manual,
    Persona,
    Punto,
    PuntoVersion,
    Version,
)
from workflows.errores import ActoInvalido, NoEncontrado
from workflows.fechas import escribir_fecha
from workflows.formatos import modelo as fm


def de_secretaria(session: Session, actor: Actor, manual_id: int) -> Registro:
    """The manual, locked, for somebody who records what its board decides.

    Raises ActoInvalido where there is no board, ActoNegado, NoEncontrado.
    """
    registro = Registro(session, actor, manual_id)
    acto = acto_de_aprobacion(registro.formato, fm.ClaseInstrumento.ACUERDO)
    registro.exigir_rol(*acto.roles, para="Preparar la sesión")
    return registro


class EnPreparacion(NamedTuple):
    """The manual, locked; an agenda item of it that may still change; the ids of its versions."""

    registro: Registro
    punto: Punto
    versiones: frozenset[int]


def punto_en_preparacion(
    session: Session,
    actor: Actor,
    punto_id: int,
    serie: int | None = None,
    *,
    manual_id: int | None = None,
) -> EnPreparacion:
    """An agenda item that may still change, locked; ``serie`` is the save that was seen.

    ``manual_id``, where the caller knows whose it has to be. Raises NoEncontrado, ActoInvalido
    saying by whom and when it was recorded, discarded or saved since.
    """
    if manual_id is None:
        manual_id = session.scalar(select(Punto.manual_id).where(Punto.id == punto_id))
    if manual_id is None:
        raise NoEncontrado("Ese punto no existe.", "Vuelva a la lista de la junta.")
    registro = de_secretaria(session, actor, manual_id)
    fila = session.execute(_el_punto(), {"punto": punto_id, "manual": manual_id}).first()
    if fila is None:
        raise NoEncontrado("Ese punto no existe.", "Vuelva a la lista de la junta.")
    punto, quien, numero, versiones = fila
    dicho = f"{quien}, {_cuando(registro.manual, punto.momento)}"
    if punto.fase == FasePunto.REGISTRADO:
        raise ActoInvalido(
            f"El acuerdo de este punto ya está registrado, como {numero}: lo hizo {dicho}.",
            "Sus cargos ya quedaron como decidió la sesión; no se registró nada más.",
        )
    if punto.fase == FasePunto.DESCARTADO:
        raise ActoInvalido(
            f"Este punto se descartó: lo hizo {dicho}.", "Sus cargos esperan en la lista de junta."
        )
    if serie is not None and serie != punto.serie:
        raise PuntoCambiado(
            f"Mientras usted escribía, otra persona guardó este punto: {dicho}.",
            "Lo suyo sigue en la página. Compárelo con lo guardado y guarde de nuevo.",
        )
    return EnPreparacion(registro, punto, frozenset(int(v) for (v,) in filas(versiones)))


@cache
def _el_punto() -> Any:
    """An agenda item, who saved it last, the number of its acuerdo, and its versions."""
    versiones = (
        select(juntas(cast(PuntoVersion.version_id, String)))
        .where(PuntoVersion.punto_id == Punto.id)
        .scalar_subquery()
    )
    return (
        select(Punto, Persona.nombre, InstrumentoRegistrado.numero, versiones)
        .join(Persona, Persona.id == Punto.persona_id)
        .outerjoin(InstrumentoRegistrado, InstrumentoRegistrado.id == Punto.instrumento_id)
        .where(Punto.id == bindparam("punto"), Punto.manual_id == bindparam("manual"))
        .with_for_update(of=Punto)
    )


class PuntoCambiado(ActoInvalido):
    """Somebody saved the agenda item after it was opened (409)."""


def tocar(punto: Punto, actor: Actor) -> None:
    """Note who saved it, and that whoever saw it before sees another now."""
    punto.serie += 1
    punto.persona_id, punto.momento = actor.persona_id, actor.ahora


def meter(registro: Registro, punto: Punto, versiones: Sequence[int], desde: int) -> None:
    """Put versions in an agenda item, from place ``desde``.

    Raises ActoInvalido naming the one that waits for no board or is in another item.
    """
    session = registro.session
    acto = acto_de_aprobacion(registro.formato, fm.ClaseInstrumento.ACUERDO)
    leidas = session.execute(_lo_que_se_lleva(), {"versiones": list(versiones)}).all()
    hay = {v.id: v for v in leidas}
    if faltan := [id_ for id_ in versiones if id_ not in hay]:
        raise NoEncontrado(f"No hay una versión {faltan[0]}.", "Vuelva a su bandeja.")
    for v in map(hay.__getitem__, versiones):
        if v.manual_id != punto.manual_id:
            raise ActoInvalido(f"{v.titulo} es de otro manual.", "Quítelo de la lista.")
        if v.estado not in acto.desde:
            rotulo = registro.formato.estado(v.estado).rotulo.lower()
            raise ActoInvalido(
                f"{v.titulo} no espera sesión: está en estado {rotulo}.",
                "No se agregó ninguno. Actualice la página.",
            )
    ocupada = next((v for v in map(hay.__getitem__, versiones) if v.clase is not None), None)
    if ocupada is not None:
        sesion = " ".join(f"{ocupada.clase} {ocupada.sesion}".split())
        cual = f"el punto de la sesión {sesion}" if sesion else "otro punto en preparación"
        raise ActoInvalido(
            f"{ocupada.titulo} ya está en {cual}.",
            "No se agregó ninguno. Quítelo de ese punto, o trabaje en él.",
        )
    insertar(
        session,
        PuntoVersion,
        [
            {"version_id": v, "punto_id": punto.id, "orden": n}
            for n, v in enumerate(versiones, desde)
        ],
    )


@cache
def _lo_que_se_lleva() -> Any:
    """Where each version stands, and the agenda item it is in, if it is in one."""
    return (
        select(
            Version.id,
            Version.manual_id,
            Version.estado,
            Cargo.titulo,
            Punto.clase,
            Punto.sesion,
        )
        .select_from(Version)
        .join(Cargo, Cargo.id == Version.cargo_id)
        .outerjoin(PuntoVersion, PuntoVersion.version_id == Version.id)
        .outerjoin(Punto, Punto.id == PuntoVersion.punto_id)
        .where(Version.id.in_(bindparam("versiones", expanding=True)))
    )


def _cuando(manual: Manual, momento: datetime) -> str:
    hora = momento.astimezone(ZoneInfo(manual.zona)).strftime("%H:%M")
    return f"el {escribir_fecha(hoy_en(manual, momento))} a las {hora}"
