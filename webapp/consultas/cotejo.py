"""A pasted agreement beside the agenda item and the whole manual: what it says, what disagrees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from webapp.consultas.hojas import leer_encabezado
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.puntos import PuntoVisto
from webapp.hechos import hoy_en
from webapp.modelos import Acto, Cargo, InstrumentoRegistrado, Manual, Version
from workflows.errores import DatosInvalidos
from workflows.fechas import escribir_fecha
from workflows.lectura.acuerdo import (
    AcuerdoLeido,
    CargoDelManual,
    Discrepancia,
    Lote,
    cotejar,
    leer_acuerdo_pegado,
)
from workflows.nombres import distintivo
from workflows.numeracion import leer_acuerdo


@dataclass(frozen=True, slots=True)
class Cotejo:
    """What was read, and every disagreement; ``por_cargo`` are those of a cargo of the item."""

    leido: AcuerdoLeido
    discrepancias: tuple[Discrepancia, ...]

    def de_cargo(self, cargo_id: int) -> tuple[str, ...]:
        """What is to be looked at about one cargo."""
        return tuple(d.mensaje for d in self.discrepancias if d.cargo_id == cargo_id)

    @property
    def dudas(self) -> tuple[str, ...]:
        """What could not be read without guessing."""
        return (*self.leido.dudas, *self.leido.cargos.dudas)


def cotejar_pegado(
    session: Session, manual: ManualVisto, punto: PuntoVisto, texto: str, hoy: date
) -> Cotejo:
    """Read a pasted agreement and compare it with an agenda item, in two statements."""
    cargos = _cargos_del_manual(session, manual)
    leido = leer_acuerdo_pegado(manual.formato.instrumento, texto, cargos)
    anio, usado = None, ""
    if leido.numero:
        try:
            anio = leer_acuerdo(manual.formato.instrumento, leido.numero).anio
        except DatosInvalidos:
            anio = None
        usado = _quien_lo_uso(session, manual, leido.numero)
    lote = Lote(punto.sesion, [c.como_se_nombra for c in punto.cargos], hoy, usado)
    return Cotejo(leido, cotejar(leido, lote, cargos, anio))


def _cargos_del_manual(session: Session, manual: ManualVisto) -> list[CargoDelManual]:
    """Every cargo, by the header of its newest version."""
    otra = aliased(Version)
    ultima = (
        select(func.max(otra.id))
        .where(otra.cargo_id == Cargo.id)
        .correlate(Cargo)
        .scalar_subquery()
    )
    filas = session.execute(
        select(Cargo, Version)
        .join(Version, Version.id == ultima)
        .where(Cargo.manual_id == manual.id)
        .order_by(Cargo.id)
    )
    return [
        CargoDelManual(
            cargo.id,
            cargo.titulo,
            (campos := leer_encabezado(version)).get("codigo", ""),
            distintivo(manual.formato, campos, cargo.titulo),
        )
        for cargo, version in filas
    ]


def _quien_lo_uso(session: Session, manual: ManualVisto, numero: str) -> str:
    fila = session.execute(
        select(Acto.persona, Acto.momento, Manual)
        .join(InstrumentoRegistrado, InstrumentoRegistrado.id == Acto.instrumento_id)
        .join(Manual, Manual.id == InstrumentoRegistrado.manual_id)
        .where(
            InstrumentoRegistrado.numero == numero,
            InstrumentoRegistrado.institucion_id
            == select(Manual.institucion_id).where(Manual.id == manual.id).scalar_subquery(),
        )
        .order_by(Acto.seq)
        .limit(1)
    ).first()
    if fila is None:
        return ""
    dia = escribir_fecha(hoy_en(fila.Manual, fila.momento))
    return f"El acuerdo {numero} ya está registrado: lo hizo {fila.persona} el {dia}."
