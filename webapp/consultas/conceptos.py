"""What the manual already says of a competencia at a grade, so that nobody writes it otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.consultas.manuales import ManualVisto
from webapp.consultas.vigencia import vigente_en
from webapp.hechos import cadena_de
from webapp.modelos import Cargo, ContenidoGuardado, TipoVersion, Version
from workflows.texto import plano

#: A competencia, as ``workflows.texto.plano`` leaves it, and a grade.
Clave = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Concepto:
    """A concepto in force: how the competencia is written there, and which cargos use it."""

    competencia: str
    grado: int
    concepto: str
    cargos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conceptos:
    """Those of a manual on one day; ``sello`` changes when any of them may have."""

    sello: str
    todos: Mapping[Clave, tuple[Concepto, ...]]

    def de(self, competencia: str, grado: int) -> tuple[Concepto, ...]:
        """Those of a pair, the most used first; none when the manual does not use it."""
        return self.todos.get((plano(competencia), grado), ())


_ultimos: dict[int, Conceptos] = {}


def conceptos(session: Session, manual: ManualVisto, dia: date) -> Conceptos:
    """The conceptos in force on ``dia``, in two statements; in one while no acto came between."""
    sello = f"{cadena_de(session, manual.id)[1]}-{dia.isoformat()}"
    sabidos = _ultimos.get(manual.id)
    if sabidos is None or sabidos.sello != sello:
        sabidos = _ultimos[manual.id] = Conceptos(sello, _leer(session, manual, dia))
    return sabidos


def _leer(session: Session, manual: ManualVisto, dia: date) -> dict[Clave, tuple[Concepto, ...]]:
    filas = session.execute(
        select(Cargo.titulo, ContenidoGuardado.texto)
        .select_from(Cargo)
        .join(Version, Version.id == vigente_en(dia))
        .join(ContenidoGuardado, ContenidoGuardado.hash == Version.contenido_hash)
        .where(Cargo.manual_id == manual.id, Version.tipo != TipoVersion.DEROGACION)
        .order_by(Cargo.titulo, Cargo.id)
    )
    usos: dict[Clave, dict[tuple[str, str], list[str]]] = {}
    for titulo, texto in filas:
        for fila in json.loads(texto)["competencias"]:
            if fila["competencia"] and fila["concepto"]:
                clave = plano(fila["competencia"]), fila["grado"]
                dicho = fila["competencia"], fila["concepto"]
                usos.setdefault(clave, {}).setdefault(dicho, []).append(titulo)
    return {
        clave: tuple(
            Concepto(competencia, clave[1], concepto, tuple(cargos))
            for (competencia, concepto), cargos in sorted(dichos.items(), key=lambda d: -len(d[1]))
        )
        for clave, dichos in usos.items()
    }
