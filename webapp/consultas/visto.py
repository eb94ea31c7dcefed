"""The text somebody saw when they opened a page, found again by its hash (rule 1)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.guardados import hacia_atras
from webapp.hechos import VersionVista
from webapp.modelos import ContenidoGuardado
from workflows.contenido import Contenido, hash_de, leer_canonico


def texto_visto(session: Session, vista: VersionVista, visto: str) -> Contenido | None:
    """The text of that hash: an earlier save of this draft, or a frozen one. None when gone.

    The saves come first, because their items keep their ids.
    """
    for _, texto in hacia_atras(session, vista):
        if hash_de(texto) == visto:
            return texto
    congelado = session.scalar(
        select(ContenidoGuardado.texto).where(ContenidoGuardado.hash == visto)
    )
    return leer_canonico(congelado) if congelado is not None else None
