"""What a packet would be made from now, and the packets of an agenda item as they were produced."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from webapp.bd import escribir_instante
from webapp.consultas.acuerdos import AcuerdoVisto
from webapp.consultas.comparaciones import comparacion_de
from webapp.consultas.manuales import ManualVisto
from webapp.consultas.puntos import PuntoVisto
from webapp.hechos import cadena_de
from webapp.modelos import Archivo, Expediente, Persona, Punto, ResultadoRegistrado
from webapp.publicacion.expediente import MaterialDeExpediente
from workflows.errores import NoEncontrado
from workflows.expediente import (
    CargoCongelado,
    Manifiesto,
    distinto_de,
    leer_manifiesto,
    superado_por,
)
from workflows.fechas import escribir_fecha
from workflows.texto import titular


@dataclass(frozen=True, slots=True)
class ExpedienteVisto:
    """A packet. ``razones`` say why it is superado; it is none while there is none."""

    punto_id: int
    numero: int
    hash: str
    pdf: str
    docx: str
    por: str
    momento: datetime
    razones: tuple[str, ...]


def manifiesto_de(
    manual: ManualVisto, punto: PuntoVisto, momento: datetime, cadena: tuple[int, str]
) -> Manifiesto:
    """What a packet produced at ``momento`` would say it contains."""
    s = punto.sesion
    return Manifiesto(
        manual=manual.slug,
        momento=escribir_instante(momento),
        sesion=str(s),
        fecha=s.fecha.isoformat() if s.fecha else "",
        articulo=s.articulo,
        **punto.textos,
        cargos=tuple(
            CargoCongelado(c.version_id, str(c.como_se_nombra), c.visto, c.vista.base_hash)
            for c in punto.cargos
        ),
        cadena_seq=cadena[0],
        cadena_hash=cadena[1],
    )


def material_de(
    session: Session,
    manual: ManualVisto,
    punto: PuntoVisto,
    por: str,
    momento: datetime,
    sitio: str,
) -> MaterialDeExpediente:
    """Everything the packet of an agenda item is made from, as it is now."""
    local = momento.astimezone(ZoneInfo(manual.zona))
    s = punto.sesion
    partes = [f"sesión {s}" if s.numero else "", escribir_fecha(s.fecha) if s.fecha else "",
              f"artículo {s.articulo}" if s.articulo else ""]  # fmt: skip
    sesion = ", ".join(p for p in partes if p)
    return MaterialDeExpediente(
        manifiesto_de(manual, punto, momento, cadena_de(session, manual.id)),
        manual.institucion,
        manual.formato.instrumento.organo,
        sesion[:1].upper() + sesion[1:],
        por,
        f"{escribir_fecha(local.date())} a las {local:%H:%M}",
        momento,
        tuple(
            comparacion_de(session, manual, c.version_id, local.date(), sitio) for c in punto.cargos
        ),
    )


def expedientes_de(
    session: Session, manual: ManualVisto, punto: PuntoVisto
) -> tuple[ExpedienteVisto, ...]:
    """The packets of an agenda item, newest first; the older ones are superados by the newest."""
    filas = session.execute(_guardados().where(Expediente.punto_id == punto.id)).all()
    impedidos = {c.version_id: c.impedimento for c in punto.cargos if c.impedimento}

    def razones(e: Expediente, antes: Manifiesto) -> tuple[str, ...]:
        ahora = manifiesto_de(manual, punto, e.momento, (0, ""))
        return superado_por(antes, ahora, impedidos) if punto.abierto else ()

    return _vistos(filas, razones)


def expedientes_del_acuerdo(session: Session, acuerdo: AcuerdoVisto) -> tuple[ExpedienteVisto, ...]:
    """The packets of the item that became an acuerdo, newest first, in two statements.

    One is superado by a newer one, or by what was decided being another text.
    """
    filas = session.execute(
        _guardados()
        .join(Punto, Punto.id == Expediente.punto_id)
        .where(Punto.instrumento_id == acuerdo.id)
    ).all()
    if not filas:
        return ()
    consulta = (
        select(ResultadoRegistrado.version_id, ResultadoRegistrado.contenido_hash)
        .where(ResultadoRegistrado.instrumento_id == acuerdo.id)
        .order_by(ResultadoRegistrado.version_id)
    )
    decididos = {fila.version_id: fila.contenido_hash for fila in session.execute(consulta)}
    nombres = {c.version_id: titular(f"{c.codigo} {c.titulo}".strip()) for c in acuerdo.cargos}
    return _vistos(filas, lambda _, antes: distinto_de(antes, decididos, nombres))


def _guardados() -> Select[Expediente, str]:
    return (
        select(Expediente, Persona.nombre)
        .join(Persona, Persona.id == Expediente.persona_id)
        .order_by(Expediente.numero.desc())
    )


def _vistos(
    filas: Sequence[Row[Expediente, str]],
    razones_de: Callable[[Expediente, Manifiesto], tuple[str, ...]],
) -> tuple[ExpedienteVisto, ...]:
    vistos = []
    for n, (e, por) in enumerate(filas):
        razones = razones_de(e, leer_manifiesto(json.loads(e.manifiesto)))
        if n and not razones:
            razones = (f"Se preparó otro después: el n.º {filas[0][0].numero}.",)
        vistos.append(
            ExpedienteVisto(e.punto_id, e.numero, e.hash, e.pdf, e.docx, por, e.momento, razones)
        )
    return tuple(vistos)


def archivo_de(
    session: Session, manual: ManualVisto, punto_id: int, numero: int, formato: str
) -> tuple[str, str]:
    """The hash and the media type of a packet's file. Raises NoEncontrado."""
    columna = {"pdf": Expediente.pdf, "docx": Expediente.docx}.get(formato)
    fila = (
        session.execute(
            select(Archivo.hash, Archivo.tipo)
            .join(Expediente, columna == Archivo.hash)
            .join(Punto, Punto.id == Expediente.punto_id)
            .where(
                Punto.manual_id == manual.id,
                Expediente.punto_id == punto_id,
                Expediente.numero == numero,
            )
        ).first()
        if columna is not None
        else None
    )
    if fila is None:
        raise NoEncontrado("Ese expediente no existe.", "Vuelva al punto de la junta.")
    return fila[0], fila[1]
