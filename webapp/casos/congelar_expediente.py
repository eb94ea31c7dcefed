"""Congelar expediente: a packet was produced; what it contains is on record, and stays so."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.archivos import Recibido
from webapp.casos._puntos import punto_en_preparacion
from webapp.casos.actor import Actor
from webapp.casos.anotar_archivo import anotar_archivo
from webapp.casos.anotar_emision import anotar_emision
from webapp.modelos import ClaseDocumento, Expediente, PuntoVersion, Version
from workflows.errores import VersionDesfasada
from workflows.expediente import Manifiesto


@dataclass(frozen=True, slots=True)
class ExpedienteHecho:
    """A packet whose files are on disk; ``serie`` is the save of the item it was made of."""

    manifiesto: Manifiesto
    pdf: Recibido
    docx: Recibido
    serie: int


def congelar_expediente(
    session: Session, actor: Actor, punto_id: int, hecho: ExpedienteHecho
) -> int:
    """Put a packet on record, and its PDF so that a copy is recognised. Returns its number
    within the item.

    Raises PuntoCambiado or VersionDesfasada when something moved while it was being made.
    """
    punto = punto_en_preparacion(session, actor, punto_id, hecho.serie).punto
    filas = session.execute(
        select(Version.id, Version.contenido_hash)
        .join(PuntoVersion, PuntoVersion.version_id == Version.id)
        .where(PuntoVersion.punto_id == punto_id)
    )
    ahora = {fila.id: fila.contenido_hash for fila in filas}
    for c in hecho.manifiesto.cargos:
        if ahora.get(c.version_id) not in (c.contenido, None):
            raise VersionDesfasada(
                f"{c.nombre} cambió mientras se preparaba el expediente.",
                "No se guardó. Prepárelo de nuevo.",
            )
    numero = siguiente(session, punto_id)
    session.add(
        Expediente(
            punto_id=punto.id,
            numero=numero,
            hash=hecho.manifiesto.hash,
            manifiesto=hecho.manifiesto.texto,
            pdf=anotar_archivo(session, actor, hecho.pdf),
            docx=anotar_archivo(session, actor, hecho.docx),
            persona_id=actor.persona_id,
            momento=actor.ahora,
        )
    )
    anotar_emision(
        session,
        hash_=hecho.pdf.hash,
        clase=ClaseDocumento.EXPEDIENTE,
        manual_id=punto.manual_id,
        momento=actor.ahora,
    )
    session.flush()
    return numero


def siguiente(session: Session, punto_id: int) -> int:
    """The number that the next packet of an agenda item will have."""
    ultimo = select(func.max(Expediente.numero)).where(Expediente.punto_id == punto_id)
    return 1 + (session.scalar(ultimo) or 0)
