"""Make the words of every approved text again, from the texts: they are only a projection."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.casos._indexar import indexar, indexar_codigos, vaciar
from webapp.modelos import ContenidoGuardado, Manual, Version
from workflows.contenido import leer_canonico
from workflows.formatos.modelo import ClaseEstado

_LOTE = 200


def reindexar(session: Session, avance: Callable[[int], None] = lambda _: None) -> int:
    """Returns how many texts there are; ``avance`` is told how many more are done each time.

    No process goes on telling what it remembers of the index that there was.
    """
    vaciar(session)
    hashes = session.scalars(
        select(Version.contenido_hash)
        .where(Version.estado_clase == ClaseEstado.APROBADA)
        .distinct()
        .order_by(Version.contenido_hash)
    ).all()
    for primero in range(0, len(hashes), _LOTE):
        lote = hashes[primero : primero + _LOTE]
        textos = session.execute(
            select(ContenidoGuardado.hash, ContenidoGuardado.texto).where(
                ContenidoGuardado.hash.in_(lote)
            )
        )
        indexar(session, {h: leer_canonico(t) for h, t in textos})
        avance(len(lote))
    versiones = session.execute(
        select(Manual.slug, Version.id, Version.contenido_hash)
        .join(Version, Version.manual_id == Manual.id)
        .where(Version.estado_clase == ClaseEstado.APROBADA)
    )
    indexar_codigos(session, [(slug, id_, huella or "") for slug, id_, huella in versiones])
    session.execute(update(Manual).values(indice=Manual.indice + 1))
    return len(hashes)
