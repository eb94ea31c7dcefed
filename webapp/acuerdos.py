"""Rows → what an acuerdo says: as it was recorded, its later actos, and what it says today."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.modelos import Acto, InstrumentoRegistrado
from workflows.acuerdos import (
    CAMPOS,
    ActoDeAcuerdo,
    DatosDeAcuerdo,
    Novedad,
    al_dia,
    con_cambios,
)

_TARDIOS = {a.value for a in ActoDeAcuerdo}


@dataclass(frozen=True, slots=True)
class AcuerdoLeido:
    """An acuerdo: the original, what it says today, and the actos in between.

    ``registro`` is the acto that recorded it; ``ultimo_seq`` the last acto on it, which a
    person who acts on it must have seen (rule 1).
    """

    instrumento: InstrumentoRegistrado
    registro: Acto
    original: DatosDeAcuerdo
    novedades: tuple[Novedad, ...]

    @property
    def datos(self) -> DatosDeAcuerdo:
        """What it says today."""
        return al_dia(self.original, self.novedades)

    def historia(self) -> tuple[tuple[str, Any, tuple[tuple[Novedad, Any], ...]], ...]:
        """Each datum: what it says today, and what it said before each acto that changed it."""
        fotos = [self.original]
        for novedad in self.novedades:
            fotos.append(con_cambios(fotos[-1], novedad.cambios))
        return tuple(
            (
                campo,
                getattr(fotos[-1], campo),
                tuple(
                    (n, getattr(antes, campo))
                    for n, antes in zip(self.novedades, fotos[:-1], strict=True)
                    if campo in n.cambios
                ),
            )
            for campo in CAMPOS
        )

    @property
    def ultimo_seq(self) -> int:
        """The last acto on the acuerdo itself."""
        return self.novedades[-1].seq if self.novedades else self.registro.seq

    @property
    def sin_efecto(self) -> Novedad | None:
        """The acto that left all of it without effect."""
        return next((n for n in self.novedades if n.todo), None)


def leer_acuerdos(
    session: Session, instrumentos: Sequence[InstrumentoRegistrado]
) -> dict[int, AcuerdoLeido]:
    """Acuerdos by id, in one statement however many they are."""
    actos: dict[int, list[Acto]] = {}
    for acto in session.scalars(
        select(Acto)
        .where(Acto.instrumento_id.in_([i.id for i in instrumentos]), Acto.version_id.is_(None))
        .order_by(Acto.seq)
    ):
        actos.setdefault(acto.instrumento_id or 0, []).append(acto)
    return {
        i.id: AcuerdoLeido(
            i,
            actos[i.id][0],
            original_de(i),
            tuple(_novedad(a) for a in actos[i.id][1:] if a.acto in _TARDIOS),
        )
        for i in instrumentos
    }


def leer_acuerdo_de(session: Session, instrumento: InstrumentoRegistrado) -> AcuerdoLeido:
    """One acuerdo, in one statement."""
    return leer_acuerdos(session, [instrumento])[instrumento.id]


def original_de(i: InstrumentoRegistrado) -> DatosDeAcuerdo:
    """What an acuerdo said when it was recorded."""
    return DatosDeAcuerdo(
        numero=i.numero or "",
        sesion=i.sesion,
        fecha=i.fecha,
        articulo=i.articulo,
        firmeza=i.firmeza,
        publicacion=i.publicacion,
        publicado_en=i.publicado_en,
        rige_desde=i.rige_desde,
        adjunto=i.adjunto or "",
    )


def firmas_al_dia(
    firmas: Mapping[str, Mapping[str, Any]], acuerdo: AcuerdoLeido
) -> dict[str, Mapping[str, Any]]:
    """The signatures a version was approved with, the board's on the day a fe de erratas says."""
    dichas = dict(firmas)
    if "aprobado" in dichas and acuerdo.datos.fecha != acuerdo.original.fecha:
        dichas["aprobado"] = {**dichas["aprobado"], "fecha": acuerdo.datos.fecha.isoformat()}
    return dichas


def _novedad(acto: Acto) -> Novedad:
    datos = json.loads(acto.datos)
    return Novedad(
        ActoDeAcuerdo(acto.acto),
        acto.seq,
        acto.persona,
        acto.momento,
        acto.motivo,
        datos.get("cambios", {}),
        tuple(datos.get("versiones", ())),
        bool(datos.get("todo")),
        datos.get("decidido_en", ""),
    )
