"""The text somebody saw when they opened a page, found again by its hash (rule 1)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.hechos import VersionVista
from webapp.modelos import ContenidoGuardado, Guardado
from workflows.contenido import Contenido, hash_de, leer_canonico
from workflows.piezas import de_piezas, en_piezas

#: How many pieces of saves to walk back before giving up.
LIMITE = 2_000


def texto_visto(session: Session, vista: VersionVista, visto: str) -> Contenido | None:
    """The text of that hash: frozen, or an earlier save of this draft. None when it is gone."""
    return _de_los_guardados(session, vista, visto) or _congelado(session, visto)


def _de_los_guardados(session: Session, vista: VersionVista, visto: str) -> Contenido | None:
    """Walk the saves back, so that the items keep their ids."""
    piezas = en_piezas(vista.contenido)
    serie = None
    for guardado in session.scalars(
        select(Guardado)
        .where(Guardado.version_id == vista.version.id)
        .order_by(Guardado.serie.desc(), Guardado.id.desc())
        .limit(LIMITE)
    ):
        if serie not in (None, guardado.serie) and hash_de(de_piezas(piezas)) == visto:
            return de_piezas(piezas)
        serie = guardado.serie
        if guardado.antes is None:
            piezas.pop(guardado.pieza, None)
        else:
            piezas[guardado.pieza] = guardado.antes
    contenido = de_piezas(piezas)
    return contenido if hash_de(contenido) == visto else None


def _congelado(session: Session, visto: str) -> Contenido | None:
    texto = session.scalar(select(ContenidoGuardado.texto).where(ContenidoGuardado.hash == visto))
    return leer_canonico(texto) if texto is not None else None
