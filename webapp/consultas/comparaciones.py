"""A version beside the text it would replace, for the cuadro comparativo and the redline."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.consultas.documentos import documentos_de
from webapp.consultas.manuales import ManualVisto
from webapp.modelos import Acto, Justificacion, Version
from webapp.publicacion.cambios import Comparacion
from workflows.errores import NoEncontrado
from workflows.formatos.modelo import ClaseActo


def comparacion_de(
    session: Session,
    manual: ManualVisto,
    version_id: int,
    dia: date,
    sitio: str,
    contra: int | None = None,
) -> Comparacion:
    """The version against the one it started from, or against the version ``contra``.

    Five statements at most. The reasons are those of the version; of an abolition, why it was
    proposed. Raises NoEncontrado.
    """
    fila = session.execute(
        select(Version.base_id, Acto.motivo)
        .outerjoin(
            Acto, (Acto.version_id == Version.id) & (Acto.clase == ClaseActo.DEROGACION.value)
        )
        .where(Version.id == version_id, Version.manual_id == manual.id)
    ).first()
    if fila is None:
        raise NoEncontrado("Esa versión no existe.", "Búsquela en la lista de cargos.")
    base_id, motivo = contra or fila[0], fila[1]
    pedidas = [version_id] if base_id is None else [version_id, base_id]
    hechos = {d.version_id: d for d in documentos_de(session, manual, pedidas, dia, sitio)}
    dichos = select(Justificacion.pieza, Justificacion.texto).where(
        Justificacion.version_id == version_id
    )
    porques = {fila.pieza: fila.texto for fila in session.execute(dichos)}
    if motivo and not porques.get(""):
        porques[""] = motivo
    return Comparacion(hechos.get(base_id or 0), hechos[version_id], porques)
