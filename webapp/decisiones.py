"""What was decided about the findings of a cargo, read with whatever else a statement reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import String, bindparam, cast, select
from sqlalchemy.orm import Session

from webapp.bd import UNO
from webapp.columnas import filas, juntas
from webapp.modelos import Acto, ClaseAsunto, ClaseDesestimacion, Desestimacion, Persona
from workflows.formatos.modelo import ClaseActo

#: A check and the huella of what it found.
Clave = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided that a finding is no mistake, when and why."""

    motivo: str
    persona: str
    momento: datetime


#: Actos after which the approved texts of a manual may be others.
_APRUEBAN = (ClaseActo.APROBACION, ClaseActo.ASIENTO, ClaseAsunto.INSTRUMENTO)


@dataclass(frozen=True, slots=True)
class Sabido:
    """``sello`` changes when what is approved does; the decisions that stand, by cargo."""

    sello: str
    decisiones: Mapping[int, Mapping[Clave, Decision]]


def columnas_de_lo_sabido(manual_id: Any, cargo_id: Any = None) -> tuple[Any, Any]:
    """What :func:`leer_sabido` reads, as two columns of a larger statement: the hash of the last
    acto that approved or undid something, and every decision about the findings of a cargo (or of
    the whole manual)."""
    sello = (
        select(Acto.hash)
        .where(Acto.manual_id == manual_id, Acto.clase.in_(_APRUEBAN))
        .order_by(Acto.seq.desc())
        .limit(UNO)
        .scalar_subquery()
    )
    una = juntas(
        cast(Desestimacion.id, String),
        cast(Desestimacion.cargo_id, String),
        Desestimacion.regla,
        Desestimacion.huella,
        Desestimacion.clase,
        Desestimacion.motivo,
        Persona.nombre,
        cast(Desestimacion.momento, String),
    )
    dichas = (
        select(una)
        .select_from(Desestimacion)
        .join(Persona, Persona.id == Desestimacion.persona_id)
        .where(Desestimacion.manual_id == manual_id)
    )
    if cargo_id is not None:
        dichas = dichas.where(Desestimacion.cargo_id == cargo_id)
    return sello, dichas.correlate_except(Desestimacion, Persona).scalar_subquery()


def leer_sabido(sello: str | None, dichas: str | None) -> Sabido:
    """What is known, from the columns above; of each finding the last decision holds."""
    decisiones: dict[int, dict[Clave, Decision]] = {}
    for _, cargo, regla, huella, clase, motivo, persona, momento in sorted(
        filas(dichas), key=lambda f: int(f[0])
    ):
        suyas = decisiones.setdefault(int(cargo), {})
        if clase == ClaseDesestimacion.DESESTIMADO:
            cuando = datetime.fromisoformat(momento)
            suyas[regla, huella] = Decision(motivo, persona, cuando)
        else:
            suyas.pop((regla, huella), None)
    return Sabido(sello or "", decisiones)


def sabido_de(session: Session, manual_id: int, cargo_id: int | None = None) -> Sabido:
    """What was decided about the findings of a cargo (None: of all), in one statement."""
    pide = {"manual": manual_id, "cargo": cargo_id}
    return leer_sabido(*session.execute(_lo_sabido(cargo_id is not None), pide).one())


@cache
def _lo_sabido(de_un_cargo: bool) -> Any:
    cargo: Any = bindparam("cargo") if de_un_cargo else None
    return select(*columnas_de_lo_sabido(bindparam("manual"), cargo))
